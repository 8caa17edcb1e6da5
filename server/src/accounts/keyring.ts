import { type Database, type DatabaseOrTransaction, Prisma } from '@waymark/prisma';
import { LRUCache } from 'lru-cache';
import { ApiError } from '../rpc/api-error.ts';
import type { Caller } from '../rpc/caller.ts';
import { hashOf, isFormer, looksLikeKey, scopesOf } from './keys.ts';
import { WrongKeys } from './wrong-keys.ts';

/** How long a key is cached after a look-up; a revoked key, and a right that was taken away, work at most this much longer. */
const cacheTtlMs = 30_000;
const maxCachedKeys = 10_000;
/** How many keys are remembered to be wrong, for as long: a program that goes on sending one costs nothing. */
const maxWrongKeys = 10_000;
/** Of how many origins it is remembered whether a key allows them. */
const maxOrigins = 1000;
/** A key's last use is stored as often. */
const usedEveryMs = 60_000;

/** Finds the holders of keys. */
export interface Keyring {
  /**
   * The holder of a key that was sent from an address; undefined for an unknown or revoked one. Throws expired_key, and
   * too_many_wrong_keys where too many from that address were wrong.
   */
  readonly callerOf: (key: string, address?: string) => Promise<Caller | undefined>;
  /** Whether any key that works may be sent by pages of this origin. */
  readonly allowsOrigin: (origin: string) => Promise<boolean>;
}

interface Known {
  readonly caller: Caller;
  /** Until when it need not be looked up again. */
  readonly until: number;
}

/**
 * Looks keys up. Valid keys are cached for half a minute, so that a busy sender does not cost a query per request, and
 * their use is noted then; wrong ones of an address that sends many are not looked up at all.
 */
export function createKeyring(
  database: Database | DatabaseOrTransaction,
  now: () => number = () => performance.now(),
): Keyring {
  const known = new LRUCache<string, Known>({ max: maxCachedKeys });
  const wrong = new LRUCache<string, number>({ max: maxWrongKeys });
  const wrongKeys = new WrongKeys(now);

  async function callerOf(key: string, address?: string): Promise<Caller | undefined> {
    const hash = hashOf(key);
    const name = hash.toString('base64');
    const cached = known.get(name);
    if (cached && cached.until > now()) return cached.caller;
    if ((wrong.get(name) ?? 0) > now()) return;
    // A key that was right is looked up whatever others send from there, since many people may share an address.
    if (!cached) wrongKeys.assertFew(address);
    const found = looksLikeKey(key) ? await find(hash) : undefined;
    if (found) known.set(name, found);
    else {
      known.delete(name);
      wrong.set(name, now() + cacheTtlMs);
      wrongKeys.note(address);
    }
    return found?.caller;
  }

  async function find(hash: Buffer<ArrayBuffer>): Promise<Known | undefined> {
    const row = await database.key.findUnique({ where: { hash }, include: { member: true } });
    if (!row || row.revokedAt) return;
    const left = row.expiresAt === null ? Number.POSITIVE_INFINITY : row.expiresAt.getTime() - Date.now();
    if (left <= 0) throw new ApiError('expired_key', { date: row.expiresAt!.toISOString() });
    noteUse(row.id, row.lastUsedAt);
    const { id, accountId, kind, member, projectId, origins } = row;
    const limits = { id, scopes: scopesOf(row), projectId, origins, former: isFormer(row) };
    const caller: Caller = {
      accountId,
      keyKind: kind,
      member: member && { id: member.id, name: member.name, role: member.role },
      ...(kind !== 'member' && { key: limits }),
    };
    return { caller, until: now() + Math.min(cacheTtlMs, left) };
  }

  /** Nobody waits for it, and no request fails because of it. */
  function noteUse(id: string, lastUsedAt: Date | null): void {
    const at = new Date();
    const before = new Date(at.getTime() - usedEveryMs);
    if (lastUsedAt !== null && lastUsedAt > before) return;
    const notByAnother = Prisma.sql`(last_used_at IS NULL OR last_used_at <= ${before})`;
    database.$executeRaw`UPDATE key SET last_used_at = ${at} WHERE id = ${id}::uuid AND ${notByAnother}`.catch(
      () => undefined,
    );
  }

  const origins = new LRUCache<string, { readonly allowed: boolean; readonly until: number }>({ max: maxOrigins });

  async function allowsOrigin(origin: string): Promise<boolean> {
    const cached = origins.get(origin);
    if (cached && cached.until > now()) return cached.allowed;
    const alive = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] };
    const found = await database.key.findFirst({ where: { kind: 'publishable', origins: { has: origin }, ...alive } });
    origins.set(origin, { allowed: found !== null, until: now() + cacheTtlMs });
    return found !== null;
  }

  return { callerOf, allowsOrigin };
}
