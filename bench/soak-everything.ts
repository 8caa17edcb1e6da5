/**
 * `node bench/soak-everything.ts [minutes]`: ten minutes of clicks, mails to wrap, domains to check and events to store at
 * once, on what `npm start` runs. Prints the clicks' percentiles and the backlog minute by minute; ends with 1 when a click
 * failed, or an event is not stored in the end.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { attackersOwn } from '../server/test/attacked-server.ts';
import { sentLink } from '../server/test/clicks.ts';
import { clickSteadily } from '../server/test/steady-clicks.ts';
import { storeBrandDomains } from './brand-domains.ts';
import { percentile } from './figure.ts';
import { brands, startKnot } from './knot.ts';
import { startServer } from './started-server.ts';
import { storingOf } from './storing.ts';

const minutes = Number(process.argv[2] ?? 10);
const perSecond = 500;
const drainTimeoutMs = 600_000;

// Both know all zones: resolvers have to be two.
const [knot, otherKnot] = await Promise.all([startKnot(), startKnot()]);
const server = await startServer({
  WAYMARK_DNS_SERVERS: `127.0.0.1:${knot.port},127.0.0.1:${otherKnot.port}`,
  WAYMARK_DNS_AUTHORITATIVE_PORT: String(knot.port),
  WAYMARK_PRIVATE_ADDRESSES: '127.0.0.1',
});
const { database, port } = server;
const [link, own] = [await sentLink(database), await attackersOwn(database)];
// Another account's, which become due one after the other.
const began = Date.now();
await storeBrandDomains(database, (brand) => new Date(began + (brand * minutes * 60_000) / brands));
const wrapping = fork(join(import.meta.dirname, 'wrapping-load.ts'), [`${port}`, own.key, own.projectId, 'usual']);
await once(wrapping, 'message');

let [answered, failed] = [0, 0];
let checked = await database.domainCheck.count();
for (let minute = 1; minute <= minutes; minute++) {
  const recipients = `${minute} `;
  const clicks = await clickSteadily(port, link, { perSecond, seconds: 60, recipients });
  const { latencies } = clicks;
  const at = (share: number) => percentile(latencies, share).toFixed(1);
  answered += clicks.answered.size;
  failed += clicks.failed + clicks.broken;
  const [{ waitingBytes }, checks] = [await storingOf(port), await database.domainCheck.count()];
  console.log(
    `minute ${minute}: ${clicks.answered.size} clicks answered, median ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${latencies.at(-1)!.toFixed(0)} ms; ${checks - checked} domains checked; backlog ${(waitingBytes / 1000).toFixed(0)} kB`,
  );
  checked = checks;
}
wrapping.send('stop');
const [wrapped] = await once(wrapping, 'message');
const loadEnded = performance.now();
while ((await storingOf(port)).waitingBytes > 0 && performance.now() - loadEnded < drainTimeoutMs) await sleep(100);
const stored = await database.event.count({
  where: { linkId: link.linkId, recipientId: { not: { startsWith: 'before' } } },
});
console.log(`${answered} clicks answered, ${failed} failed, ${stored} stored; ${wrapped} mails wrapped`);
await server.stop();
await Promise.all([knot.stop(), otherKnot.stop()]);
if (failed > 0 || stored !== answered) process.exitCode = 1;
