import type { Database } from '@waymark/prisma';
import type { Change, LookUp } from './edge/link-map.ts';

const page = 5000;

/** Everything a link map has to know, read from the database in the order of the feed: domains and keys, messages, links. */
export async function* knownChanges(database: Database): AsyncGenerator<Change> {
  for (const { id, host } of await database.domain.findMany({ select: { id: true, host: true } })) {
    yield { kind: 'host', domainId: id, host };
  }
  for (const { domainId, keyId, secret } of await database.signingKey.findMany()) {
    yield { kind: 'key', domainId, keyId, key: secret };
  }
  for (let after = 0n; ; ) {
    const messages = await database.message.findMany({
      where: { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: page,
      select: messageFields,
    });
    for (const message of messages) yield messageChange(message);
    if (messages.length < page) break;
    after = messages.at(-1)?.id ?? after;
  }
  for (let after = 0n; ; ) {
    const links = await database.link.findMany({
      where: { id: { gt: after } },
      orderBy: { id: 'asc' },
      take: page,
      select: linkFields,
    });
    for (const link of links) yield linkChange(link);
    if (links.length < page) break;
    after = links.at(-1)?.id ?? after;
  }
}

/** Asks the database for what the feed has not brought: a message, or a link with its message. */
export function createLookUp(database: Database): LookUp {
  return async (kind, id) => {
    if (kind === 'message') {
      const message = await database.message.findUnique({ where: { id: BigInt(id) }, select: messageFields });
      return message ? [messageChange(message)] : [];
    }
    const link = await database.link.findUnique({
      where: { id: BigInt(id) },
      select: { ...linkFields, message: { select: messageFields } },
    });
    return link ? [messageChange(link.message), linkChange(link)] : [];
  };
}

const messageFields = {
  id: true,
  clickDomainId: true,
  openDomainId: true,
  project: { select: { ipMode: true } },
} as const;

const linkFields = { id: true, messageId: true, destination: true } as const;

type MessageRow = {
  id: bigint;
  clickDomainId: string | null;
  openDomainId: string | null;
  project: { ipMode: 'none' | 'truncated' | 'full' };
};
type LinkRow = { id: bigint; messageId: bigint; destination: string };

function messageChange({ id, clickDomainId, openDomainId, project }: MessageRow): Change {
  return { kind: 'message', id: Number(id), clickDomainId, openDomainId, ipMode: project.ipMode };
}

function linkChange({ id, messageId, destination }: LinkRow): Change {
  return { kind: 'link', id: Number(id), messageId: Number(messageId), destination };
}
