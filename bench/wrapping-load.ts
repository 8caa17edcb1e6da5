/** Has mails of 3 MB wrapped by the API, four at once, each as soon as the one before is; started by clicks-while-wrapping.ts. */
import { request } from 'node:http';

const atOnce = 4;
const [port, key, projectId] = process.argv.slice(2);

const text = '<p>Some words of a mail that goes on and on, <b>bold</b> ones as well.</p>\n'.repeat(38);
const html = Array.from(
  { length: 1000 },
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
    for (;;) await wrap();
  }),
);
