import type { Span } from '../edits.ts';
import type { PixelPlaces } from './pixel-places.ts';

/** Where the pixel goes unless the author placed it. */
export type PixelPosition = 'end' | 'start' | 'both';

const size = 'width="1" height="1" alt=""';
const style = 'style="display:block;width:1px;height:1px;border:0"';

/** The pixel for an address, written as the value of an attribute in `"`. A plain `<img>` makes AMP for e-mail invalid. */
export function pixelMarkup(source: string, amp: boolean): string {
  return amp ? `<amp-img src="${source}" ${size} layout="fixed"></amp-img>` : `<img src="${source}" ${size} ${style}>`;
}

/**
 * The spans that pixels replace, in source order: the author's placeholders if there are any, otherwise empty spans at
 * the requested position. A mail whose end is unusable (an unclosed comment) has its pixel where it can load.
 */
export function pixelSpans(places: PixelPlaces, position: PixelPosition): readonly Span[] {
  if (places.placeholders.length > 0) return places.placeholders;
  const start = places.start ?? places.end;
  const end = places.end ?? places.start;
  if (start === undefined || end === undefined) return [];
  const wished = position === 'start' ? [start] : position === 'end' || start === end ? [end] : [start, end];
  return wished.map((at) => ({ start: at, end: at }));
}
