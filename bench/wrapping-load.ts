/**
 * Has mails wrapped by the API: of 3 MB, four at once, each as soon as the one before is; or `usual` ones of 100 kB, two a
 * second. Started by other benches.
 */
import { request } from 'node:http';
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

// A client of its own machine would take no core from the server that is measured.
setPriority(10);
const [port, key, projectId, kind] = process.argv.slice(2);
const isUsual = kind === 'usual';
const atOnce = isUsual ? 1 : 4;
const pauseMs = isUsual ? 500 : 0;
const links = isUsual ? 33 : 1000;

const text = '<p>Some words of a mail that goes on and on, <b>bold</b> ones as well.</p>\n'.repeat(38);
const html = Array.from(
  { length: links },
  (_, n) => `<a href="https://shop.brand.com/offer/${n}">link ${n}</a>\n${text}`,
).join('');
const body = JSON.stringify({ projectId, name: 'Spring', html });
let wrapped = 0;

function wrap(): Promise<void> {
  return new Promise((done, failed) => {
    const headers = { host: 'localhost', authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const options = { host: '127.0.0.1', port, path: '/trpc/mailings.wrap', method: 'POST', headers };
    const sent = request(options, (response) => {
      if (response.statusCode !== 200) failed(new Error(`Answered ${response.statusCode}`));
      response.resume().once('end', () => {
        wrapped++;
        done();
      });
    });
    sent.once('error', failed).end(body);
  });
}

process.once('message', () => process.send?.(wrapped, () => process.exit()));
process.send?.('started');
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (;;) await Promise.all([wrap(), sleep(pauseMs)]);
  }),
);
