import { createHash } from 'node:crypto';
import { type DeepLinkChoice, deepLinkAddress } from '@waymark/core';
import type { Database, LinkChoice as Row } from '@waymark/prisma';
import { ApiError } from '../../rpc/api-error.ts';
import { containing } from '../../rpc/pages.ts';
import { findOwnProject } from '../project.ts';
import { addedParameters } from '../utm-template.ts';

/** How many choices a project keeps: more than anybody makes by hand. */
export const maxChoices = 5000;

/** Where an address stands in a list of choices. */
type ChoiceCursor = readonly [at: string, digest: string];

/** What was chosen for these addresses in a project. */
export async function choicesFor(
  database: Database,
  projectId: string,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, DeepLinkChoice>> {
  if (addresses.length === 0) return new Map();
  const digests = [...new Set(addresses)].map(digestOf);
  const rows = await database.linkChoice.findMany({
    where: { projectId, digest: { in: digests } },
    select: { address: true, choice: true },
  });
  return new Map(rows.map(({ address, choice }) => [address, choice as DeepLinkChoice]));
}

/** The choices of a project, the newest first. `search`: a part of the address. Throws no_such_project. */
export async function listChoices(
  database: Database,
  accountId: string,
  projectId: string,
  {
    cursor,
    limit,
    search,
  }: { readonly cursor?: ChoiceCursor | undefined; readonly limit: number; readonly search?: string | undefined },
): Promise<Row[]> {
  await findOwnProject(database, accountId, projectId);
  const older = cursor && [{ chosenAt: { lt: cursor[0] } }, { chosenAt: cursor[0], digest: { gt: cursor[1] } }];
  return database.linkChoice.findMany({
    where: {
      projectId,
      accountId,
      ...(search && { address: containing(search) }),
      ...(older && { OR: older }),
    },
    orderBy: [{ chosenAt: 'desc' }, { digest: 'asc' }],
    take: limit,
  });
}

/**
 * Keeps what was chosen for the address of a link, instead of what was chosen before. Throws no_such_project, no_web_address,
 * too_many_choices.
 */
export async function chooseLink(
  database: Database,
  accountId: string,
  { projectId, url, choice }: { readonly projectId: string; readonly url: string; readonly choice: DeepLinkChoice },
  now: Date,
): Promise<Row> {
  const address = addressOf(url, await findOwnProject(database, accountId, projectId));
  const digest = digestOf(address);
  return database.$transaction(async (transaction) => {
    // One after the other, so that there are never too many, and a deleted project gets none.
    const [open] = await transaction.$queryRaw<object[]>`
      SELECT FROM project WHERE id = ${projectId}::uuid AND deleted_at IS NULL FOR NO KEY UPDATE`;
    if (open === undefined) throw new ApiError('no_such_project');
    const known = await transaction.linkChoice.count({ where: { projectId, digest: { not: digest } } });
    if (known >= maxChoices) throw new ApiError('too_many_choices', { limit: String(maxChoices) });
    const chosen = { choice, chosenAt: now };
    return transaction.linkChoice.upsert({
      where: { projectId_digest: { projectId, digest } },
      create: { projectId, accountId, digest, address, ...chosen },
      update: chosen,
    });
  });
}

/** Forgets what was chosen for the address of a link; whether anything was. Throws no_such_project, no_web_address. */
export async function forgetChoice(
  database: Database,
  accountId: string,
  { projectId, url }: { readonly projectId: string; readonly url: string },
): Promise<{ readonly forgotten: boolean }> {
  const project = await findOwnProject(database, accountId, projectId);
  // It may have been kept under an address that has a parameter which the project did not add then.
  const digests = [addressOf(url, project), addressOf(url)].map(digestOf);
  const { count } = await database.linkChoice.deleteMany({ where: { projectId, digest: { in: digests } } });
  return { forgotten: count > 0 };
}

function addressOf(url: string, project?: Parameters<typeof addedParameters>[0]): string {
  const read = deepLinkAddress(url, project && addedParameters(project));
  // Merge tags are kept as they are written, and PostgreSQL keeps no NUL.
  if (read === undefined || read.address.includes('\0')) throw new ApiError('no_web_address');
  return read.address;
}

function digestOf(address: string): string {
  return createHash('sha256').update(address).digest('hex');
}
