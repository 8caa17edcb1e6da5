/**
 * Prepares a newsletter once and renders it for three recipients.
 *
 *   WAYMARK_SERVER=http://localhost:8080 WAYMARK_KEY=wm_sk_… WAYMARK_PROJECT=<id> node examples/send-newsletter.ts
 */
import { readFile } from 'node:fs/promises';
import { createWaymark, type Recipient, WaymarkError } from '@waymark/sdk';

interface Subscriber {
  readonly email: string;
  readonly recipient: Recipient;
}

const subscribers: readonly Subscriber[] = [
  // Clicks are counted for this person, under an id that only you can read.
  { email: 'ada@example.com', recipient: { id: '1001' } },
  // Clicks are counted, but not whose they are.
  { email: 'grace@example.com', recipient: { tracking: 'anonymous' } },
  // No pixel, and the links as you wrote them.
  { email: 'alan@example.com', recipient: { tracking: 'off' } },
];

const { WAYMARK_SERVER: server, WAYMARK_KEY: key, WAYMARK_PROJECT: projectId } = process.env;
if (!server || !key || !projectId) throw new Error('Set WAYMARK_SERVER, WAYMARK_KEY and WAYMARK_PROJECT.');

const waymark = createWaymark({ server, key });
const html = await readFile(new URL('newsletter.html', import.meta.url), 'utf8');

try {
  // One request: the server stores the destinations of this mailing.
  const newsletter = await waymark.prepare({ projectId, name: 'November newsletter', html });
  if (newsletter.reason) console.warn(`This mail is not tracked. ${newsletter.reason.message}`);
  for (const { email, recipient } of subscribers) {
    // No request: any number of recipients, also with the network gone.
    await send(email, newsletter.render(recipient));
  }
} catch (error) {
  if (!(error instanceof WaymarkError)) throw error;
  console.error(`${error.message} ${error.hint}`);
  process.exitCode = 1;
}

/** Where your own mailer goes. */
async function send(email: string, mail: string): Promise<void> {
  const wrapped = mail.match(/\/c\/[\w-]+/g)?.length ?? 0;
  console.log(`${email}: ${wrapped} wrapped links, ${Buffer.byteLength(mail)} bytes`);
}
