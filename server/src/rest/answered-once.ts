import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@waymark/prisma';
import { ApiError } from '../rpc/api-error.ts';

/** Dependencies of answering a call once. */
export interface OnceNeeds {
  readonly database: Database;
}

/** A call that its client may send again: under which key, and a hash of all that it says. */
export interface OnceCall {
  readonly accountId: string;
  readonly key: string;
  readonly hash: Uint8Array<ArrayBuffer>;
}

/** How long an answer is kept. */
export const keptHours = 24;
/** A server that answers a call renews its claim; one that died loses it after this long, and the call is made again. */
const claimSeconds = 60;
/** How long the same call waits for the first one's answer. */
const waitMs = 30_000;

/**
 * Makes a call once, however often and on however many servers it is sent, and answers it with the same bytes. A call
 * that fails has made nothing and may be sent again. Throws idempotency_key_used, call_under_way, and what `make` throws.
 */
export async function answeredOnce(
  { database }: OnceNeeds,
  call: OnceCall,
  make: () => Promise<Uint8Array>,
): Promise<{ readonly answer: Uint8Array; readonly isRepeated: boolean }> {
  for (const deadline = performance.now() + waitMs; ; await sleep(100)) {
    const claim = await claimFor(database, call);
    if (claim !== undefined) return { answer: await madeUnder(database, claim, make), isRepeated: false };
    const { accountId, key } = call;
    const first = await database.idempotentCall.findUnique({ where: { accountId_key: { accountId, key } } });
    if (first === null) continue;
    if (Buffer.compare(first.requestHash, call.hash) !== 0) throw new ApiError('idempotency_key_used');
    if (first.answer !== null) return { answer: first.answer, isRepeated: true };
    if (performance.now() > deadline) throw new ApiError('call_under_way');
  }
}

/** Undefined while another call has the key. Times are the database's, since servers' clocks differ. */
async function claimFor(database: Database, { accountId, key, hash }: OnceCall): Promise<string | undefined> {
  const [claimed] = await database.$queryRaw<{ id: string }[]>`
    INSERT INTO idempotent_call AS call (id, account_id, key, request_hash, at, claimed_until)
    VALUES (${randomUUID()}::uuid, ${accountId}::uuid, ${key}, ${hash}, now(), now() + ${claimSeconds}::int * interval '1 second')
    ON CONFLICT (account_id, key) DO UPDATE
    SET id = excluded.id, request_hash = excluded.request_hash, at = now(), claimed_until = excluded.claimed_until, answer = NULL
    WHERE call.at < now() - ${keptHours}::int * interval '1 hour' OR (call.answer IS NULL AND call.claimed_until < now())
    RETURNING id`;
  return claimed?.id;
}

async function madeUnder(database: Database, id: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
  const renewing = setInterval(() => void renew(database, id).catch(() => undefined), (claimSeconds * 1000) / 3);
  try {
    const answer = new Uint8Array(await make());
    await database.idempotentCall.updateMany({ where: { id }, data: { answer } });
    return answer;
  } catch (error) {
    // If it stays, it ends by itself.
    await database.idempotentCall.deleteMany({ where: { id } }).catch(() => undefined);
    throw error;
  } finally {
    clearInterval(renewing);
  }
}

async function renew(database: Database, id: string): Promise<void> {
  await database.$executeRaw`
    UPDATE idempotent_call SET claimed_until = now() + ${claimSeconds}::int * interval '1 second' WHERE id = ${id}::uuid`;
}

/** The job that forgets answers whose time is over. */
export async function pruneIdempotentCalls(database: Database): Promise<void> {
  await database.$executeRaw`DELETE FROM idempotent_call WHERE at < now() - ${keptHours}::int * interval '1 hour'`;
}
