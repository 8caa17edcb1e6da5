import { expect } from 'vitest';
import type { Mark } from '../protocol.ts';

/**
 * What a behaviour can do and observe on a page with a real editor. The fixture pages load `fixtures/mail.html` into
 * each editor.
 */
export interface EditorPage {
  /** Texts of the painted links, by mark, in document order. */
  painted(): Promise<Readonly<Record<Mark, readonly string[]>>>;
  /** Text of the link that is emphasised. */
  emphasised(): Promise<readonly string[]>;
  /** Addresses in the panel's list, as written in the mail. */
  listed(): Promise<readonly string[]>;
  /** Hovers over a link in the panel's list. */
  pointAt(text: string): Promise<void>;
  /** The HTML the editor would save. */
  html(): Promise<string>;
  /** The HTML the same editor saves on a page where Waymark does not run. */
  htmlWithoutWaymark(): Promise<string>;
  /** Mutations of the editor's document while an action runs. */
  mutationsDuring(doing: () => Promise<void>): Promise<number>;
  setHref(text: string, href: string): Promise<void>;
  addLink(text: string, href: string): Promise<void>;
  /** Removes marks and panel from the page, and restores them. */
  hide(): Promise<void>;
  show(): Promise<void>;
  /** Waits until the expectation holds. */
  eventually(expectation: () => Promise<void>): Promise<void>;
}

/** A behaviour of every adapter, described for the test report. */
export interface Behaviour {
  readonly does: string;
  run(page: EditorPage): Promise<void>;
}

const marksOfTheMail: Readonly<Record<Mark, readonly string[]>> = {
  wrap: ['See the coats', 'How wool is made'],
  leave: ['Write to us', 'Unsubscribe', 'our stores'],
  warning: ['Open them in our app', 'Your basket'],
  refuse: ['Win a coat'],
};

const nothing: Readonly<Record<Mark, readonly string[]>> = { wrap: [], leave: [], warning: [], refuse: [] };

/**
 * The behaviours that every adapter has with its real editor in a real browser, one after the other on one page:
 * those that change the mail are the last.
 */
export const behaviours: readonly Behaviour[] = [
  {
    does: 'marks each link of the mail by its verdict',
    run: (page) => page.eventually(async () => expect(await page.painted()).toEqual(marksOfTheMail)),
  },
  {
    does: 'lists the addresses in the order and spelling of the mail',
    run: (page) =>
      page.eventually(async () =>
        expect(await page.listed()).toEqual([
          'https://shop.brand.com/coats?season=autumn&lang=en#new',
          'https://brand.app.link/coats',
          'myapp://open/5',
          'mailto:hello@brand.com',
          '{{unsubscribe_url}}',
          'javascript:alert(1)',
          'https://brand.com/journal/wool',
          'https://brand.com/stores',
        ]),
      ),
  },
  {
    does: 'shows where a link of the list is',
    async run(page) {
      await page.eventually(async () => expect(await page.listed()).toHaveLength(8));
      await page.pointAt('Your basket');
      await page.eventually(async () => expect(await page.emphasised()).toEqual(['Your basket']));
    },
  },
  {
    does: 'leaves what the editor saves as it was, byte for byte',
    async run(page) {
      await page.eventually(async () => expect(await page.painted()).toEqual(marksOfTheMail));
      await page.pointAt('Your basket');
      expect(await page.html()).toBe(await page.htmlWithoutWaymark());
    },
  },
  {
    does: 'paints, emphasises and clears without one change of the document',
    async run(page) {
      await page.eventually(async () => expect(await page.painted()).toEqual(marksOfTheMail));
      const mutations = await page.mutationsDuring(async () => {
        await page.hide();
        await page.eventually(async () => expect(await page.painted()).toEqual(nothing));
        await page.eventually(async () => expect(await page.listed()).toEqual([]));
        await page.show();
        await page.eventually(async () => expect(await page.painted()).toEqual(marksOfTheMail));
        await page.pointAt('Your basket');
        await page.eventually(async () => expect(await page.emphasised()).toEqual(['Your basket']));
      });
      expect(mutations).toBe(0);
      const whenEdited = await page.mutationsDuring(() => page.addLink('New link', 'https://brand.com/new'));
      expect(whenEdited).toBeGreaterThan(0);
    },
  },
  {
    does: 'follows an address that is edited',
    async run(page) {
      await page.eventually(async () => expect((await page.painted()).wrap).toContain('See the coats'));
      await page.setHref('See the coats', 'myapp://coats');
      await page.eventually(async () => expect((await page.painted()).warning).toContain('See the coats'));
      await page.eventually(async () => expect(await page.listed()).toContain('myapp://coats'));
    },
  },
  {
    does: 'finds a link that is added',
    async run(page) {
      await page.eventually(async () => expect(await page.listed()).toContain('mailto:hello@brand.com'));
      await page.addLink('Newer link', 'https://brand.com/newer');
      await page.eventually(async () => expect((await page.painted()).wrap).toContain('Newer link'));
      await page.eventually(async () => expect(await page.listed()).toContain('https://brand.com/newer'));
    },
  },
];
