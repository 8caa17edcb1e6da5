import { z } from 'zod';
import { ids } from '../rpc/ids.ts';
import { moment } from '../rpc/moment.ts';
import { pageFields, toPage } from '../rpc/pages.ts';
import { router, webhooksProcedure } from '../rpc/trpc.ts';
import type { DeliverNeeds } from './deliver.ts';
import {
  deliveryStates,
  listDeliveries,
  type RedeliverNeeds,
  redeliver,
  sendTest,
  toDeliveryView,
} from './deliveries.ts';
import {
  createEndpoint,
  type EndpointNeeds,
  listEndpoints,
  removeEndpoint,
  rotateSecret,
  updateEndpoint,
} from './endpoints.ts';
import { webhookEvents } from './event-types.ts';

/** Dependencies of the webhook procedures. */
export type WebhooksNeeds = EndpointNeeds & DeliverNeeds & RedeliverNeeds;

const byId = z.strictObject({ id: ids.endpoint.schema });
const url = z.string().max(2000);
const events = z.array(z.enum(webhookEvents)).min(1).max(webhookEvents.length);
const description = z
  .string()
  .max(200)
  .regex(/^\P{Cc}*$/u);

/**
 * list          webhooks  The endpoints of the account, oldest first, without their secrets.
 * create        webhooks  Adds an endpoint, which is told of `events`. The answer has its secret; no other does.
 * update        webhooks  Changes an endpoint, or switches it on or off with `enabled`. What is left out stays.
 * rotateSecret  webhooks  Gives an endpoint a new secret. For a day deliveries are signed with both.
 * remove        webhooks  Removes an endpoint with its deliveries.
 * test          webhooks  Sends a test to an endpoint, waits for its answer, and says what became of it.
 * deliveries    webhooks  What was sent, waits or failed, newest first, with every attempt and what the receiver answered; of the account, of an endpoint, or in a state.
 * redeliver     webhooks  Sends a delivery once more, with the same `webhook-id`.
 */
export function webhooksRouter(needs: WebhooksNeeds) {
  const { database } = needs;
  return router({
    list: webhooksProcedure
      .input(z.strictObject(pageFields(z.tuple([z.uuid()]))).prefault({}))
      .query(({ ctx, input }) => listEndpoints(database, ctx.accountId, input)),

    create: webhooksProcedure
      .input(z.strictObject({ url, events, description: description.default('') }))
      .mutation(({ ctx, input }) => createEndpoint(needs, ctx.accountId, input)),

    update: webhooksProcedure
      .input(
        byId.extend({
          url: url.optional(),
          events: events.optional(),
          description: description.optional(),
          enabled: z.boolean().optional(),
        }),
      )
      .mutation(({ ctx, input: { id, ...change } }) => updateEndpoint(needs, ctx.accountId, id, change)),

    rotateSecret: webhooksProcedure
      .input(byId)
      .mutation(({ ctx, input }) => rotateSecret(needs, ctx.accountId, input.id)),

    remove: webhooksProcedure.input(byId).mutation(({ ctx, input }) => removeEndpoint(needs, ctx.accountId, input.id)),

    test: webhooksProcedure.input(byId).mutation(({ ctx, input }) => sendTest(needs, ctx.caller, input.id)),

    deliveries: webhooksProcedure
      .input(
        z
          .strictObject({
            endpointId: ids.endpoint.schema.optional(),
            state: z.enum(deliveryStates).optional(),
            ...pageFields(z.tuple([moment, z.uuid()])),
          })
          .prefault({}),
      )
      .query(async ({ ctx, input: { cursor, limit, ...filter } }) => {
        const deliveries = await listDeliveries(database, ctx.accountId, filter, { cursor, limit: limit + 1 });
        return toPage(deliveries, limit, {
          positionOf: ({ at, id }) => [at.toISOString(), id],
          view: toDeliveryView,
        });
      }),

    redeliver: webhooksProcedure
      .input(z.strictObject({ id: ids.delivery.schema }))
      .mutation(({ ctx, input }) => redeliver(needs, ctx.accountId, input.id)),
  });
}
