import type { TriedView } from '../../deep-links/tried.ts';
import { maxDevice, maxVersion } from '../../phone-trials/answers.ts';
import { filled } from '../../phone-trials/sentences.data.ts';
import type { toTrialView } from '../../phone-trials/view.ts';
import { openings, type Way } from '../../phone-trials/ways.ts';
import { escapeHtml } from '../page.ts';
import type { Problem, TrialWords } from './words.data.ts';

type TrialView = ReturnType<typeof toTrialView>;
type WayView = TrialView['links'][number]['ways'][number];
type PossibleWay = WayView & { readonly url: string };

/** What the page of a trial shows. */
export interface TrialPage {
  readonly trial: TrialView;
  readonly results: readonly TriedView[];
  readonly device: string;
  readonly version: string;
  readonly problem: Problem | undefined;
  readonly words: TrialWords;
}

/** More of a link is no help in telling it from others. */
const maxShown = 160;

/** The id of a link's way on the page, to come back to. */
export function anchorOf(place: number, way: Way): string {
  return `link-${place}-${way}`;
}

/** The page on which links are tapped: one form, whose buttons are the answers. */
export function pageBody({ trial, results, device, version, problem, words }: TrialPage): string {
  const sections = trial.links.map(({ url, ways }, place) => {
    const cards = ways.filter(isPossible).map((way) => {
      const own = results.filter((result) => result.url === url && result.way === way.way);
      return wayCard(way, place, own, words);
    });
    const others = notPossible(ways, words);
    return `<section><h2 id="link-${place}">${shown(url)}</h2>${cards.join('')}${others}</section>`;
  });
  return `<h1>${escapeHtml(words.title)}</h1>
<p>${escapeHtml(words.how)}</p>
<p class="soft">${withTime(words.until, trial.expiresAt)}</p>
${problem ? `<p class="error" role="alert">${escapeHtml(words.problems[problem])}</p>` : ''}
<form method="post" action="?">
<button class="keep" name="answer" value="" tabindex="-1">${escapeHtml(words.keep)}</button>
<label>${escapeHtml(words.device)} <input name="device" value="${escapeHtml(device)}" maxlength="${maxDevice}" autocomplete="off" aria-describedby="device-note"></label>
<p class="soft" id="device-note">${escapeHtml(words.deviceNote)}</p>
<label>${escapeHtml(words.version)} <input name="version" value="${escapeHtml(version)}" maxlength="${maxVersion}" autocomplete="off" placeholder="8.2"></label>
${sections.join('\n')}
</form>`;
}

function wayCard(
  { way, url, inconclusive }: PossibleWay,
  place: number,
  results: readonly TriedView[],
  words: TrialWords,
): string {
  const { title, note } = words.ways[way];
  const buttons = openings.map((opened) => {
    const label = words.opened[opened];
    return `<button name="answer" value="${place}.${way}.${opened}" aria-label="${escapeHtml(`${title}: ${label}`)}">${escapeHtml(label)}</button>`;
  });
  return `<div class="way" id="${anchorOf(place, way)}">
<a class="tap" href="${escapeHtml(url)}" rel="noreferrer" aria-label="${escapeHtml(filled(words.tap, { way: title }))}" aria-describedby="link-${place}"><b>${escapeHtml(title)}</b><span>${escapeHtml(note)}</span></a>
${inconclusive === null ? '' : `<p class="soft">${escapeHtml(inconclusive.message)}</p>`}
<details><summary>${escapeHtml(words.question)}</summary><div class="answers">${buttons.join('')}</div></details>
${results.length === 0 ? '' : `<ul class="results">${results.map((result) => resultItem(result, words)).join('')}</ul>`}
</div>`;
}

/** Why a link cannot be tried in the other ways, each reason once. */
function notPossible(ways: readonly WayView[], words: TrialWords): string {
  const reasons = Map.groupBy(
    ways.filter((way) => !isPossible(way)),
    ({ unavailable }) => unavailable?.message ?? '',
  );
  const cards = [...reasons].map(([message, alike]) => {
    const titles = alike.map(({ way }) => words.ways[way].title).join(' · ');
    return `<div class="way none"><b>${escapeHtml(titles)}</b><span>${escapeHtml(message)}</span></div>`;
  });
  return cards.join('');
}

function isPossible(way: WayView): way is PossibleWay {
  return way.url !== null;
}

function resultItem({ browserAt, inconclusive, sentence }: TriedView, words: TrialWords): string {
  const seen = browserAt === null ? '' : ` ${withTime(words.browserAt, browserAt)}`;
  const said = `${escapeHtml(sentence.charAt(0).toUpperCase() + sentence.slice(1))}.${seen}`;
  return inconclusive === null
    ? `<li>${said}</li>`
    : `<li class="inconclusive">${said} <b>${escapeHtml(words.inconclusive)}</b></li>`;
}

/** A link as a narrow page shows it: broken where a part of it ends. */
function shown(url: string): string {
  const short = url.length > maxShown ? `${url.slice(0, maxShown)}…` : url;
  return escapeHtml(short).replace(/[/?](?=[^/])/g, '$&<wbr>');
}

/** A sentence with a time of day, in UTC where no script writes it as the phone does. */
function withTime(sentence: string, at: string): string {
  const time = `<time datetime="${at}">${at.slice(11, 16)} UTC</time>`;
  return escapeHtml(sentence).replace('{time}', time);
}
