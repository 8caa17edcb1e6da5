import type { Verdict } from '../links/action.ts';
import { parametersAdded } from '../links/utm/utm.ts';
import { applyEdits } from '../mail/edits.ts';
import { isLinkAttribute } from '../mail/link-collector.ts';
import { findMergeTags } from '../mail/merge-tags.ts';
import { scan } from '../mail/scan.ts';
import { fillSlots } from '../tokens/destination-template.ts';
import { judgeLinks } from './judge.ts';
import { judgingContext, type PreparedMail, prepare, type WrapContext } from './prepare.ts';
import {
  context,
  idOf,
  isOurPixel,
  openGenuine,
  ownPixel,
  recipient,
  type Wrapped,
  wrappingFor,
} from './promise.testing.ts';
import { compare } from './proof/compare.ts';
import { unwrap } from './proof/unwrap.ts';
import type { Recipient } from './recipient.ts';
import { render } from './render.ts';
import { baseOf, firstDifference, type MayReplace, parseMail } from './tree.testing.ts';
import { plainScheme } from './untracked-scheme.ts';

/** The function under test. */
export type WrapMail = (html: string, settings: Partial<WrapContext>, whom: Recipient) => Wrapped;

/** One mail and how it is wrapped. */
export interface MailCase {
  readonly html: string;
  readonly settings: Partial<WrapContext>;
  readonly whom: Recipient;
}

/** What must hold for every wrapping; each promise describes briefly how it is broken. */
export const promises = {
  'outside wrapped values every byte is kept': (wrapMail, given) => {
    const changed = changedOutside(wrapMail, given);
    return changed === 0 ? undefined : `${changed} characters outside wrapped values changed`;
  },
  'with nothing to wrap the mail is kept': (wrapMail, { html, settings, whom }) => {
    const nothing = {
      ...settings,
      trackOpens: false,
      trackClicks:
        settings.trackClicks !== false && judgedOf(html, settings).every(({ verdict }) => !isChanged(verdict)),
    };
    return wrapMail(html, nothing, whom).html === asAuthored(html) ? undefined : 'a mail changed for nothing';
  },
  'a standards parser sees the same tree but for wrapped values and the pixel': (wrapMail, given) => {
    const wrapped = wrapMail(given.html, given.settings, given.whom);
    const place = countPixels(wrapped.html) > 0 ? `<img src="${markedPlace}">` : '';
    const tree = parseMail(asAuthored(given.html, place), (source) => source === markedPlace);
    const opens: MayReplace = (element, attribute, before, after) =>
      isLinkAttribute(attribute) && /^(?:a|area|v:.+)$/.test(element) && opensAs(before, after, baseOf(tree), wrapped);
    const difference = firstDifference(tree, parseMail(wrapped.html, isOurPixel), opens);
    return difference === undefined ? undefined : `the tree changed: ${difference}`;
  },
  'every wrapped value opens to the destination decided on, and every other is kept': (wrapMail, given) => {
    const wrapped = wrapMail(given.html, given.settings, given.whom);
    const judged = judgeLinks(scan(asAuthored(given.html)), rules(given.settings));
    const links = scan(wrapped.html).links;
    if (links.length !== judged.length) return `${judged.length} links became ${links.length}`;
    const wrong = judged.find(({ link, verdict }, index) => {
      const { originalUrl, raw } = links[index]!;
      if (!isTracked(given)) return raw !== link.raw;
      if (verdict.leftUrl !== undefined) return originalUrl !== verdict.leftUrl;
      if (verdict.url === undefined) return raw !== link.raw;
      const isAppLink = ownLink.exec(originalUrl)?.[1] === 'a';
      return destination(originalUrl, wrapped) !== verdict.url || isAppLink !== (verdict.appLink === true);
    });
    return wrong === undefined ? undefined : `${wrong.link.raw} does not open what was decided`;
  },
  'wrapping twice is wrapping once': (wrapMail, { html, settings, whom }) => {
    const once = wrapMail(html, settings, whom).html;
    const again = whom.tracking === 'off' ? whom : { ...whom, id: 'another' };
    return wrapMail(once, settings, again).html === once ? undefined : 'wrapping again changed the mail';
  },
  'rendering a prepared mail is wrapping it': (wrapMail, { html, settings, whom }) => {
    const prepared: PreparedMail = JSON.parse(JSON.stringify(prepare(html, { ...context, ...settings })));
    const rendered = render(prepared, wrappingFor(prepared.urls), whom);
    return rendered === wrapMail(html, settings, whom).html ? undefined : 'the rendered mail is another';
  },
  'the mail comes back from every copy, and comparing it with one explains every change': (wrapMail, given) => {
    const { html, settings, whom } = given;
    const tracked = wrapMail(html, settings, whom.tracking === 'off' ? recipient : whom).html;
    const comparison = compare(html, tracked, { open: openGenuine });
    const { changes, difference, sha256 } = comparison;
    if (difference !== null) return `unexplained: ${JSON.stringify(difference)}`;
    if (sha256.before !== sha256.after) return 'the rest of the mail is another';
    const links = changes.filter(({ kind }) => kind === 'link').length;
    const wrapped = settings.trackClicks === false ? 0 : countWrapped(html, settings);
    if (links !== wrapped) return `${wrapped} wrapped links, of which comparing found ${links}`;
    const copies = [tracked, ...[whom, { id: 'another' }].map((reader) => wrapMail(html, settings, reader).html)];
    return copies.every((copy) => unwrap(copy, comparison) === html) ? undefined : 'the mail did not come back';
  },
} satisfies Readonly<Record<string, (wrapMail: WrapMail, given: MailCase) => string | undefined>>;

export type PromiseName = keyof typeof promises;

/** The promises that a wrapping of one mail breaks; empty for a correct one. The same mail is wrapped once for all of them. */
export function brokenPromises(wrapMail: WrapMail, given: MailCase): readonly string[] {
  const known = new Map<string, Wrapped>();
  const wrapOnce: WrapMail = (...asked) => {
    const key = JSON.stringify(asked);
    const wrapped = known.get(key) ?? wrapMail(...asked);
    known.set(key, wrapped);
    return wrapped;
  };
  return Object.values(promises).flatMap((broken) => broken(wrapOnce, given) ?? []);
}

/** The number of characters that a wrapping changed outside of what it wrapped. */
export function changedOutside(wrapMail: WrapMail, given: MailCase): number {
  const before = asAuthored(given.html);
  const after = undone(given, wrapMail(given.html, given.settings, given.whom));
  if (after === before) return 0;
  let changed = Math.abs(after.length - before.length);
  for (let at = 0; at < Math.min(after.length, before.length); at++) if (after[at] !== before[at]) changed++;
  return changed;
}

function rules(settings: Partial<WrapContext>) {
  return judgingContext({ ...context, ...settings });
}

function isTracked({ settings, whom }: MailCase): boolean {
  return settings.trackClicks !== false && whom.tracking !== 'off';
}

function judgedOf(html: string, settings: Partial<WrapContext>) {
  return judgeLinks(scan(html), rules(settings));
}

function countWrapped(html: string, settings: Partial<WrapContext>): number {
  return judgedOf(html, settings).filter(({ verdict }) => verdict.action === 'wrap').length;
}

function isChanged({ action, leftUrl }: Verdict): boolean {
  return action === 'wrap' || leftUrl !== undefined;
}

const markedPlace = 'https://marked.example/';

function countPixels(html: string): number {
  return Array.from(html.matchAll(ownPixel)).filter(([, source = '']) => isOurPixel(source)).length;
}

/**
 * The mail without the author's instructions to Waymark: the pixel placeholder, and Postal's scheme, which no mail
 * program supports.
 */
function asAuthored(html: string, place = ''): string {
  if (!/waymark_open|notrack/i.test(html)) return html;
  const { links, pixelPlaces } = scan(html);
  const edits = [
    ...pixelPlaces.placeholders.map((span) => ({ ...span, text: place })),
    ...links.flatMap((link) => plainScheme(link) ?? []),
  ];
  return applyEdits(
    html,
    edits.toSorted((one, other) => one.start - other.start),
  );
}

/** The wrapped mail with the original in place of every genuine link, and without genuine pixels. */
function undone({ html, settings }: MailCase, wrapped: Wrapped): string {
  const originals = judgedOf(html, settings).filter(({ verdict }) => isChanged(verdict));
  const left = new Set(originals.flatMap(({ verdict }) => verdict.leftUrl ?? []));
  const withoutPixel = wrapped.html.replace(ownPixel, (pixel, source) => (isOurPixel(source) ? '' : pixel));
  const ours = scan(withoutPixel).links.filter(
    ({ originalUrl }) => destination(originalUrl, wrapped) !== undefined || left.has(originalUrl),
  );
  const edits = ours.map(({ value: { start, end }, quote }, index) => {
    const original = originals[index]?.link;
    // A merge tag with white space causes an unquoted value to be quoted.
    const added = original?.quote === '' && quote === '"' ? 1 : 0;
    return { start: start - added, end: end + added, text: original?.raw ?? '?' };
  });
  return applyEdits(withoutPixel, edits);
}

const ownLink = /^https:\/\/click\.brand\.example\/([ac])\/([\w-]+)(?:\?(.*))?$/s;

/** The registered destination of a genuine wrapped link, with its numbered slots. */
function destination(href: string, { targets }: Wrapped): string | undefined {
  const [, kind, token] = ownLink.exec(href) ?? [];
  return token === undefined ? undefined : targets[idOf(kind === 'a' ? 'a' : 'c', token)];
}

/**
 * Whether a click after the sending system's merge leads where the original would have led after the same merge, with the
 * project's parameters at most.
 */
function opensAs(before: string, after: string, base: string | undefined, wrapped: Wrapped): boolean {
  const registered = destination(after, wrapped);
  const query = ownLink.exec(merged(after))?.[3] ?? '';
  const opened = registered === undefined ? after : fillSlots(registered, query);
  const original = URL.parse(merged(before), base)?.href;
  return original !== undefined && parametersAdded(original, opened) !== undefined;
}

/** A text after the merge: the same tag gets the same value everywhere. */
function merged(text: string): string {
  return applyEdits(
    text,
    findMergeTags(text).map(({ start, end }) => ({
      start,
      end,
      text: `v${text.slice(start, end).replace(/\W/g, '')}`,
    })),
  );
}
