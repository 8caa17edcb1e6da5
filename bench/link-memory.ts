/** A process that has links in memory and prints what they take; started by link-map.ts with --expose-gc. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LinkMap } from '../server/src/edge/links/link-map.ts';
import { Replica } from '../server/src/edge/links/replica.ts';
import { register, warmUp } from './campaign.ts';

/** In bytes. */
export interface LinkMemory {
  /** Of JavaScript, after a full collection. */
  readonly heap: number;
  /** Of the whole process, with what the copy in SQLite keeps in memory. */
  readonly process: number;
}

const links = Number(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true }));
const linkMap = new LinkMap({ replica: new Replica(join(folder, 'links.sqlite')) });
register(linkMap, links);
// SQLite's share is there before the first link is asked for.
const before = memory();
// The second request marks a link as referenced.
for (let times = 0; times < 2; times++) warmUp(linkMap, links);
const after = memory();
console.log(JSON.stringify({ heap: after.heap - before.heap, process: after.process - before.process }));

function memory(): LinkMemory {
  globalThis.gc!();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, process: rss };
}
