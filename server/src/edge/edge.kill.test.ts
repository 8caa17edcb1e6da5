import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { encodeKey, sealToken } from '@waymark/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SegmentJournal } from './segment-journal.ts';
import { eventsIn, temporaryFolder } from './testing.ts';

const rounds = 5;
const clients = 32;
const key = randomBytes(32);

/** An edge and its journal in a process of their own, so that they can be killed as a whole. */
const program = (folder: string) => `
  import { createServer } from 'node:http';
  import { createEdge } from ${JSON.stringify(join(import.meta.dirname, 'answer.ts'))};
  import { LinkMap } from ${JSON.stringify(join(import.meta.dirname, 'link-map.ts'))};
  import { SegmentJournal } from ${JSON.stringify(join(import.meta.dirname, 'segment-journal.ts'))};
  const journal = await SegmentJournal.open(${JSON.stringify(folder)}, { segmentBytes: 20_000 });
  const linkMap = new LinkMap();
  const keys = [{ keyId: 1, key: Buffer.from('${encodeKey(key)}', 'base64url') }];
  linkMap.apply([
    { kind: 'domain', id: 'd', host: 'click.brand.com', certificate: false, keys },
    { kind: 'project', id: 'p', accountId: 'a', ipMode: 'none', referrerPolicy: 'no-referrer' },
    { kind: 'message', id: 3, projectId: 'p', clickDomainId: 'd', openDomainId: 'd' },
    { kind: 'link', id: 7, messageId: 3, destination: 'https://shop.brand.com/' },
  ]);
  const server = createServer(createEdge({ linkMap, journal }));
  server.listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)));`;

let folder: string;
let remove: () => Promise<void>;
let child: ChildProcess;
beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(async () => {
  child.kill('SIGKILL');
  await remove();
});

async function startServer(): Promise<number> {
  child = spawn(process.execPath, ['--input-type=module', '-e', program(folder)], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout!, 'data');
  return Number(port);
}

/** Whether a click of this recipient was answered with its redirect before the connection broke. */
function clickOf(recipient: number, port: number, agent: Agent): Promise<boolean> {
  const token = sealToken({ kind: 'c', id: 7, keyId: 1, recipient: String(recipient) }, 'click.brand.com', key);
  return new Promise((done) => {
    const sent = request({ port, agent, path: `/c/${token}`, headers: { host: 'click.brand.com' } }, (response) => {
      response.resume();
      done(response.statusCode === 302);
    });
    sent.on('error', () => done(false)).end();
  });
}

describe('an edge that is killed under load', () => {
  it('has exactly one event of every redirect it answered, and no event twice', async () => {
    const answered = new Set<string>();
    let recipient = 0;
    for (let round = 0; round < rounds; round++) {
      const port = await startServer();
      const agent = new Agent({ keepAlive: true, maxSockets: clients });
      let answeredNow = 0;
      const client = async () => {
        for (let alive = true; alive; ) {
          const mine = ++recipient;
          alive = await clickOf(mine, port, agent);
          if (!alive) return;
          answered.add(String(mine));
          // Killed while others are under way, at another point of the journal in each round.
          if (++answeredNow === 150 + 37 * round) child.kill('SIGKILL');
        }
      };
      await Promise.all(Array.from({ length: clients }, client));
      agent.destroy();
    }
    const journal = await SegmentJournal.open(folder);
    const events = await eventsIn(journal);
    const stored = events.map((event) => event.recipient);
    expect(answered.size).toBeGreaterThanOrEqual(rounds * 150);
    expect([...answered].filter((mine) => !stored.includes(mine))).toEqual([]);
    expect(new Set(stored).size).toBe(stored.length);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(journal.lost).toBe(0);
    await journal.close();
  });
});
