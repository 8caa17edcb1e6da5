import { WaymarkError } from '@waymark/sdk';
import type { FrameSender, LinkId } from '../protocol.ts';
import { framesOf } from './frames.ts';
import { asWritten } from './join.ts';
import { previews } from './preview.ts';
import { requireWaymark } from './server.ts';

/**
 * Registers one link as a mailing of its own and returns its real wrapped link. This is the only way a link leaves
 * the browser, so it takes an explicit click.
 */
export async function tryOut({ frameId, index }: LinkId, from: FrameSender): Promise<string> {
  const waymark = await requireWaymark();
  const link = (await framesOf(from.tabId)).get(frameId)?.links[index];
  if (link === undefined)
    throw new WaymarkError('link_gone', 'This link is not in the mail any more.', 'Pick it from the list again.');
  const name = `Try-out from ${URL.parse(from.url)?.hostname ?? 'an editor'}`;
  const preview = await previews.preview([asWritten(link)], { mailingName: name });
  const url = preview.links[0]?.url;
  const project = preview.settings.project;
  if (url === undefined || project === null)
    throw new WaymarkError('not_wrapped', 'Nothing would be wrapped here.', 'Look at what the panel says about it.');
  const { mailingId, reason } = await waymark.api.mailings.create.mutate({
    projectId: project.id,
    name,
    urls: [url],
    test: true,
  });
  // The server seals the token: signing keys do not belong in a browser.
  const links = mailingId === null ? undefined : await waymark.api.mailings.links.query({ mailingId });
  const wrapped = links?.data[0]?.wrapped;
  if (!wrapped) {
    throw new WaymarkError(reason?.code ?? 'not_wrapped', reason?.message ?? 'The server wrapped nothing.', '');
  }
  return wrapped;
}
