import { z } from 'zod';

const answer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cname'), names: z.array(z.string()) }),
  z.object({ kind: z.literal('addresses'), addresses: z.array(z.string()) }),
  z.object({ kind: z.literal('empty') }),
  z.object({ kind: z.literal('no-name') }),
  z.object({ kind: z.literal('delegated'), servers: z.array(z.string()) }),
  z.object({ kind: z.literal('failure'), failure: z.string() }),
]);

/** What is shown of an observation. It is stored as JSON, perhaps by another version. */
const observed = z.object({
  dns: z
    .object({ views: z.array(z.object({ server: z.string(), role: z.enum(['authoritative', 'recursive']), answer })) })
    .nullable(),
});

/** What each DNS server answered in a check; nothing of a check whose observation this version cannot read. */
export function answersIn(observation: unknown) {
  const read = observed.safeParse(observation);
  const views = read.success ? (read.data.dns?.views ?? []) : [];
  return views.map(({ server, role, answer }) => ({ server, role, kind: answer.kind, found: foundIn(answer) }));
}

/** The names, the addresses or the failure that an answer consists of. */
function foundIn(seen: z.infer<typeof answer>): readonly string[] {
  switch (seen.kind) {
    case 'cname':
      return seen.names;
    case 'addresses':
      return seen.addresses;
    case 'delegated':
      return seen.servers;
    case 'failure':
      return [seen.failure];
    default:
      return [];
  }
}
