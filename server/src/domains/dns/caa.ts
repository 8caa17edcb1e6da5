import type { CaaRecord, DnsSeen } from '@waymark/core';
import type { Deadline } from '../../net/dns-client.ts';
import type { Resolver } from '../../net/resolver.ts';

const maxRecords = 20;
const maxTextLength = 300;

/**
 * The CAA set that applies to a host: the first one found at the host or above it, following CNAME records at each step
 * (RFC 8659, section 3). Null when there is none or the look-up failed: an unknown set forbids nothing.
 */
export async function findCaa(resolver: Resolver, host: string, deadline: Deadline): Promise<DnsSeen['caa']> {
  const labels = host.split('.');
  const names = labels.map((_, index) => labels.slice(index).join('.'));
  const sets = await Promise.all(
    names.map(async (name) => {
      // The CAA sets of top-level domains rarely change.
      const result = name.includes('.')
        ? await resolver.ask(name, 'CAA', deadline)
        : await resolver.askShared(name, 'CAA', deadline);
      const found = typeof result === 'object' ? result.answers.filter((record) => record.type === 'CAA') : [];
      const owner = found[0]?.name.toLowerCase() ?? name;
      return { name: owner, records: found.slice(0, maxRecords).map(({ data }) => caaRecord(data)) };
    }),
  );
  return sets.find(({ records }) => records.length > 0) ?? null;
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
