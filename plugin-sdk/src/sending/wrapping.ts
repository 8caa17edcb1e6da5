import type { Wrapping } from '@waymark/core';
import type { ApiOutputs } from '#api';

type WrappingAnswer = NonNullable<ApiOutputs['mailings']['create']['wrapping']>;

/** What rendering needs of the server's answer: tokens hold the numbers of its ids. */
export function toWrapping({ mailing, clicks, opens }: WrappingAnswer): Wrapping {
  return { mailing: numberOf(mailing), clicks: clicks && { ...clicks, links: clicks.links.map(numberOf) }, opens };
}

/** The number in the id of a mailing or link: `lnk_1234` is 1234. */
function numberOf(id: string): number {
  return Number(id.slice(id.indexOf('_') + 1));
}
