import { expect, it } from 'vitest';
import { prepareMailingParts } from './parts.ts';

const context = { origin: 'https://click.brand.com', trackClicks: true, trackOpens: false, text: 'wrap' } as const;
const address = 'https://news.example.org/u?k=8f3a';

it.each([
  ['Do you want to stop receiving these emails? Click ', 'here', '', 'leave'],
  ['Click ', 'here', ' to unsubscribe, or just answer', 'leave'],
  ['Möchten Sie diesen Newsletter nicht mehr erhalten? Klicken Sie ', 'hier', '', 'leave'],
  ['Unsubscribe: ', address, '', 'leave'],
  ['Do you want to read more? Click ', 'here', '', 'wrap'],
  ['You can unsubscribe at any time. Visit ', 'our shop', '', 'wrap'],
])(
  'a link that says nothing is judged by the words around it, in HTML as in text: %s%s%s',
  (before, text, after, action) => {
    const parts = {
      html: `<p>${before}<a href="${address}">${text}</a>${after}</p>`,
      text: text === 'our shop' ? '' : `${before}${address}${after}`,
    };
    const prepared = prepareMailingParts(parts, context);
    const links = [...prepared.html.report.links, ...(prepared.text?.report.links ?? [])];
    expect(new Set(links.map((link) => link.action))).toEqual(new Set([action]));
  },
);
