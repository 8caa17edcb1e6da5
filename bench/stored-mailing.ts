import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { encodeKey } from '@waymark/core';
import { createWaymark } from '@waymark/sdk';
import { type Figure, rounded } from './figure.ts';
import { firstLinks, longMail } from './mails.ts';

const workers = 2;
const recipients = 20_000;
const origin = 'https://go.shop.com';
const signer = { origin, host: 'go.shop.com', keyId: 1, key: encodeKey(new Uint8Array(32).fill(7)) };

/** What a worker is given, and its answer. */
export interface Share {
  readonly stored: string;
  readonly from: number;
  readonly to: number;
}
export interface Done {
  readonly rendered: number;
  /** How many different links every hundredth recipient got. */
  readonly different: number;
  readonly bytes: number;
}

/** A mailing that was prepared once, stored as JSON and rendered in two worker threads. Run as a program, prints the figure. */
export async function storedMailingFigures(): Promise<readonly Figure[]> {
  const mailing = await prepared(firstLinks(longMail(100_000), 20));
  const stored = JSON.stringify(mailing);
  const share = recipients / workers;
  const started = await Promise.all(Array.from({ length: workers }, startedWorker));
  const begin = performance.now();
  const done = await Promise.all(
    started.map(async (worker, index) => {
      worker.postMessage({ stored, from: index * share, to: (index + 1) * share } satisfies Share);
      const [answer] = (await once(worker, 'message')) as [Done];
      return answer;
    }),
  );
  const seconds = (performance.now() - begin) / 1000;
  await Promise.all(started.map((worker) => worker.terminate()));
  const sum = (what: keyof Done) => done.reduce((all, one) => all + one[what], 0);
  return [
    {
      what: `recipients rendered per second and worker, 15 kB, 20 links, from stored JSON in ${workers} workers`,
      against: 'nothing',
      measured: rounded(sum('rendered') / seconds / workers),
      unit: '/s',
      atLeast: 10_000,
      from: {
        recipients: sum('rendered'),
        'different links of every hundredth': sum('different'),
        'MB rendered': rounded(sum('bytes') / 1e6),
        'stored JSON, kB': rounded(stored.length / 1000),
        'recipients per second, all workers': rounded(sum('rendered') / seconds),
      },
    },
  ];
}

async function startedWorker(): Promise<Worker> {
  const worker = new Worker(new URL('./stored-mailing-worker.ts', import.meta.url));
  await once(worker, 'message');
  return worker;
}

/** Prepared on a server that answers at once: what is measured needs none. */
function prepared(html: string) {
  const settings = { project: null, origin, pixelOrigin: origin, host: signer.host, status: 'verified' };
  const send: typeof fetch = async (url, init) => {
    const name = new URL(String(url)).pathname.replace('/trpc/', '');
    const { urls = [] } = JSON.parse(String(init?.body))[0];
    const links = urls.map((_: string, index: number) => `lnk_${2 ** 24 + index}`);
    const answers: Record<string, unknown> = {
      'projects.settings': { ...settings, trackClicks: true, trackOpens: true },
      'mailings.deepLinks': { links: [] },
      'mailings.create': {
        mailingId: 'mlg_9',
        reason: null,
        wrapping: { mailing: 'mlg_9', clicks: { ...signer, links }, opens: signer },
      },
    };
    return Response.json([{ result: { data: answers[name] } }]);
  };
  const waymark = createWaymark({ server: 'https://waymark.example', key: 'k', project: 'prj_1', fetch: send });
  return waymark.prepare({ name: 'November', html });
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await storedMailingFigures(), null, 2));
