import { createHash, randomBytes } from 'node:crypto';
import type { Database, PhoneTrial } from '@waymark/prisma';
import { z } from 'zod';
import { ApiError } from '../rpc/api-error.ts';
import { type NotTried, notTried } from './sentences.data.ts';
import type { Way } from './ways.ts';

const linkOfOurs = z.object({ url: z.string(), id: z.number() });
const linksSchema = z.array(
  z.object({ url: z.string(), wrapped: linkOfOurs.optional(), 'app-link': linkOfOurs.optional() }),
);
/** A link that is tried: as a browser opens it and, where it could be wrapped, as links of ours with their ids. */
export type TriedLink = z.infer<typeof linksSchema>[number];

/** Why links are not wrapped; the host belongs to the sentence. */
const notWrappedSchema = z.object({ code: z.enum(notTried), host: z.string() });
export type NotWrapped = z.infer<typeof notWrappedSchema>;

/** Links that are tried, as they are stored. */
export interface Trial {
  readonly row: PhoneTrial;
  readonly links: readonly TriedLink[];
  readonly notWrapped: NotWrapped | null;
}

/** Where a tap leads, or why a link cannot be tried in that way. */
export type Target =
  | { readonly url: string; readonly linkId: number | null }
  | { readonly url: null; readonly why: { readonly code: NotTried; readonly host: string } };

/** How long a link may be that is tried, in bytes: longer ones fit no index. */
export const maxTriedLength = 2000;

/** The path of a trial's page, before its secret. */
export const trialPath = '/try';

/** 128 bits, so that the QR code stays coarse enough for any camera. */
const secretBytes = 16;
const secretShape = /^[\w-]{22}$/;

/** A secret by which a page is found. It is returned once; the database keeps its hash. */
export function newSecret(): { readonly secret: string; readonly secretHash: Uint8Array<ArrayBuffer> } {
  const secret = randomBytes(secretBytes).toString('base64url');
  return { secret, secretHash: hashOf(secret) };
}

/** The trial whose page has this secret in its address, also when its time is over; undefined for none. */
export async function findTrialBySecret(database: Database, secret: string): Promise<Trial | undefined> {
  if (!secretShape.test(secret)) return undefined;
  const where = { secretHash: hashOf(secret), project: { deletedAt: null } };
  const row = await database.phoneTrial.findUnique({ where });
  return row ? trialOf(row) : undefined;
}

/** A trial of an account. Throws no_such_trial. */
export async function findOwnTrial(database: Database, accountId: string, id: string): Promise<Trial> {
  const row = await database.phoneTrial.findUnique({ where: { id, accountId, project: { deletedAt: null } } });
  if (!row) throw new ApiError('no_such_trial');
  return trialOf(row);
}

export function trialOf(row: PhoneTrial): Trial {
  const notWrapped = row.notWrapped === null ? null : notWrappedSchema.parse(row.notWrapped);
  return { row, links: linksSchema.parse(row.links), notWrapped };
}

export function targetOf({ notWrapped }: Trial, link: TriedLink, way: Way): Target {
  if (way === 'as-written') return { url: link.url, linkId: null };
  const ours = link[way];
  if (ours !== undefined) return { url: ours.url, linkId: ours.id };
  if (link.wrapped !== undefined) {
    return { url: null, why: { code: 'no_app_listed', host: new URL(link.wrapped.url).hostname } };
  }
  return { url: null, why: (isWebAddress(link.url) && notWrapped) || { code: 'no_web_address', host: '' } };
}

/** Whether a link may be wrapped; `myapp://…` may not. */
export function isWebAddress(url: string): boolean {
  return /^https?:/.test(url);
}

function hashOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}
