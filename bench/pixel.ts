import { usualLinks } from './campaign.ts';
import { type Figure, rounded } from './figure.ts';
import { compareServers } from './rounds.ts';

/** An open answered by Waymark, its event appended, beside the same dot sent by bare `node:http`. */
export async function pixelFigures(): Promise<readonly Figure[]> {
  const [bare, waymark] = await compareServers(
    [{ kind: 'bare pixel' }, { kind: 'waymark', sync: 'interval', links: usualLinks }],
    { kind: 'open', connections: 64 },
  );
  return [
    {
      what: 'pixel with its event appended, 64 connections',
      against: 'bare node:http sending the GIF',
      measured: rounded(waymark!.rate / bare!.rate),
      unit: '× its throughput',
      atLeast: 0.85,
      from: {
        'bare pixels/s': rounded(bare!.rate),
        'pixels/s': rounded(waymark!.rate),
        'work for a bare pixel, µs': rounded(bare!.work),
        'work for a pixel, µs': rounded(waymark!.work),
      },
    },
  ];
}

if (import.meta.main) console.dir(await pixelFigures(), { depth: 4 });
