import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { steadyNow } from '../../net/steady-clock.ts';
import { createIncident } from '../../observability/incident.ts';
import type { Log } from '../../observability/log.ts';
import type { DnsObserver } from '../dns/dns-observer.ts';
import type { DomainChange, DomainChanges } from './domain-changes.ts';

/** What only the operator can repair: the wildcard record, the resolvers, HTTPS in front of tracking domains. */
export type OwnTrouble = 'wildcard' | 'resolvers' | 'https';

/** Troubles of the installation itself, for the operator, who would otherwise hear of them from members. */
export interface OwnTroubles {
  /** One sentence each. Names no domain, since anybody may read /readyz. */
  sentences(): readonly string[];
  /** Which there are: 1 or 0; of `https`, the number of domains. */
  counts(): Readonly<Record<OwnTrouble, number>>;
  /** Whether no resolver answers, so that what a check did not see says nothing of the domain. */
  resolversFail(): boolean;
  stop(): void;
}

export interface OwnTroublesNeeds {
  readonly dns: Pick<DnsObserver, 'lookUpOurs'>;
  readonly cnameZone: string;
  readonly followChecks: DomainChanges['follow'];
  readonly log: Log;
  readonly intervalMs?: number;
  /** After this long, something new is looked at again before it counts. */
  readonly confirmMs?: number;
}

const timeoutMs = 8000;
/** A domain that was not checked for so long has gone. */
const forgottenAfterMs = 48 * 3_600_000;

const httpsCodes: ReadonlySet<string | null> = new Set([
  'https_unreachable',
  'https_certificate',
  'https_other_server',
  'caa_operator',
]);

/** Looks up a name of the installation's own zone once a minute, and follows what checks find about HTTPS. */
export function startOwnTroubles(needs: OwnTroublesNeeds): OwnTroubles {
  const { dns, cnameZone, followChecks, log, intervalMs = 60_000, confirmMs = 2000 } = needs;
  const found = new Map<OwnTrouble, string>();
  let noResolver = false;
  const withoutHttps = new Map<string, number>();
  const stop = new AbortController();
  const { signal } = stop;
  const incidents = {
    wildcard: createIncident(log, {
      begins: 'tracking domains lead nowhere',
      ends: 'tracking domains lead here again',
    }),
    resolvers: createIncident(log, { begins: 'resolvers do not answer', ends: 'resolvers answer again' }),
    https: createIncident(log, {
      begins: 'HTTPS does not work for domains whose DNS is right: see the proxy and its certificate authority',
      ends: 'HTTPS works again for all domains that were checked',
    }),
  };

  function note(trouble: OwnTrouble, sentence: string | undefined, more = ''): void {
    if (sentence === undefined) {
      found.delete(trouble);
      incidents[trouble].worked();
    } else {
      found.set(trouble, sentence);
      incidents[trouble].failed(new Error(`${sentence}${more}`));
    }
  }

  async function lookUp(): Promise<ReturnType<typeof troublesIn>> {
    const name = `${randomBytes(8).toString('hex')}.${cnameZone}`;
    return troublesIn(await dns.lookUpOurs(name, { at: steadyNow() + timeoutMs, signal }), cnameZone);
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      let seen = await lookUp();
      const isNew = (['wildcard', 'resolvers'] as const).some((one) => seen[one] !== undefined && !found.has(one));
      if (isNew) {
        await pause(confirmMs);
        seen = await lookUp();
      }
      if (signal.aborted) return;
      noResolver = seen.noResolver;
      note('wildcard', seen.wildcard);
      note('resolvers', seen.resolvers);
      await pause(intervalMs);
    }
  }

  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);

  /** A first certificate may take a moment, so the second failure counts. */
  function afterCheck({ domainId, host, before, after, at }: DomainChange): void {
    const fails = httpsCodes.has(after.code);
    if (fails && httpsCodes.has(before.code)) withoutHttps.set(domainId, at.getTime());
    else if (!fails) withoutHttps.delete(domainId);
    for (const [id, time] of withoutHttps) if (at.getTime() - time > forgottenAfterMs) withoutHttps.delete(id);
    const { size } = withoutHttps;
    const sentence = `HTTPS does not work for ${size} ${size === 1 ? 'domain' : 'domains'} whose DNS is right: see the proxy and its certificate authority`;
    if (size === 0) note('https', undefined);
    else if (fails) note('https', sentence, ` (${host}, ${after.code})`);
    else found.set('https', sentence);
  }

  // Rejects at most because the sockets were closed after the end.
  run().catch(() => undefined);
  const unfollow = followChecks(afterCheck);
  return {
    sentences: () => [...found.values()],
    counts: () => ({
      wildcard: Number(found.has('wildcard')),
      resolvers: Number(found.has('resolvers')),
      https: withoutHttps.size,
    }),
    resolversFail: () => noResolver,
    stop() {
      unfollow();
      stop.abort();
    },
  };
}

function troublesIn(seen: Awaited<ReturnType<DnsObserver['lookUpOurs']>>, zone: string) {
  const silent = seen.filter(({ found }) => found === 'no answer').map(({ server }) => server);
  const heard = seen.filter(({ found }) => found !== 'no answer');
  const noResolver = heard.length === 0;
  const which = noResolver ? 'no resolver answers' : 'some resolvers do not answer';
  return {
    noResolver,
    resolvers:
      silent.length === 0
        ? undefined
        : `${which} (${silent.join(', ')}): see WAYMARK_DNS_SERVERS, and whether this machine may reach them`,
    wildcard: noResolver || heard.some(({ found }) => found === 'addresses') ? undefined : nowhere(heard, zone),
  };
}

function nowhere(heard: readonly { readonly found: string }[], zone: string): string {
  return heard.some(({ found }) => found === 'nothing')
    ? `*.${zone} has no address, so no tracking domain leads here: publish the wildcard record`
    : `the zone of *.${zone} cannot be looked up, so no tracking domain leads here: see its name servers`;
}
