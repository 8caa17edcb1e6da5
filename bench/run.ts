/** `npm run bench`: measures every figure, prints the table and writes it to bench/results/latest.json. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { checkFigures } from './checks.ts';
import { clicksWhileWrappingFigures } from './clicks-while-wrapping.ts';
import { dayFigures } from './day.ts';
import { deepLinkFigures } from './deep-links.ts';
import { dueListFigures } from './due-list.ts';
import { type Figure, isReached } from './figure.ts';
import { floodFigures } from './flood.ts';
import { ingestFigures } from './ingest.ts';
import { linkLengthFigures } from './link-length.ts';
import { linkMapFigures } from './link-map.ts';
import { pixelFigures } from './pixel.ts';
import { redirectFigures } from './redirect.ts';
import { renderFigures } from './render.ts';
import { sendingFigures } from './sending.ts';
import { storedMailingFigures } from './stored-mailing.ts';
import { wholeServerFigures } from './whole-server.ts';
import { corpusFigures, wrapFigures } from './wrap.ts';

const results = new URL('results/latest.json', import.meta.url);

const machine = {
  cores: cpus().length,
  processor: cpus()[0]?.model ?? 'unknown',
  node: process.version,
  system: `${process.platform} ${process.arch}`,
};

function asked({ atMost, atLeast }: Figure): string {
  if (atMost !== undefined) return `≤ ${atMost}`;
  return atLeast === undefined ? '' : `≥ ${atLeast}`;
}

const verdicts = { true: 'reached', false: 'missed', undefined: '' };

const figures = [
  ...wrapFigures(),
  ...(await corpusFigures()),
  ...renderFigures(),
  ...(await sendingFigures()),
  ...(await storedMailingFigures()),
  ...linkLengthFigures(),
  ...(await checkFigures()),
  ...(await dueListFigures()),
  ...(await dayFigures()),
  ...(await deepLinkFigures()),
  ...(await ingestFigures()),
  ...(await redirectFigures()),
  ...(await pixelFigures()),
  ...(await linkMapFigures()),
  ...(await wholeServerFigures()),
  ...(await clicksWhileWrappingFigures()),
  ...(await floodFigures()),
];

console.log(`${machine.cores} cores, ${machine.processor}, Node ${machine.node}, ${machine.system}`);
console.table(
  figures.map((figure) => ({
    what: figure.what,
    against: figure.against,
    measured: `${figure.measured} ${figure.unit}`,
    asked: asked(figure),
    '': verdicts[`${isReached(figure)}`],
  })),
);
for (const from of new Set(figures.map((figure) => figure.from))) console.log(from);

mkdirSync(new URL('.', results), { recursive: true });
writeFileSync(
  results,
  `${JSON.stringify({ machine, figures: figures.map((figure) => ({ ...figure, reached: isReached(figure) })) }, null, 2)}\n`,
);
