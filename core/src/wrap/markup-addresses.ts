import { type Finding, finding } from '../links/findings.ts';
import type { Report } from './report.ts';

/** What the HTML and AMP of a mail know about the addresses in its text. */
export class MarkupAddresses {
  readonly #left = new Map<string, Finding>();
  readonly #known = new Set<string>();
  readonly #lengths: readonly number[];

  constructor(reports: readonly Report[] = []) {
    for (const { action, originalUrl, findings } of reports.flatMap(({ links }) => links)) {
      const href = URL.parse(originalUrl.replace(/\+notrack(?=:)/i, ''))?.href;
      if (href === undefined || !/^https?:/.test(href)) continue;
      this.#known.add(originalUrl.trim()).add(href);
      const reason = findings.find(({ code }) => code === 'no-track' || code === 'unsubscribe');
      if (action === 'leave' && reason) this.#left.set(href, reason);
    }
    this.#lengths = [...new Set(Array.from(this.#known, ({ length }) => length))].sort((one, other) => other - one);
  }

  /** Why a link to this URL is left alone there, for a reason outside of its address. */
  left(url: string): Finding | undefined {
    return this.#left.get(url);
  }

  /**
   * Whether a word is glued to an address that a link has there: `…=novProduct`, as programs write that make a text of
   * HTML. Only where address and word run into each other, and nobody links to the whole.
   */
  glued(written: string, href: string): Finding | undefined {
    if ([written, href].some((whole) => this.#known.has(whole))) return undefined;
    for (const whole of [written, href]) {
      const length = this.#lengths.find((at) => isInWord(whole, at) && this.#known.has(whole.slice(0, at)));
      if (length !== undefined)
        return finding('glued-word', { url: whole.slice(0, length), text: whole.slice(length) });
    }
    return undefined;
  }
}

/** Whether a letter follows a letter or digit there, with nothing between them. */
function isInWord(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) && /\p{L}/u.test(text.charAt(at));
}
