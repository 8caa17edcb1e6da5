import type { Language } from '@waymark/core';
import type { Database, Prisma } from '@waymark/prisma';
import { encodeNullable, ids } from '../../rpc/ids.ts';

const day = 86_400_000;
/** For how long after it was seen something is a connection. */
const connectedMs = { sender: 30 * day, builder: day } as const;

const withKey = {
  key: { select: { name: true, revokedAt: true, expiresAt: true } },
} satisfies Prisma.ConnectionInclude;
type Row = Prisma.ConnectionGetPayload<{ include: typeof withKey }>;

/** Whether mail is counted that goes this way: `if_copied` says that somebody has to send the tracked copy. */
export type Counted = 'yes' | 'no' | 'if_copied';

/** At most so many connections of an account, or of one project, after a given one. */
export function findConnections(
  database: Database,
  accountId: string,
  { after, projectId, limit }: { after: string | undefined; projectId: string | null; limit: number },
): Promise<Row[]> {
  return database.connection.findMany({
    where: {
      accountId,
      project: { deletedAt: null },
      ...(projectId !== null && { projectId }),
      ...(after !== undefined && { id: { gt: after } }),
    },
    include: withKey,
    orderBy: { id: 'asc' },
    take: limit,
  });
}

/** A connection as the API returns it. */
export function toConnectionView(row: Row, now: Date, language: Language) {
  const { id, projectId, kind, keyId, key, source, sites, lastSeenAt } = row;
  const counted = countedOf(row, now);
  return {
    id: ids.projectConnection.encode(id),
    projectId: ids.project.encode(projectId),
    kind,
    /** The name of a sender's key, or of a builder's plug-in. */
    name: kind === 'sender' ? (key?.name ?? '') : source,
    keyId: encodeNullable(ids.key, keyId),
    sites,
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    connected: counted === 'yes',
    counted,
    sentence: sentences[language][kind][counted],
  };
}

function countedOf({ kind, key, lastSeenAt }: Row, now: Date): Counted {
  if (kind === 'hand') return 'if_copied';
  const works = key !== null && key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now);
  const isRecent = lastSeenAt !== null && now.getTime() - lastSeenAt.getTime() < connectedMs[kind];
  return works && isRecent ? 'yes' : 'no';
}

const byHand = {
  en: 'Counted if you send the tracked copy.',
  de: 'Wird gezählt, wenn Sie die Kopie mit Tracking senden.',
};
const sentences = {
  en: {
    sender: {
      yes: 'Counted: this sender registered mailings in the last 30 days.',
      no: 'Not counted at the moment: this sender registered no mailing in the last 30 days, or its key no longer works.',
      if_copied: byHand.en,
    },
    builder: {
      yes: 'Counted: the plug-in was seen in the last day.',
      no: 'Not counted at the moment: the plug-in was not seen in the last day, or its key no longer works.',
      if_copied: byHand.en,
    },
    hand: { yes: byHand.en, no: byHand.en, if_copied: byHand.en },
  },
  de: {
    sender: {
      yes: 'Wird gezählt: Dieser Versender hat in den letzten 30 Tagen Mailings angemeldet.',
      no: 'Wird derzeit nicht gezählt: Dieser Versender hat in den letzten 30 Tagen kein Mailing angemeldet, oder sein Schlüssel gilt nicht mehr.',
      if_copied: byHand.de,
    },
    builder: {
      yes: 'Wird gezählt: Das Plug-in war am letzten Tag aktiv.',
      no: 'Wird derzeit nicht gezählt: Das Plug-in war am letzten Tag nicht aktiv, oder sein Schlüssel gilt nicht mehr.',
      if_copied: byHand.de,
    },
    hand: { yes: byHand.de, no: byHand.de, if_copied: byHand.de },
  },
} as const;
