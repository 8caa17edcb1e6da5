import { scan } from '../mail/scan.ts';
import { decodeKey } from '../tokens/signing-key.ts';
import { openToken } from '../tokens/token.ts';
import { judgeLinks } from './judge.ts';
import type { WrapContext } from './prepare.ts';
import type { Recipient, Wrapping } from './render.ts';
import { baseOf, firstDifference, parseMail } from './tree.testing.ts';
import { wrap } from './wrap.ts';

export const context: WrapContext = {
  origin: 'https://click.brand.example',
  trackClicks: true,
  trackOpens: true,
};
export const recipient: Recipient = { key: '4711' };
const key = `${'q'.repeat(42)}A`;
const message = 7;
const firstLink = 1000;

/** What the server would answer for these destinations. */
export function wrappingFor(targets: readonly string[]): Wrapping {
  const signer = { origin: context.origin, host: 'click.brand.example', keyId: 1, key };
  return {
    message,
    clicks: { ...signer, links: targets.map((_, index) => firstLink + index) },
    opens: signer,
  };
}

/** A mail wrapped for one recipient, with the destinations that were registered for it. */
export interface Wrapped {
  readonly html: string;
  readonly targets: readonly string[];
}

export function wrapOnce(html: string, settings: Partial<WrapContext> = {}): Wrapped {
  let targets: readonly string[] = [];
  const wrapped = wrap(
    html,
    { ...context, ...settings },
    (distinct) => {
      targets = distinct;
      return wrappingFor(distinct);
    },
    recipient,
  );
  return { html: wrapped.html, targets };
}

const ownLink = /https:\/\/click\.brand\.example\/(c)\/([\w-]+)/g;
const ownPixel = /<img src="https:\/\/click\.brand\.example\/(o)\/([\w-]+)\.gif" [^>]*>/g;

function opens(kind: string, token: string): number | undefined {
  return openToken(kind === 'o' ? 'o' : 'c', token, 'click.brand.example', () => decodeKey(key))?.id;
}

/** The broken promises of a wrapping, each in a few words; none for a good one. */
export function brokenPromises(original: string, wrapped: Wrapped): readonly string[] {
  return [changedBytes(original, wrapped), changedTree(original, wrapped)].filter((broken) => broken !== undefined);
}

function changedBytes(original: string, wrapped: Wrapped): string | undefined {
  const raw = judgeLinks(scan(original), { trackingHost: 'click.brand.example' })
    .filter(({ verdict }) => verdict.action === 'wrap')
    .map(({ link }) => link.raw);
  let index = 0;
  const undone = wrapped.html
    .replace(ownPixel, (pixel, kind, token) => (opens(kind, token) === message ? '' : pixel))
    .replace(ownLink, (link, kind, token) => (opens(kind, token) === undefined ? link : (raw[index++] ?? '?')));
  return undone === original ? undefined : 'bytes outside wrapped values changed';
}

function changedTree(original: string, wrapped: Wrapped): string | undefined {
  const isPixel = (source: string) => {
    const token = /\/o\/([\w-]+)\.gif$/.exec(source)?.[1];
    return token !== undefined && opens('o', token) === message;
  };
  const tree = parseMail(original, () => false);
  const base = baseOf(tree);
  const difference = firstDifference(tree, parseMail(wrapped.html, isPixel), (element, attribute, before, after) => {
    const token = /^https:\/\/click\.brand\.example\/c\/([\w-]+)$/.exec(after)?.[1];
    const id = token === undefined ? undefined : opens('c', token);
    const target = id === undefined ? undefined : wrapped.targets[id - firstLink];
    return attribute === 'href' && /^(?:a|area|v:.+)$/.test(element) && target === URL.parse(before, base)?.href;
  });
  return difference === undefined ? undefined : `the tree changed: ${difference}`;
}
