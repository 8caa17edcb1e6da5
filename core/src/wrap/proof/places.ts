import type { Span } from '../../mail/edits.ts';
import { pixelSpans } from '../../mail/pixel/pixel.ts';
import { scan } from '../../mail/scan.ts';
import { isSigned, signedParts } from '../../mail/signed.ts';
import { findTextLinks } from '../../mail/text-links.ts';
import type { MailingParts } from '../parts.ts';
import { withoutUntrackedScheme } from '../text.ts';
import { plainScheme } from '../untracked-scheme.ts';
import type { LinkValue } from './written.ts';

/** A place of a mail that wrapping may change. */
export type Place = Span &
  (
    | { readonly kind: 'link'; readonly quote: LinkValue['quote'] }
    | { readonly kind: 'scheme'; readonly becomes: string }
    /** Empty, or the author's placeholder. In AMP, a pixel is another element. */
    | { readonly kind: 'pixel'; readonly amp: boolean }
    | { readonly kind: 'pixel-placeholder' }
  );

/** These places in order. */
export function placesIn(mail: string, part: keyof MailingParts): readonly Place[] {
  return part === 'text' ? placesInText(mail) : placesInMarkup(mail);
}

function placesInMarkup(html: string): readonly Place[] {
  const { links, pixelPlaces, amp, signed } = scan(html);
  const places = [
    ...pixelSpans(pixelPlaces, 'both').map((span): Place => ({ ...span, kind: 'pixel', amp })),
    ...links.map((link): Place => {
      const repair = plainScheme(link);
      if (repair === undefined) return { ...link.value, kind: 'link', quote: link.quote };
      const { start, end, text } = repair;
      return { start, end, kind: 'scheme', becomes: text };
    }),
    ...pixelPlaces.quotedPlaceholders.map((span): Place => ({ ...span, kind: 'pixel-placeholder' })),
  ];
  return places.filter((place) => !isSigned(place, signed)).sort((one, other) => one.start - other.start);
}

function placesInText(text: string): readonly Place[] {
  const signed = signedParts(text);
  const places = findTextLinks(text).map((link): Place => {
    const repair = withoutUntrackedScheme(link);
    if (repair === undefined) return { ...link.value, kind: 'link', quote: 'none' };
    return { start: repair.start, end: repair.end, kind: 'scheme', becomes: repair.text };
  });
  return places.filter((place) => !isSigned(place, signed));
}
