import { createHash } from 'node:crypto';
import type { DatabaseOrTransaction } from '@waymark/prisma';
import { encodeNullable, ids } from '../rpc/ids.ts';

/** What an entry may show of its subject. */
export type SubjectState = Readonly<Record<string, unknown>>;

interface Subject {
  /** How the API writes its id; null: an account has one of it. */
  readonly id: { schema: { safeParse(text: unknown): { success: boolean; data?: string | number } } } | null;
  /** What there is of it in an account, without anything secret; null when there is none. */
  readonly read: (database: DatabaseOrTransaction, accountId: string, id: string) => Promise<SubjectState | null>;
}

const subject = (id: Subject['id'], read: Subject['read']): Subject => ({ id, read });

/** What can be changed in an account, and how it is read before and after a change. */
export const subjects = {
  alertSettings: subject(null, async (database, accountId) => {
    const settings = await database.alertSettings.findUnique({ where: { accountId } });
    if (!settings) return null;
    const { language, recipients, webhookUrl } = settings;
    return { language, recipients, webhook: webhookUrl && withoutSecrets(webhookUrl) };
  }),
  app: subject(ids.app, async (database, accountId, id) => {
    const app = await database.listedApp.findFirst({
      where: { id, accountId },
      select: {
        domainId: true,
        system: true,
        app: true,
        fingerprints: true,
        confirmedVersion: true,
        confirmedOn: true,
      },
    });
    return (
      app && { ...app, domainId: ids.domain.encode(app.domainId), confirmedOn: app.confirmedOn?.toISOString() ?? null }
    );
  }),
  auditSettings: subject(null, (database, accountId) =>
    database.auditSettings.findUnique({ where: { accountId }, omit: { accountId: true } }),
  ),
  connection: subject(ids.connection, async (database, accountId, id) => {
    const found = await database.ownConnection.findFirst({ where: { id, accountId }, select: { until: true } });
    return found && { until: found.until.toISOString() };
  }),
  domain: subject(ids.domain, (database, accountId, id) =>
    database.domain.findFirst({ where: { id, accountId }, select: { host: true } }),
  ),
  endpoint: subject(ids.endpoint, async (database, accountId, id) => {
    const endpoint = await database.webhookEndpoint.findFirst({ where: { id, accountId } });
    if (!endpoint) return null;
    const { url, description, events, disabledAt } = endpoint;
    return { url: withoutSecrets(url), description, events, enabled: disabledAt === null };
  }),
  key: subject(ids.key, async (database, accountId, id) => {
    const key = await database.key.findFirst({
      where: { id, accountId, revokedAt: null },
      select: { kind: true, name: true, scopes: true, origins: true, projectId: true, expiresAt: true },
    });
    return (
      key && {
        ...key,
        projectId: encodeNullable(ids.project, key.projectId),
        expiresAt: key.expiresAt?.toISOString() ?? null,
      }
    );
  }),
  link: subject(ids.link, (database, accountId, id) =>
    database.link.findFirst({ where: { id: BigInt(id), accountId }, select: { url: true } }),
  ),
  mailing: subject(ids.mailing, async (database, accountId, id) => {
    const mailing = await database.mailing.findFirst({
      where: { id: BigInt(id), accountId, deletedAt: null },
      select: { name: true, projectId: true, test: true },
    });
    return mailing && { ...mailing, projectId: ids.project.encode(mailing.projectId) };
  }),
  invitation: subject(ids.invitation, (database, accountId, id) =>
    database.invitation.findFirst({ where: { id, accountId }, select: { role: true } }),
  ),
  member: subject(ids.member, (database, accountId, id) =>
    database.member.findFirst({ where: { id, accountId }, select: { name: true, role: true } }),
  ),
  project: subject(ids.project, async (database, accountId, id) => {
    const project = await database.project.findFirst({
      where: { id, accountId, deletedAt: null },
      omit: { id: true, accountId: true, createdAt: true, deletedAt: true, eventsSince: true },
    });
    if (!project) return null;
    const [clickDomainId, openDomainId] = [project.clickDomainId, project.openDomainId];
    return {
      ...project,
      clickDomainId: encodeNullable(ids.domain, clickDomainId),
      openDomainId: encodeNullable(ids.domain, openDomainId),
    };
  }),
  trial: subject(ids.trial, async (database, accountId, id) => {
    const trial = await database.phoneTrial.findFirst({
      where: { id, accountId },
      select: { projectId: true, expiresAt: true },
    });
    return trial && { projectId: ids.project.encode(trial.projectId), expiresAt: trial.expiresAt.toISOString() };
  }),
} satisfies Readonly<Record<string, Subject>>;

/** Paths and queries of webhooks often have a secret of the receiver in them. A digest shows that they changed. */
function withoutSecrets(url: string): string {
  const digest = createHash('sha256').update(url).digest('hex').slice(0, 8);
  return `${new URL(url).origin} (${digest})`;
}

export type SubjectKind = keyof typeof subjects;

/** What an entry names as its subject, and how its state is read; undefined for what is no id of this kind. */
export interface FoundSubject {
  readonly written: string | null;
  readonly read: (database: DatabaseOrTransaction) => Promise<SubjectState | null>;
}

/** Finds a subject by the id that stands in a request or an answer. */
export function findSubject(kind: SubjectKind, accountId: string, written: unknown): FoundSubject | undefined {
  const { id, read }: Subject = subjects[kind];
  if (id === null) return { written: null, read: (database) => read(database, accountId, accountId) };
  const parsed = id.schema.safeParse(written);
  if (!parsed.success || typeof written !== 'string') return;
  return { written, read: (database) => read(database, accountId, String(parsed.data)) };
}

/** What differs between two states, in each of them; all of one where the other is none. */
export function difference(before: SubjectState | null, after: SubjectState | null) {
  if (before === null || after === null) return { before, after };
  const names = Object.keys({ ...before, ...after }).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  const of = (state: SubjectState) => Object.fromEntries(names.map((name) => [name, state[name] ?? null]));
  return names.length === 0 ? { before: null, after: null } : { before: of(before), after: of(after) };
}
