/** The scheduled checks of a server in their own process, so that only they are measured. */
import { openDatabase } from '@waymark/prisma';
import { createCheckRecorder } from '../server/src/domains/checks/check-recorder.ts';
import { checkDomain } from '../server/src/domains/checks/checker.ts';
import { createDomainChanges } from '../server/src/domains/checks/domain-changes.ts';
import { createNewestKeys } from '../server/src/domains/checks/newest-keys.ts';
import { startSchedule } from '../server/src/domains/checks/schedule.ts';
import { createDnsObserver } from '../server/src/domains/dns/dns-observer.ts';
import { brands, cnameZone, target } from './knot.ts';

/** The cost of the work. */
export interface DayOfChecks {
  readonly checks: number;
  readonly seconds: number;
  /** CPU time of this process, in seconds. */
  readonly worked: number;
  /** Peak memory of the process, MB. */
  readonly memory: number;
}

const day = 24 * 3_600_000;

const [url = '', port = '', days = ''] = process.argv.slice(2);
const database = openDatabase(url);
const dns = createDnsObserver({
  servers: [`127.0.0.1:${port}`, `127.0.0.1:${port}`],
  authoritativePort: Number(port),
  mayAsk: () => true,
});
let now = Date.parse('2026-11-23T12:00:00Z');
let checks = 0;
const checking = {
  database,
  dns,
  newestKeyOf: createNewestKeys(database),
  recorder: createCheckRecorder(database),
  changes: createDomainChanges(),
  caughtUp: async () => undefined,
  resolversFail: () => false,
  // The request to the host itself is not part of this figure.
  probe: async () => ({ kind: 'ours' as const }),
  ca: { identifiers: ['letsencrypt.org'] },
  cnameZone,
  originOf: (host: string) => `https://${host}`,
  now: () => new Date(now),
};

const finished = Promise.withResolvers<void>();
const began = performance.now();
const schedule = startSchedule({
  database,
  now: checking.now,
  async check(domain) {
    // Here all domains share one target, which the table does not allow.
    await checkDomain(checking, { ...domain, cnameTarget: target });
    checks++;
    // The next day begins when everything is checked; a domain comes back to its time of day within two hours more.
    if (checks % brands === 0) now += day + day / 12;
    if (checks === brands * Number(days)) finished.resolve();
  },
  perSecond: 100_000,
  maxConcurrent: 26,
  pollIntervalMs: 5,
  onError: finished.reject,
});
await finished.promise;
const seconds = (performance.now() - began) / 1000;
await schedule.stop();
dns.close();
const { user, system } = process.cpuUsage();
const memory = process.resourceUsage().maxRSS / 1024;
const right = await database.domain.count({ where: { diagnosis: 'ok', status: 'verified' } });
if (right !== brands) throw new Error(`${brands - right} domains were not found to be right.`);
await database.$disconnect();
console.log(JSON.stringify({ checks, seconds, worked: (user + system) / 1_000_000, memory } satisfies DayOfChecks));
