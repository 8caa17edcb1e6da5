import { z } from 'zod';
import { editProcedure, readProcedure, router } from '../rpc/trpc.ts';
import { checkNow, countCheckNow } from './checks/check-now.ts';
import { connectDomain } from './connect/domain-connect.ts';
import { addDomain, findOwnDomain } from './domain.ts';
import { listChecks } from './history.ts';
import { previewRemoval, removeDomain } from './removal/remove.ts';
import { showCheck, showDomain } from './show.ts';
import { listDomains } from './store.ts';

const byId = z.strictObject({ id: z.uuid() });
const place = z.strictObject({ at: z.iso.datetime(), id: z.uuid() });

/**
 * list      read
 * get       read
 * history   read
 * add       edit
 * check     edit
 * connect   edit
 * deletion  edit
 * remove    edit
 */
export const domainsRouter = router({
  list: readProcedure.query(async ({ ctx }) => {
    const domains = await listDomains(ctx.services.database, ctx.accountId);
    return domains.map((domain) => showDomain(domain, ctx.language));
  }),

  get: readProcedure.input(byId).query(async ({ ctx, input }) => {
    return showDomain(await findOwnDomain(ctx.services.database, ctx.accountId, input.id), ctx.language);
  }),

  add: editProcedure.input(z.strictObject({ host: z.string().max(1000) })).mutation(async ({ ctx, input }) => {
    return showDomain(await addDomain(ctx.services, ctx.accountId, input.host, ctx.language), ctx.language);
  }),

  check: editProcedure.input(byId).mutation(async ({ ctx, input }) => {
    const { database, now } = ctx.services;
    const { id } = await findOwnDomain(database, ctx.accountId, input.id);
    await countCheckNow(database, ctx.accountId, now());
    await checkNow(ctx.services, id);
    return showDomain(await findOwnDomain(database, ctx.accountId, id), ctx.language);
  }),

  history: readProcedure
    .input(byId.extend({ before: place.optional(), limit: z.int().min(1).max(200).default(50) }))
    .query(async ({ ctx, input }) => {
      const { database } = ctx.services;
      const { id } = await findOwnDomain(database, ctx.accountId, input.id);
      const { checks, next } = await listChecks(database, id, input);
      return { checks: checks.map((check) => showCheck(check, ctx.language)), next };
    }),

  connect: editProcedure.input(byId).mutation(({ ctx, input }) => {
    return connectDomain(ctx.services, ctx.accountId, input.id, ctx.language);
  }),

  deletion: editProcedure.input(byId).query(({ ctx, input }) => {
    return previewRemoval(ctx.services, ctx.accountId, input.id, ctx.language);
  }),

  remove: editProcedure.input(byId.extend({ host: z.string().max(1000) })).mutation(({ ctx, input }) => {
    return removeDomain(ctx.services, ctx.accountId, input, ctx.language);
  }),
});
