import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { nodeFlags } from '../scripts/node-flags.mjs';
import { usualLinks } from './campaign.ts';
import { type Figure, rounded } from './figure.ts';
import type { LinkMemory } from './link-memory.ts';
import { compareServers } from './rounds.ts';

const many = 1_000_000;

/** Clicks on many links beside clicks on usualLinks, and the memory of one link. */
export async function linkMapFigures(): Promise<readonly Figure[]> {
  const served = { kind: 'waymark', sync: 'interval' } as const;
  const [small, large] = await compareServers(
    [
      { ...served, links: usualLinks },
      { ...served, links: many },
    ],
    { kind: 'click', connections: 64 },
  );
  const { heap, process: whole } = await memoryOf(many);
  const from = {
    [`answers/s, ${usualLinks} links`]: rounded(small!.rate),
    [`answers/s, ${many} links`]: rounded(large!.rate),
    [`work for an answer, ${usualLinks} links, µs`]: rounded(small!.work),
    [`work for an answer, ${many} links, µs`]: rounded(large!.work),
    'growth of the whole process for a link, bytes': rounded(whole / many),
  };
  return [
    {
      what: 'redirect with 1,000,000 links in the map',
      against: 'with 1,000 links',
      measured: rounded(large!.rate / small!.rate),
      unit: '× the throughput',
      atLeast: 0.9,
      from,
    },
    {
      what: 'memory of a link that is asked for',
      against: 'its destination of 83 characters within',
      measured: rounded(heap / many),
      unit: 'bytes',
      atMost: 250,
      from,
    },
  ];
}

async function memoryOf(links: number): Promise<LinkMemory> {
  const program = join(import.meta.dirname, 'link-memory.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [...nodeFlags, '--expose-gc', program, `${links}`]);
  return JSON.parse(stdout);
}

if (import.meta.main) console.dir(await linkMapFigures(), { depth: 4 });
