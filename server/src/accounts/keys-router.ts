import type { Database, Key } from '@waymark/prisma';
import { z } from 'zod';
import { ApiError } from '../rpc/api-error.ts';
import type { Caller } from '../rpc/caller.ts';
import { ids } from '../rpc/ids.ts';
import { inBoth } from '../rpc/input-problems.ts';
import { moment } from '../rpc/moment.ts';
import { nameSchema } from '../rpc/name-schema.ts';
import { originSchema } from '../rpc/origins/origin-schema.ts';
import { pageFields } from '../rpc/pages.ts';
import { type Scope, scopes as scopeTable } from '../rpc/rights.data.ts';
import { keysProcedure, router } from '../rpc/trpc.ts';
import { changeKey, findOwnKey, revokeKey } from './change-key.ts';
import { listKeys, storeKey, toKeyView } from './keys.ts';

/** Dependencies of the procedures about keys. */
export interface KeysNeeds {
  readonly database: Database;
  readonly now: () => Date;
}

const name = nameSchema(120);
const scopes = z.array(z.enum(Object.keys(scopeTable) as [Scope, ...Scope[]])).min(1);
const origins = z.array(originSchema).max(20);
const expiresAt = moment.nullable();
const byId = z.strictObject({ id: ids.key.schema });

/** Scopes that mean something for one project alone; the others are about the whole account. */
const scopesOfProject: readonly Scope[] = ['mailings:write', 'reports:read', 'projects:write', 'domains:write'];

/** What a new key may be: a secret one has scopes, a publishable one the origins of the pages that send it. */
const newKey = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('secret'),
      name,
      scopes,
      projectId: ids.project.schema.optional(),
      expiresAt: expiresAt.default(null),
    })
    .refine(
      ({ scopes, projectId }) => projectId === undefined || scopes.every((one) => scopesOfProject.includes(one)),
      {
        path: ['scopes'],
        message: inBoth(
          `a key of one project can have only ${scopesOfProject.join(', ')}`,
          `ein Schlüssel für ein einzelnes Projekt kann nur ${scopesOfProject.join(', ')} haben`,
        ),
      },
    ),
  z.strictObject({
    kind: z.literal('publishable'),
    name,
    origins: origins.default([]),
    projectId: ids.project.schema.optional(),
    expiresAt: expiresAt.default(null),
  }),
]);

/**
 * list    keys  The keys of the account, newest first, with when each was last used, but never the keys themselves.
 * create  keys  Creates a key; no other answer ever shows it. A `secret` one has `scopes`, a `publishable` one `origins` of pages that may send it. `projectId`: the only project that it reaches.
 * update  keys  Changes the name, scopes, origins or date of a key. What is left out stays; every server knows within half a minute.
 * revoke  keys  Revokes a key; every server refuses it within half a minute.
 */
export function keysRouter({ database, now }: KeysNeeds) {
  return router({
    list: keysProcedure
      .input(z.strictObject(pageFields(z.tuple([z.uuid()]))).prefault({}))
      .query(({ ctx, input }) => listKeys(database, ctx.accountId, input)),

    /** The key is in this response and nowhere else. */
    create: keysProcedure.input(newKey).mutation(async ({ ctx, input }) => {
      if (input.kind === 'secret') assertNoMore(ctx.caller, input.scopes);
      const { projectId } = input;
      if (projectId !== undefined) await assertOwnProject(ctx.accountId, projectId);
      const until = laterThan(now(), input.expiresAt);
      const { key, row } = await storeKey(database, { ...input, accountId: ctx.accountId, expiresAt: until });
      return { key, ...toKeyView(row) };
    }),

    update: keysProcedure
      .input(
        byId.extend({
          name: name.optional(),
          scopes: scopes.optional(),
          origins: origins.optional(),
          expiresAt: expiresAt.optional(),
        }),
      )
      .mutation(async ({ ctx, input: { id, expiresAt, ...changes } }) => {
        const key = await findOwnKey(database, ctx.accountId, id);
        assertMayChange(ctx.caller, key);
        if (changes.scopes) assertNoMore(ctx.caller, changes.scopes);
        const until = expiresAt === undefined ? {} : { expiresAt: laterThan(now(), expiresAt) };
        return toKeyView(await changeKey(database, key, { ...changes, ...until }));
      }),

    revoke: keysProcedure.input(byId).mutation(async ({ ctx, input }) => {
      const key = await findOwnKey(database, ctx.accountId, input.id);
      assertMayChange(ctx.caller, key);
      return toKeyView(await revokeKey(database, key, now()));
    }),
  });

  async function assertOwnProject(accountId: string, id: string): Promise<void> {
    if ((await database.project.count({ where: { id, accountId, deletedAt: null } })) === 0)
      throw new ApiError('no_such_project');
  }
}

/** A program manages keys of programs that can do no more than it can; keys of members are left to owners. */
function assertMayChange(caller: Caller, { kind, scopes }: Key): void {
  if (caller.keyKind === 'member') return;
  if (kind === 'member') throw new ApiError('more_than_own');
  if (kind === 'secret') assertNoMore(caller, scopes);
}

function assertNoMore({ key, keyKind }: Caller, wanted: readonly string[]): void {
  if (keyKind === 'member') return;
  if (!wanted.every((scope) => key?.scopes.some((own) => own === scope))) throw new ApiError('more_than_own');
}

function laterThan(now: Date, moment: string | null): Date | null {
  if (moment === null) return null;
  const at = new Date(moment);
  if (at > now) return at;
  const what = { en: '"expiresAt" lies in the past', de: '„expiresAt“ liegt in der Vergangenheit' };
  throw new ApiError('invalid_input', { problem: what });
}
