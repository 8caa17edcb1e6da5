import { type LinkAsWritten, tellingAttributes } from '../links/verdict.ts';
import { decodeAttributes, decodeAttributeValue, type Quote, type WrittenAttribute } from './attribute.ts';
import type { Span } from './edits.ts';
import { LinkText, visibleText } from './link-text.ts';
import type { StartTag } from './tokenize.ts';

/** A link attribute as written in the source. */
export interface ScannedLink extends LinkAsWritten {
  /** The element's name in lower case: `a`, `area`, `v:roundrect`, … */
  readonly element: string;
  /** The raw value in the source, quotes excluded. */
  readonly value: Span;
  readonly quote: Quote;
  readonly raw: string;
  readonly text: string;
  /** Those that verdicts use; undefined for the many links that have none of them. */
  readonly attributes?: ReadonlyMap<string, string>;
}

/** VML draws Outlook's buttons; every one of its elements may carry `href`. */
export function isVml(name: string): boolean {
  return name.startsWith('v:');
}

export function isLinkElement(name: string): boolean {
  return name === 'a' || name === 'area' || isVml(name);
}

/** `href`, also directly after a merge tag, which parsers of unmerged mail take as part of it: `{{#if x}}href`. */
export function isLinkAttribute(name: string): boolean {
  return name === 'href' || (name.endsWith('href') && '}%*'.includes(name.charAt(name.length - 5)));
}

/** Collects links from tags and text. `shift` is the offset of the text in the source of the mail. */
export class LinkCollector {
  readonly #html: string;
  readonly #shift: number;
  readonly #links: ScannedLink[];
  readonly #anchorText: LinkText;
  readonly #shapeText: LinkText;
  #shape = '';

  constructor(html: string, shift: number, links: ScannedLink[]) {
    this.#html = html;
    this.#shift = shift;
    this.#links = links;
    this.#anchorText = new LinkText(html);
    this.#shapeText = new LinkText(html);
  }

  startTag(tag: StartTag): void {
    this.#anchorText.tag(tag.name);
    this.#shapeText.tag(tag.name);
    if (tag.name === 'img') this.#imageText(tag);
    if (tag.name === 'a') this.#anchorText.end();
    if (!isLinkElement(tag.name)) return;
    let href: WrittenAttribute | undefined;
    const telling: WrittenAttribute[] = [];
    for (const attribute of tag.attributes) {
      if (isLinkAttribute(attribute.name)) href ??= attribute;
      else if (tellingAttributes.has(attribute.name)) telling.push(attribute);
    }
    if (href === undefined) return;
    const raw = this.#html.slice(href.value.start, href.value.end);
    const link = {
      element: tag.name,
      originalUrl: decodeAttributeValue(raw),
      value: { start: href.value.start + this.#shift, end: href.value.end + this.#shift },
      quote: href.quote,
      raw,
      text: '',
      ...(telling.length === 0 ? {} : { attributes: decodeAttributes(this.#html, telling) }),
    };
    this.#links.push(link);
    if (tag.name === 'area') link.text = this.#alternative(tag);
    if (tag.name === 'a') {
      this.#anchorText.begin(link);
    } else if (isVml(tag.name) && !tag.selfClosing) {
      this.#shape = tag.name;
      this.#shapeText.begin(link);
    }
  }

  endTag(name: string): void {
    this.#anchorText.tag(name);
    this.#shapeText.tag(name);
    if (name === 'a') this.#anchorText.end();
    else if (name === this.#shape) this.#shapeText.end();
  }

  text(start: number, end: number): void {
    this.#anchorText.text(start, end);
    this.#shapeText.text(start, end);
  }

  finish(): void {
    this.#anchorText.end();
    this.#shapeText.end();
  }

  /** An area of a picture has no other text. */
  #alternative(tag: StartTag): string {
    const written = tag.attributes.find(({ name }) => name === 'alt')?.value;
    return written === undefined ? '' : visibleText(this.#html.slice(written.start, written.end));
  }

  /** With images blocked, and in screen readers, a picture is its alternative text. */
  #imageText(tag: StartTag): void {
    const alternative = tag.attributes.find((attribute) => attribute.name === 'alt')?.value;
    if (alternative === undefined) return;
    this.text(alternative.start, alternative.end);
    this.#anchorText.tag(tag.name);
    this.#shapeText.tag(tag.name);
  }
}
