import { describe, expect, it } from 'vitest';
import { scan } from './scan.ts';
import { wordsBeside } from './words-beside.ts';

const beside = (html: string) => scan(html).links.map(({ value }) => wordsBeside(html, value));
const here = '<a href="https://a.example/u?k=1">here</a>';

describe('a link that says nothing itself', () => {
  it.each([
    [
      `<p>Do you want to stop receiving these emails? Click ${here}</p>`,
      'Do you want to stop receiving these emails? Click',
    ],
    [`<p>To <b>unsub</b>scribe,<br>click ${here}!</p><p>Shop</p>`, 'To unsubscribe, click !'],
    [`<td>Unsubscribe&nbsp;&raquo;</td><td>${here}</td>`, 'Unsubscribe »'],
    [`<p>Unsubscribe</p><p>Click ${here}</p>`, 'Unsubscribe'],
    [`${here} to unsubscribe`, 'to unsubscribe'],
    [`<p>${here.replace('here', 'Shop')}, unsubscribe ${here}</p>`, 'unsubscribe'],
  ])('has the words of its paragraph, or of the one above: %s', (html, expected) => {
    expect(beside(html).at(-1)?.trim()).toBe(expected);
  });

  it('has words of its own where several are in a paragraph', () => {
    expect(beside(`Click ${here} to unsubscribe, or ${here} to visit the shop.`).map((words) => words?.trim())).toEqual(
      ['to unsubscribe', 'or to visit the shop.'],
    );
  });
});

describe('an area of a picture', () => {
  it.each([
    ['<area href="https://a.example/u" alt="Unsub&#8203;scribe">', 'Unsub\u200bscribe'],
    ['<AREA alt=Unsubscribe shape=rect href="https://a.example/u">', 'Unsubscribe'],
    ['<area href="https://a.example/u">', ''],
  ])('has its alternative text as its text: %s', (html, text) => {
    expect(scan(`<map name="m">${html}</map>`).links[0]?.text).toBe(text);
  });
});
