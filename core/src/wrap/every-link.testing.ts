import { deepLinkChoices, type KnownDeepLink } from '../deep-links/alternatives.ts';

const apps = { app: 'ABCDE12345.com.brand.shop', rule: '/*' };
const known: readonly KnownDeepLink[] = [
  { outcome: 'breaks', reason: 'rule', ...apps },
  { outcome: 'kept', reason: 'confirmed', ...apps, version: '8.2', date: '2026-11-30' },
  { outcome: 'unknown', reason: 'not-asked' },
  { outcome: 'opens-no-app', reason: 'no-rule' },
];

/** Something is known of every link, and chosen for some. Parameters are refused by some rules. */
export class EveryLink extends Map<string, KnownDeepLink> {
  readonly #seed: number;

  constructor(seed: number) {
    super();
    this.#seed = seed;
  }

  override get(url: string): KnownDeepLink {
    const address = (URL.parse(url)?.href ?? url).replace(/[?&]utm_[^#]*/, '');
    const at = [...address].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 9973, this.#seed % 9973);
    const choice = [...deepLinkChoices, undefined, undefined][at % 6];
    const isRefused = url.includes('utm_') && at % 7 === 0;
    const facts = known[isRefused ? 3 : at % known.length]!;
    return choice === undefined ? facts : { ...facts, choice };
  }
}
