import { parentPort } from 'node:worker_threads';
import { loadMailing } from '@waymark/sdk/mailing';
import type { Done, Share } from './stored-mailing.ts';

parentPort?.on('message', ({ stored, from, to }: Share) => {
  const mailing = loadMailing(stored);
  const links = new Set<string>();
  let bytes = 0;
  for (let recipient = from; recipient < to; recipient++) {
    const html = mailing.render({ id: 2 ** 31 + recipient });
    bytes += html.length;
    // Every hundredth is looked at: reading the others would be most of the work.
    if (recipient % 100 === 0)
      for (const [link] of html.matchAll(/https:\/\/go\.shop\.com\/[co]\/[\w-]+/g)) links.add(link);
  }
  parentPort?.postMessage({ rendered: to - from, different: links.size, bytes } satisfies Done);
});
parentPort?.postMessage('ready');
