import { applyEdits, type Span } from '../../mail/edits.ts';
import type { TokenContent } from '../../tokens/token.ts';
import type { MailingParts } from '../parts.ts';
import { sha256Of } from './hash.ts';
import { type Place, placesIn } from './places.ts';
import {
  type LinkValue,
  parametersAt,
  pixelAt,
  type Written,
  type WrittenParameters,
  type WrittenToken,
  wrappedLinkAt,
} from './written.ts';

/** A range of a mail and what stands there. */
export interface Range extends Span {
  readonly text: string;
}

/** A range that was changed by wrapping: the value of a link, or an empty range where a pixel was added. */
export interface Change {
  /**
   * `link`: a value that became a wrapped link; `parameters`: one that got parameters instead; `pixel`: a pixel, added or in the place of the author's placeholder;
   * `pixel-placeholder`: one that was removed; `scheme`: `https+notrack://`, repaired.
   */
  readonly kind: Place['kind'] | 'parameters';
  readonly before: Range;
  readonly after: Range;
  /** Of `parameters`: their names. */
  readonly parameters?: readonly string[];
  /** Of a link: how its value is quoted; `none` in a text. */
  readonly quote?: LinkValue['quote'];
  /** Of a wrapped link or pixel. */
  readonly token?: WrittenToken;
  /** What the token says; only where it could be opened. */
  readonly content?: TokenContent;
}

/** Where two mails differ otherwise, as offsets in both. */
export interface Difference {
  /** `other`: no wrapping explains it. `not-genuine`: a wrapped link or pixel whose token does not open. */
  readonly code: 'other' | 'not-genuine';
  readonly before: number;
  readonly after: number;
}

/** What became of a mail; plain JSON, and all that `unwrap` needs. */
export interface Comparison {
  /** In order. Behind a difference that nothing explains, none are looked for. */
  readonly changes: readonly Change[];
  /** The first difference that is no change; null: there is none, and the mail differs only in its changes. */
  readonly difference: Difference | null;
  /** SHA-256 in hexadecimal: of the mail before, and of both mails with the changed ranges cut out. */
  readonly sha256: { readonly mail: string; readonly before: string; readonly after: string };
}

export interface CompareOptions {
  /** Default 'html'. */
  readonly part?: keyof MailingParts;
  /**
   * Opens a token; undefined for one that is not genuine, or stands on an origin that is not its host's, which no token
   * covers. Without it, everything with the shape of one is accepted.
   */
  readonly open?: (token: WrittenToken) => TokenContent | undefined;
}

/**
 * Says which ranges of a mail wrapping changed, what each became, and that nothing else did. It reads the mail before,
 * but asks nothing that decided about its links: both mails are compared byte by byte, and only what `render` writes, in
 * a place where it may write, counts as a change. Never throws; linear time.
 */
export function compare(before: string, after: string, options: CompareOptions = {}): Comparison {
  const { changes, difference } = new Walk(before, after, options).walk();
  const rest = (mail: string, side: 'before' | 'after') =>
    sha256Of(
      applyEdits(
        mail,
        changes.map((change) => ({ start: change[side].start, end: change[side].end, text: '' })),
      ),
    );
  return {
    changes,
    difference,
    sha256: { mail: sha256Of(before), before: rest(before, 'before'), after: rest(after, 'after') },
  };
}

/** Goes through both mails at once, from place to place. */
class Walk {
  readonly #before: string;
  readonly #after: string;
  readonly #options: CompareOptions;
  /** Everything up to these offsets is explained. */
  #at = { before: 0, after: 0 };
  readonly #changes: Change[] = [];
  #first: WrittenToken | undefined;
  #difference: Difference | null = null;

  constructor(before: string, after: string, options: CompareOptions) {
    this.#before = before;
    this.#after = after;
    this.#options = options;
  }

  walk(): Pick<Comparison, 'changes' | 'difference'> {
    const places = placesIn(this.#before, this.#options.part ?? 'html');
    if (places.every((place) => this.#isSame(place.start) && this.#visit(place))) {
      if (this.#isSame(this.#before.length) && this.#at.after < this.#after.length) this.#differ();
    }
    return { changes: this.#changes, difference: this.#difference };
  }

  /** Whether the text up to an offset is the same. */
  #isSame(end: number): boolean {
    const { before, after } = this.#at;
    const length = end - before;
    if (this.#before.slice(before, end) !== this.#after.slice(after, after + length)) {
      this.#differ();
      return false;
    }
    this.#at = { before: end, after: after + length };
    return true;
  }

  /** Whether a place is as it was or has become what wrapping makes of it. */
  #visit(place: Place): boolean {
    const raw = this.#before.slice(place.start, place.end);
    const { after } = this.#at;
    if (place.kind === 'pixel') return this.#visitPixel(place, raw);
    // The character behind it, too: a wrapped link may begin like the value.
    const isKept = this.#after.startsWith(raw, after) && this.#after[after + raw.length] === this.#before[place.end];
    if (isKept) return this.#isSame(place.end);
    if (place.kind === 'link') {
      const value = { raw, quote: place.quote };
      // First, since a link such as https://brand.com/c/shoes has the form of a wrapped one.
      const added = parametersAt(this.#after, after, value);
      const written = added === undefined ? wrappedLinkAt(this.#after, after, value) : undefined;
      if (added !== undefined) this.#change('parameters', place.end, added);
      else if (written !== undefined) this.#change('link', place.end, written, place.quote);
      else return this.#isSame(place.end);
    } else if (place.kind === 'scheme') {
      if (!this.#after.startsWith(place.becomes, after)) return this.#isSame(place.end);
      this.#change('scheme', place.end, { text: place.becomes });
    } else {
      this.#change('pixel-placeholder', place.end, { text: '' });
    }
    return true;
  }

  /** A pixel that the mail before has at the place itself is not one that was added. */
  #visitPixel({ start, end, amp }: Span & { readonly amp: boolean }, raw: string): boolean {
    const pixel = pixelAt(this.#after, this.#at.after);
    if (pixel?.amp === amp && !this.#before.startsWith(pixel.text, start)) this.#change('pixel', end, pixel);
    else if (this.#after.startsWith(raw, this.#at.after)) return this.#isSame(end);
    else this.#change('pixel-placeholder', end, { text: '' });
    return true;
  }

  #change(
    kind: Change['kind'],
    end: number,
    { text, token, parameters }: Partial<Written & WrittenParameters> & { readonly text: string },
    quote?: LinkValue['quote'],
  ): void {
    const { before, after } = this.#at;
    this.#at = { before: end, after: after + text.length };
    const content = token && this.#options.open?.(token);
    if (token && this.#options.open && content === undefined) {
      this.#difference ??= { code: 'not-genuine', before, after };
      return;
    }
    // One copy is for one recipient, so that a tag that differs from the first was written by somebody else.
    if (token) this.#first ??= token;
    if (token && token.recipientTag !== this.#first?.recipientTag) {
      this.#difference ??= { code: 'other', before, after };
      return;
    }
    this.#changes.push({
      kind,
      before: { start: before, end, text: this.#before.slice(before, end) },
      after: { start: after, end: this.#at.after, text },
      ...(parameters && { parameters }),
      ...(quote !== undefined && { quote }),
      ...(token && { token }),
      ...(content && { content }),
    });
  }

  /** The first difference behind what is explained. */
  #differ(): void {
    let { before, after } = this.#at;
    while (before < this.#before.length && this.#before[before] === this.#after[after]) {
      before++;
      after++;
    }
    this.#difference ??= { code: 'other', before, after };
  }
}
