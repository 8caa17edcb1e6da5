/**
 * The server of links.testing.ts in a process of its own, so that its memory can be measured; started by
 * links.fuzz.test.ts.
 */
import type { RequestListener } from 'node:http';
import { addHost, addLink } from '../../src/edge/edge.testing.ts';
import { startLinks } from './links.ts';

/** The message it sends when it is ready. */
export interface FuzzedProcess {
  readonly port: number;
  readonly host: string;
  readonly genuine: readonly string[];
  readonly foreign: readonly string[];
}

const links = await startLinks();
const { brand, linkMap, port } = links;
const other = addHost(linkMap, 'go.other.example');
addLink(linkMap, brand, 8, 3, 'https://shop.brand.com/p/<1>?c=<2>#<3>');
addLink(linkMap, other, 9, 4, 'https://other.example/');

if (process.argv[2] === 'open-redirect') {
  // A variant with the classic mistake of redirectors.
  const [answer] = links.server.listeners('request') as [RequestListener];
  links.server.removeAllListeners('request').on('request', (request, response) => {
    const [, anywhere] = /[?&]u=(https:[^&#\s]*)/.exec(request.url ?? '') ?? [];
    if (anywhere === undefined) answer(request, response);
    else response.writeHead(302, { Location: anywhere }).end();
  });
}

const ready: FuzzedProcess = {
  port,
  host: brand.host,
  genuine: [
    `/c/${brand.click(7, '4711')}`,
    `/c/${brand.click(7)}`,
    `/c/${brand.click(8, '4711')}`,
    `/a/${brand.app(7, '4711')}`,
    `/a/${brand.app(8)}`,
    `/o/${brand.open(3, '4711')}.gif`,
  ],
  foreign: [
    `/c/${brand.click(9)}`,
    `/c/${brand.click(99)}`,
    `/c/${brand.app(7)}`,
    `/a/${brand.click(7)}`,
    `/c/${brand.open(3)}`,
    `/o/${brand.click(7)}.gif`,
  ],
};
process.on('message', () => {
  globalThis.gc?.();
  process.send?.({ rss: process.memoryUsage.rss(), heap: process.memoryUsage().heapUsed });
});
process.on('disconnect', () => void links.stop());
process.send?.(ready);
