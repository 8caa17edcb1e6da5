import type { Database } from '@waymark/prisma';
import { type Request, type Response, Router, urlencoded } from 'express';
import { z } from 'zod';
import { maxDevice, maxVersion, storeAnswer } from '../../phone-trials/answers.ts';
import { deviceOf } from '../../phone-trials/device.ts';
import { resultsOfTrial } from '../../phone-trials/results.ts';
import { findTrialBySecret, type Trial } from '../../phone-trials/trial.ts';
import { toResultView, toTrialView } from '../../phone-trials/view.ts';
import { openings, ways } from '../../phone-trials/ways.ts';
import { nameSchema } from '../../rpc/name-schema.ts';
import { escapeHtml, sendPage } from '../page.ts';
import { type ContextNeeds, languageOf } from '../request-context.ts';
import { script, style } from './page.data.ts';
import { anchorOf, pageBody } from './trial-page.ts';
import { type Problem, trialWords } from './words.data.ts';

/** Dependencies of the pages on which links are tried. */
export interface TrialPageNeeds {
  readonly database: Database;
  readonly now: () => Date;
  /** Where members reach this server. */
  readonly address: string;
  readonly whileDatabaseAnswers: ContextNeeds['whileDatabaseAnswers'];
}

const bodyLimit = 10_000;
const line = nameSchema(bodyLimit).catch('');
/** What the tester wrote; it stands in the address of the page from the first answer on. */
const about = z.object({ device: line, version: line });
/** Which button was pressed: which link, which way, what opened. None: what was written is kept. */
const pressed = z.string().regex(new RegExp(`^\\d{1,2}\\.(?:${ways.join('|')})\\.(?:${openings.join('|')})$`));

const problems = z.enum(['no-device', 'long-device', 'long-version', 'no-such-link', 'full']);

type PageRequest = Request<{ secret: string }>;

/** The page on which a tester taps links, and says what opened. Whoever has its address may, for an hour. */
export function trialPages({ database, now, address, whileDatabaseAnswers }: TrialPageNeeds): Router {
  const pages = Router();
  const find = (request: PageRequest) => whileDatabaseAnswers(findTrialBySecret(database, request.params.secret));

  pages.get('/:secret', async (request: PageRequest, response) => {
    const trial = await find(request);
    if (!isLive(trial, now())) return sendEnd(request, response, trial);
    const language = languageOf(request);
    const words = trialWords[language];
    const results = await whileDatabaseAnswers(resultsOfTrial(database, trial.row.id));
    const { device, version } = shortened(about.parse(request.query));
    const body = pageBody({
      trial: toTrialView(trial, address, now(), language),
      results: results.map((row) => toResultView(row, language)),
      device: device || deviceOf(request.headers['user-agent'] ?? ''),
      version,
      problem: problems.safeParse(request.query['problem']).data,
      words,
    });
    sendPage(response, 200, words.title, body, { language, style, script });
  });

  pages.post('/:secret', urlencoded({ extended: false, limit: bodyLimit }), async (request: PageRequest, response) => {
    const trial = await find(request);
    if (!isLive(trial, now())) return sendEnd(request, response, trial);
    const written = about.parse(request.body ?? {});
    const { device, version } = shortened(written);
    const answer = pressed.safeParse(request.body?.answer);
    const query = new URLSearchParams({ device, version });
    let anchor = '';
    if (answer.success) {
      const [place, way, opened] = answer.data.split('.') as [string, (typeof ways)[number], (typeof openings)[number]];
      const said = { place: Number(place), way, opened, device, appVersion: version };
      const problem =
        problemOf(written) ?? (await whileDatabaseAnswers(storeAnswer(database, trial, said, { now: now(), address })));
      if (problem === undefined) anchor = `#${anchorOf(said.place, way)}`;
      else query.set('problem', problem);
    }
    // A page that answers a form would be sent again when the tester comes back to it.
    response.set('cache-control', 'no-store').redirect(303, `?${query}${anchor}`);
  });

  return pages;
}

function problemOf({ device, version }: z.infer<typeof about>): Problem | undefined {
  if (device === '') return 'no-device';
  if (device.length > maxDevice) return 'long-device';
  return version.length > maxVersion ? 'long-version' : undefined;
}

/** As much of it as there may be, to be shown in the fields. */
function shortened({ device, version }: z.infer<typeof about>): z.infer<typeof about> {
  const cut = (text: string, length: number) => text.slice(0, length).toWellFormed();
  return { device: cut(device, maxDevice), version: cut(version, maxVersion) };
}

function isLive(trial: Trial | undefined, now: Date): trial is Trial {
  return trial !== undefined && now < trial.row.expiresAt;
}

function sendEnd(request: Request, response: Response, trial: Trial | undefined): void {
  const language = languageOf(request);
  const { over, unknown } = trialWords[language];
  const { title, text } = trial ? over : unknown;
  const body = `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>`;
  sendPage(response, trial ? 410 : 404, title, body, { language });
}
