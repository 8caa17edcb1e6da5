import type { CaaRecord, DnsSeen } from '@waymark/core';
import type { Deadline, DnsResult } from '../../net/dns-client.ts';
import { isUsable, type Resolver } from '../../net/resolver.ts';
import { failureOfCode } from './host-answer.ts';

const maxRecords = 20;
const maxTextLength = 300;

/**
 * The CAA set that applies to a host: the first one found at the host or above it, following CNAME records at each step
 * (RFC 8659, section 3); or the name at which a look-up failed before one was found, twice, since a packet may get lost.
 */
export async function findCaa(
  resolver: Resolver,
  host: string,
  deadline: Deadline,
): Promise<Pick<DnsSeen, 'caa' | 'caaUnanswered'>> {
  const labels = host.split('.');
  const names = labels.map((_, index) => labels.slice(index).join('.'));
  const found = await Promise.all(
    names.map(async (name) => ({ name, result: await askTwice(resolver, name, deadline) })),
  );
  for (const { name, result } of found) {
    if (typeof result !== 'object') return { caa: null, caaUnanswered: { name, failure: result } };
    if (!isUsable(result)) return { caa: null, caaUnanswered: { name, failure: failureOfCode(result.code) } };
    const records = result.answers.filter((record) => record.type === 'CAA');
    const [first] = records;
    if (first !== undefined) {
      return {
        caa: {
          name: first.name.toLowerCase(),
          records: records.slice(0, maxRecords).map(({ data }) => caaRecord(data)),
        },
      };
    }
  }
  return { caa: null };
}

async function askTwice(resolver: Resolver, name: string, deadline: Deadline): Promise<DnsResult> {
  // The CAA sets of top-level domains rarely change.
  const ask = () =>
    name.includes('.') ? resolver.ask(name, 'CAA', deadline) : resolver.askShared(name, 'CAA', deadline);
  const result = await ask();
  return typeof result === 'object' && isUsable(result) ? result : ask();
}

function caaRecord({
  tag,
  value,
  issuerCritical,
}: {
  tag: string;
  value: string;
  issuerCritical?: boolean | undefined;
}): CaaRecord {
  return { critical: issuerCritical === true, tag: tag.slice(0, maxTextLength), value: value.slice(0, maxTextLength) };
}
