import type { Language, VerdictContext, Wrapping } from '@waymark/core';
import type { Database, Message } from '@waymark/prisma';
import { type SignerNeeds, signerOf } from '../domains/signer.ts';
import { findOwnProject } from '../projects/project.ts';
import { Failure } from '../rpc/failure.ts';
import { judgeDestination } from './destination.ts';
import { findMessage, insertLinks, insertMessage } from './store.ts';
import { type NotWrapped, usableDomains, whyNotWrapped } from './wrapping.ts';

/** What registering works with. */
export interface RegisterNeeds extends SignerNeeds {
  /** Resolves when this server knows what was stored before the call. */
  readonly caughtUp: () => Promise<void>;
  /** Members reach this server on their own machine only: links may lead to it. */
  readonly tryOut: boolean;
}

/** What a sender needs to render a message, or why there is nothing to wrap with. */
export type Registered =
  | { readonly messageId: number; readonly wrapping: Wrapping; readonly reason: null }
  | { readonly messageId: null; readonly wrapping: null; readonly reason: NotWrapped };

/**
 * Registers a message with its destinations, in the order given, and returns what its tokens are made with.
 * When it returns, this server answers the links. Throws no_such_project, target_refused.
 */
export async function registerMessage(
  needs: RegisterNeeds,
  accountId: string,
  message: { projectId: string; name: string; targets: readonly string[] },
  language: Language,
): Promise<Registered> {
  const { database, caughtUp, tryOut } = needs;
  const project = await findOwnProject(database, accountId, message.projectId);
  const { clicks, opens } = usableDomains(project);
  const context = { allowLocalHosts: tryOut, trackingHost: clicks?.host };
  refuseUnfitTargets(message.targets, context, language);
  const reason = whyNotWrapped(project);
  if (reason) return { messageId: null, wrapping: null, reason };

  const destinations = clicks ? message.targets : [];
  const domains = { clickDomainId: clicks?.id ?? null, openDomainId: opens?.id ?? null };
  const { id, links } = await database.$transaction(async (transaction) => {
    const row = { accountId, projectId: project.id, name: message.name, ...domains };
    const id = await insertMessage(transaction, row);
    return { id, links: await insertLinks(transaction, accountId, id, destinations) };
  });
  await caughtUp();
  const wrapping: Wrapping = {
    mailing: id,
    clicks: clicks && { ...(await signerOf(needs, clicks)), links },
    opens: opens && (await signerOf(needs, opens)),
  };
  return { messageId: id, wrapping, reason: null };
}

/** The sender's own rules decided already, but a redirect is made from what arrives here: it is judged once more. */
function refuseUnfitTargets(targets: readonly string[], context: VerdictContext, language: Language): void {
  targets.forEach((href, index) => {
    const { target, refusal } = judgeDestination(href, context, language);
    if (target === href) return;
    const unwritten = {
      explanation: 'it is not written the way a browser would open it.',
      advice: `Send the target that prepare() returned: ${target}.`,
    };
    throw new Failure('target_refused', { number: String(index + 1), ...(refusal ?? unwritten) });
  });
}

/** One message of an account. Throws no_such_message. */
export async function findOwnMessage(database: Database, accountId: string, id: number): Promise<Message> {
  const message = await findMessage(database, accountId, id);
  if (!message) throw new Failure('no_such_message');
  return message;
}
