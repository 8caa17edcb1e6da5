import { finding } from '../links/findings.ts';
import { labelOf } from '../links/text/label.ts';
import type { VerdictContext } from '../links/verdict.ts';
import { encodeAttributeValue, type Quote } from '../mail/attribute.ts';
import { type Cut, cut } from '../mail/edits.ts';
import { isVml } from '../mail/link-collector.ts';
import { type PixelPosition, pixelMarkup, pixelSpans } from '../mail/pixel/pixel.ts';
import { type Scan, scan } from '../mail/scan.ts';
import { isSigned } from '../mail/signed.ts';
import { utf8Length } from '../mail/size.ts';
import { hostOf, isOwnPixel, mayBePixel, pixelAddress, typicalTokenLength, wrappedLink } from './addresses.ts';
import { parametersOf, withParameters } from './carried-tags.ts';
import { judgeLinks, mailFindings } from './judge.ts';
import { Places } from './places.ts';
import { type JudgedLink, type Report, report } from './report.ts';
import { plainScheme } from './untracked-scheme.ts';

/** How a mail is wrapped: the project's switches and the domain. */
export interface WrapContext extends VerdictContext {
  /** Scheme and authority of wrapped links, `https://click.brand.com`, with a port if there is one. */
  readonly origin: string;
  /** The same for the pixel, when it has a domain of its own. Default: `origin`. */
  readonly pixelOrigin?: string;
  readonly trackClicks: boolean;
  readonly trackOpens: boolean;
  /** Where the pixel goes unless the mail holds `{{ waymark_open }}`. Default 'end'. */
  readonly pixel?: PixelPosition;
  /** What happens to addresses in a text/plain part, where recipients see the wrapped link. Default 'leave'. */
  readonly text?: 'leave' | 'wrap';
}

/** A place in a mail that is filled for each recipient; with `original` for one who is not tracked. */
export type Gap =
  | {
      readonly kind: 'link';
      /** The index of its place in `urls`. */
      readonly urlIndex: number;
      readonly original: string;
      readonly quote: Quote | 'none';
      /** The wrapped link is an app link, under `/a/`. */
      readonly appLink?: true;
      /** For a URL with slots: the author's merge tags, in order, as written in the source. */
      readonly tags?: readonly string[];
    }
  /** A link that gets parameters instead of being wrapped. */
  | { readonly kind: 'parameters'; readonly original: string; readonly text: string }
  | { readonly kind: 'pixel'; readonly original: string; readonly amp?: true };

const quotes: readonly unknown[] = ['"', "'", '', 'none'];

/**
 * Whether something that was stored and read again is a gap of a prepared mail, whose links have `links` numbers: a damaged one
 * would put a wrong or no address into the mail.
 */
export function isGap(value: unknown, links: number): value is Gap {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, original, urlIndex, quote, text } = value as Readonly<Record<string, unknown>>;
  if (typeof original !== 'string') return false;
  if (kind === 'pixel') return true;
  if (kind === 'parameters') return typeof text === 'string';
  return (
    kind === 'link' && quotes.includes(quote) && Number.isSafeInteger(urlIndex) && isBelow(Number(urlIndex), links)
  );
}

const isBelow = (index: number, links: number) => index >= 0 && index < links;

/**
 * A mail split into fixed pieces and the gaps between them: plain JSON, one more piece than gaps. It is stored by senders, so
 * fields are only added, and one that is missing means what it meant before there was it.
 */
export interface PreparedMail {
  readonly pieces: readonly string[];
  readonly gaps: readonly Gap[];
  /**
   * The URL of each place where a link is wrapped, in order; one that stands at two places is there twice, so that they
   * are counted apart. A link's gap has the index of its place.
   */
  readonly urls: readonly string[];
  /** What the link at each place is called in reports; empty for one without a text. */
  readonly labels: readonly string[];
  /** The places whose wrapped links are app links; missing where there are none. */
  readonly appLinks?: readonly number[];
  readonly report: Report;
}

/** Reads a mail, judges every link and splits the mail at its gaps, once for all recipients. Never throws. */
export function prepare(html: string, context: WrapContext): PreparedMail {
  return prepareInto(html, context, new Places());
}

/** The same for one part of a mail whose parts share their places; its own `urls` are those collected so far. */
export function prepareInto(html: string, context: WrapContext, shared: Places): PreparedMail {
  const rules = judgingContext(context);
  const scanned = scan(html);
  const judged = judgeLinks(scanned, rules);
  const places = inOrder([
    ...(context.trackClicks ? linkPlaces(judged, shared) : []),
    ...scanned.links.map(plainScheme).filter((edit) => edit !== undefined),
    ...pixelPlaces(scanned, context),
  ]).filter((place) => !isSigned(place, scanned.signed));
  const gaps = places.map(({ gap }) => gap).filter((gap) => gap !== undefined);
  return {
    pieces: cut(html, places),
    gaps,
    urls: [...shared.urls],
    labels: [...shared.labels],
    ...appLinksOf(shared),
    report: report(html, judged, addedBytes(gaps, context), (bytes) => [
      ...mailFindings(scanned, rules, bytes),
      ...(quotesPixel(scanned, context) ? [finding('quoted-pixel')] : []),
    ]),
  };
}

/** The places of app links, as far as there are any. */
export function appLinksOf({ appLinks }: Places): Pick<PreparedMail, 'appLinks'> {
  return appLinks.length === 0 ? {} : { appLinks };
}

/** The context of verdicts: our own links are recognised by the host of the origin unless another is given. */
export function judgingContext(context: WrapContext): VerdictContext {
  return { ...context, trackingHost: context.trackingHost ?? hostOf(context.origin) };
}

interface Place extends Cut {
  readonly gap?: Gap;
}

export function inOrder(places: readonly Place[]): readonly Place[] {
  return places.toSorted((one, other) => one.start - other.start);
}

export function linkPlaces(judged: readonly JudgedLink[], shared: Places): readonly Place[] {
  const next = shared.part();
  const places: Place[] = [];
  let before: Named | undefined;
  for (const { link, verdict, tags } of judged) {
    const { url, leftUrl, appLink } = verdict;
    const { element, raw, quote, value } = link;
    if (leftUrl !== undefined && quote !== 'none') {
      places.push({ ...value, gap: { kind: 'parameters', original: raw, text: encodeAttributeValue(leftUrl, quote) } });
    }
    if (url === undefined) {
      before = undefined;
      continue;
    }
    const label = labelOf(link.text, link.attributes);
    const named = { url, element, label, isAppLink: appLink === true };
    const twin = before !== undefined && isTwin(before, named) ? before.urlIndex : undefined;
    const urlIndex = twin ?? next(url, label, named.isAppLink);
    if (twin !== undefined) shared.name(twin, label);
    before = twin === undefined ? { ...named, urlIndex } : undefined;
    const gap: Gap = {
      kind: 'link',
      urlIndex,
      original: raw,
      quote,
      ...(appLink && { appLink }),
      ...(tags && { tags }),
    };
    places.push({ start: value.start, end: value.end, gap });
  }
  return places;
}

interface Named {
  readonly url: string;
  readonly isAppLink: boolean;
  readonly element: string;
  readonly label: string;
  readonly urlIndex: number;
}

/** A button that is drawn twice, for Outlook and for every other program, is one for its reader. */
function isTwin(before: Named, { url, isAppLink, element, label }: Omit<Named, 'urlIndex'>): boolean {
  const isSame = before.url === url && before.isAppLink === isAppLink && isVml(before.element) !== isVml(element);
  return isSame && (before.label === label || before.label === '' || label === '');
}

/**
 * A mail that already has a pixel of this host keeps it and gets no second one. A placeholder is an instruction to
 * Waymark, not text: without a pixel, it is removed.
 */
function pixelPlaces(scanned: Scan, context: WrapContext): readonly Place[] {
  const { amp, images, pixelPlaces: places } = scanned;
  const { pixelOrigin = context.origin } = context;
  // AMP for e-mail accepts only https images, and a mail that breaks a rule is not displayed at all.
  const loads = !amp || pixelOrigin.startsWith('https:');
  if (!context.trackOpens || !loads || hasOwnPixel(images, context)) {
    return [...places.placeholders, ...places.quotedPlaceholders].map((span) => ({ ...span, text: '' }));
  }
  const pixels = pixelSpans(places, context.pixel ?? 'end').map((span) => ({
    ...span,
    gap: { kind: 'pixel' as const, original: '', ...(amp ? { amp } : {}) },
  }));
  return [...pixels, ...places.quotedPlaceholders.map((span) => ({ ...span, text: '' }))];
}

/** A pixel of ours in a quoted mail counts the opens of that one. */
function quotesPixel({ quotedImages }: Scan, context: WrapContext): boolean {
  return context.trackOpens && hasOwnPixel(quotedImages, context);
}

function hasOwnPixel(images: readonly string[], { origin, pixelOrigin = origin }: WrapContext): boolean {
  const pixels = images.filter(mayBePixel);
  if (pixels.length === 0) return false;
  const hosts = [origin, pixelOrigin].map(hostOf);
  return pixels.some((address) => isOwnPixel(address, hosts));
}

/** Bytes that the filled gaps add for a typical recipient; UTF-8. */
export function addedBytes(gaps: readonly Gap[], { origin, pixelOrigin = origin }: WrapContext): number {
  const token = 'x'.repeat(typicalTokenLength);
  const link = utf8Length(wrappedLink(origin, token));
  return gaps.reduce((sum, gap) => {
    if (gap.kind === 'parameters') return sum + utf8Length(gap.text) - utf8Length(gap.original);
    if (gap.kind === 'link') return sum + link + parametersLength(gap.tags) - utf8Length(gap.original);
    return sum + utf8Length(pixelMarkup(pixelAddress(pixelOrigin, token), gap.amp === true));
  }, 0);
}

function parametersLength(tags: readonly string[] | undefined): number {
  return tags === undefined ? 0 : utf8Length(withParameters('', parametersOf(undefined, tags), '"'));
}
