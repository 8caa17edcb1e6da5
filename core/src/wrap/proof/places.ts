import type { Span } from '../../mail/edits.ts';
import { scan } from '../../mail/scan.ts';
import { findTextLinks } from '../../mail/text-links.ts';
import type { MailingParts } from '../parts.ts';
import { withoutUntrackedScheme } from '../text.ts';
import { plainScheme } from '../untracked-scheme.ts';
import type { LinkValue } from './written.ts';

/** A place of a mail that wrapping may change; a pixel may be added anywhere else. */
export type Place = Span &
  (
    | { readonly kind: 'link'; readonly quote: LinkValue['quote'] }
    | { readonly kind: 'scheme'; readonly becomes: string }
    | { readonly kind: 'pixel-placeholder' }
  );

/** These places in order. */
export function placesIn(mail: string, part: keyof MailingParts): readonly Place[] {
  return part === 'text' ? placesInText(mail) : placesInMarkup(mail);
}

function placesInMarkup(html: string): readonly Place[] {
  const { links, pixelPlaces } = scan(html);
  const placeholders = [...pixelPlaces.placeholders, ...pixelPlaces.quotedPlaceholders];
  const places = [
    ...links.map((link): Place => {
      const repair = plainScheme(link);
      if (repair === undefined) return { ...link.value, kind: 'link', quote: link.quote };
      const { start, end, text } = repair;
      return { start, end, kind: 'scheme', becomes: text };
    }),
    ...placeholders.map((span): Place => ({ ...span, kind: 'pixel-placeholder' })),
  ];
  return places.sort((one, other) => one.start - other.start);
}

function placesInText(text: string): readonly Place[] {
  return findTextLinks(text).map((link): Place => {
    const repair = withoutUntrackedScheme(link);
    if (repair === undefined) return { ...link.value, kind: 'link', quote: 'none' };
    return { start: repair.start, end: repair.end, kind: 'scheme', becomes: repair.text };
  });
}
