import type { Language } from '@waymark/core';
import { z } from 'zod';
import { type Caller, projectOf } from '../rpc/caller.ts';
import { ids } from '../rpc/ids.ts';
import { moment } from '../rpc/moment.ts';
import { pageFields, toPage } from '../rpc/pages.ts';
import { domainsProcedure, readProcedure, router } from '../rpc/trpc.ts';
import { checkNow, countCheckNow } from './checks/check-now.ts';
import { type ConnectNeeds, connectDomain } from './connect/domain-connect.ts';
import { type AddNeeds, addDomain, attachedTo, findOwnDomain } from './domain.ts';
import { countStates, domainListInput, positionIn } from './find-domains.ts';
import { listChecks } from './history.ts';
import { type PreviewRemovalNeeds, previewRemoval, type RemovalNeeds, removeDomain } from './removal/remove.ts';
import { type DomainWithProjects, listDomains } from './store.ts';
import { toCheckView, toDomainView } from './view.ts';

/** Dependencies of the domain procedures. */
export interface DomainsNeeds extends AddNeeds, ConnectNeeds, PreviewRemovalNeeds, RemovalNeeds {}

const byId = z.strictObject({ id: ids.domain.schema });

/**
 * list            read     Tracking domains with record, status and diagnosis, by host or by the time of the last check. `search` is a part of the host.
 * counts          read     How many tracking domains are in each state.
 * get             read     One tracking domain.
 * history         read     Checks of a domain, newest first.
 * add             domains  Adds a tracking domain; the answer has the record to create.
 * check           domains  Checks a domain at once, up to six times a minute for each account.
 * connect         domains  The address at which the DNS provider creates the record, or why there is none.
 * previewRemoval  domains  What would be lost with a domain, and what prevents its removal.
 * remove          domains  Removes a domain for good; `host` confirms which.
 */
export function domainsRouter(needs: DomainsNeeds) {
  const { database, now } = needs;
  return router({
    list: readProcedure.input(domainListInput).query(async ({ ctx, input }) => {
      const { limit, order } = input;
      const reached = attachedTo(projectOf(ctx.caller));
      return toPage(await listDomains(database, ctx.accountId, { ...input, limit: limit + 1 }, reached), limit, {
        positionOf: (domain) => positionIn(order, domain),
        view: (domain) => viewFor(ctx, domain),
      });
    }),

    counts: readProcedure.query(({ ctx }) => countStates(database, ctx.accountId)),

    get: readProcedure.input(byId).query(async ({ ctx, input }) => {
      return viewFor(ctx, await findOwnDomain(database, ctx.accountId, input.id));
    }),

    add: domainsProcedure.input(z.strictObject({ host: z.string().max(1000) })).mutation(async ({ ctx, input }) => {
      return toDomainView(await addDomain(needs, ctx.accountId, input.host, ctx.language), ctx.language);
    }),

    check: domainsProcedure.input(byId).mutation(async ({ ctx, input }) => {
      const { id } = await findOwnDomain(database, ctx.accountId, input.id);
      await countCheckNow(database, ctx.accountId, now());
      await checkNow(needs, id);
      return viewFor(ctx, await findOwnDomain(database, ctx.accountId, id));
    }),

    history: readProcedure
      .input(byId.extend(pageFields(z.tuple([moment, z.uuid()]))))
      .query(async ({ ctx, input: { cursor, limit, ...which } }) => {
        const { id } = await findOwnDomain(database, ctx.accountId, which.id);
        return toPage(await listChecks(database, id, { cursor, limit: limit + 1 }), limit, {
          positionOf: (check) => [check.at.toISOString(), check.id],
          view: (check) => toCheckView(check, ctx.language),
        });
      }),

    connect: domainsProcedure.input(byId).mutation(({ ctx, input }) => {
      return connectDomain(needs, ctx.accountId, input.id, ctx.language);
    }),

    previewRemoval: domainsProcedure.input(byId).query(({ ctx, input }) => {
      return previewRemoval(needs, ctx.accountId, input.id, ctx.language);
    }),

    remove: domainsProcedure.input(byId.extend({ host: z.string().max(1000) })).mutation(({ ctx, input }) => {
      return removeDomain(needs, ctx.accountId, input, ctx.language);
    }),
  });
}

/** A domain as a caller may see it: a key of one project is told of no other that the domain is attached to. */
function viewFor({ caller, language }: { caller: Caller; language: Language }, domain: DomainWithProjects) {
  const view = toDomainView(domain, language);
  const only = projectOf(caller);
  return only === null
    ? view
    : { ...view, projects: view.projects.filter(({ id }) => id === ids.project.encode(only)) };
}
