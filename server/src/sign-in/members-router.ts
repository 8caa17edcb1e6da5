import type { Language } from '@waymark/core';
import type { Database } from '@waymark/prisma';
import { z } from 'zod';
import { ApiError } from '../rpc/api-error.ts';
import { ids } from '../rpc/ids.ts';
import { pageFields, toPage } from '../rpc/pages.ts';
import { ownProcedure, personProcedure, router } from '../rpc/trpc.ts';
import { invite } from './invitations.ts';
import { changeRole, removeMember } from './members.ts';
import { emailSchema } from './person.ts';

/** Dependencies of the procedures of members. */
export interface MembersNeeds {
  readonly database: Database;
  readonly now: () => Date;
  /** Where members reach this server. */
  readonly address: string;
  /** Mails an invitation; false when no mail server accepted it. */
  readonly mailInvitation: (mail: InvitationMail, language: Language) => Promise<boolean>;
}

/** What a mail about an invitation says. */
export interface InvitationMail {
  readonly id: string;
  readonly to: string;
  readonly account: string;
  readonly link: string;
}

const page = z.strictObject(pageFields(z.tuple([z.uuid()]))).prefault({});
const positionOf = ({ id }: { readonly id: string }) => [id];

const roleSchema = z.enum(['viewer', 'editor', 'owner']);

/**
 * list                person  The members of the account: their roles, and the addresses with which they sign in.
 * invitations         own     The invitations that are open.
 * invite              own     Makes a link by which one person becomes a member within a week; mailed, where there is an `email` and a mail server.
 * withdrawInvitation  own     The link stops working.
 * changeRole          own     Gives a member another role.
 * remove              own     Removes a member, and their keys with them.
 */
export function membersRouter({ database, now, address, mailInvitation }: MembersNeeds) {
  return router({
    list: personProcedure.input(page).query(async ({ ctx, input: { cursor, limit } }) => {
      const members = await database.member.findMany({
        where: { accountId: ctx.accountId, ...(cursor && { id: { gt: cursor[0] } }) },
        include: { person: true },
        orderBy: { id: 'asc' },
        take: limit + 1,
      });
      const view = ({ id, name, role, createdAt, person }: (typeof members)[number]) => ({
        id: ids.member.encode(id),
        name,
        role,
        /** Null for members who only have a key. */
        email: person?.email ?? null,
        createdAt: createdAt.toISOString(),
        isYou: id === ctx.caller.member?.id,
      });
      return toPage(members, limit, { positionOf, view });
    }),

    invitations: ownProcedure.input(page).query(async ({ ctx, input: { cursor, limit } }) => {
      const invitations = await database.invitation.findMany({
        where: { accountId: ctx.accountId, expiresAt: { gt: now() }, ...(cursor && { id: { gt: cursor[0] } }) },
        orderBy: { id: 'asc' },
        take: limit + 1,
      });
      const view = ({ id, role, email, createdAt, expiresAt }: (typeof invitations)[number]) => ({
        id: ids.invitation.encode(id),
        role,
        email,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      });
      return toPage(invitations, limit, { positionOf, view });
    }),

    /** The link is in this response and, if it is mailed, in the mail. */
    invite: ownProcedure
      .input(z.strictObject({ role: roleSchema, email: emailSchema.optional() }))
      .mutation(async ({ ctx, input }) => {
        const { accountId, language } = ctx;
        const { id, path, expiresAt } = await invite(database, { accountId, ...input }, now());
        const link = `${address}${path}`;
        const account = await database.account.findUniqueOrThrow({ where: { id: accountId } });
        const mail = input.email && { id, to: input.email, account: account.name, link };
        const mailed = mail ? await mailInvitation(mail, language) : false;
        return { id: ids.invitation.encode(id), link, expiresAt: expiresAt.toISOString(), mailed };
      }),

    withdrawInvitation: ownProcedure
      .input(z.strictObject({ id: ids.invitation.schema }))
      .mutation(async ({ ctx, input }) => {
        const where = { id: input.id, accountId: ctx.accountId };
        const { count } = await database.invitation.deleteMany({ where });
        if (count === 0) throw new ApiError('no_such_invitation');
        return { id: ids.invitation.encode(input.id) };
      }),

    changeRole: ownProcedure
      .input(z.strictObject({ id: ids.member.schema, role: roleSchema }))
      .mutation(async ({ ctx, input }) => {
        await changeRole(database, ctx.accountId, input.id, input.role);
        return { id: ids.member.encode(input.id), role: input.role };
      }),

    remove: ownProcedure.input(z.strictObject({ id: ids.member.schema })).mutation(async ({ ctx, input }) => {
      await removeMember(database, ctx.accountId, input.id);
      return { id: ids.member.encode(input.id) };
    }),
  });
}
