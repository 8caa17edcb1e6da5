import { expect } from 'vitest';
import { type Mark, marks } from '../protocol.ts';

/**
 * What a behaviour can do and observe on a page with a real editor. The fixture pages load `fixtures/mail.html` into
 * each editor.
 */
export interface EditorPage {
  /** What becomes of some links of the mail, by their text, when this editor reads it. */
  readonly changed: ChangedLinks;
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

/** Another address, another mark, or none of the link at all: editors drop what they take for unsafe or do not know. */
export type ChangedLinks = Readonly<Record<string, { readonly href?: string; readonly mark?: Mark } | 'dropped'>>;

/** A behaviour of every adapter, described for the test report. */
export interface Behaviour {
  readonly does: string;
  run(page: EditorPage): Promise<void>;
}

/** Nobody is signed in, so that no click is promised to be counted. */
const linksOfTheMail: readonly (readonly [text: string, href: string, mark: Mark])[] = [
  ['See the coats', 'https://shop.brand.com/coats?season=autumn&lang=en#new', 'plain'],
  ['Open them in our app', 'https://brand.app.link/coats', 'warning'],
  ['Your basket', 'myapp://open/5', 'warning'],
  ['Write to us', 'mailto:hello@brand.com', 'leave'],
  ['Unsubscribe', '{{unsubscribe_url}}', 'leave'],
  ['Win a coat', 'javascript:alert(1)', 'refuse'],
  ['How wool is made', 'https://brand.com/journal/wool', 'plain'],
  ['our stores', 'https://brand.com/stores', 'leave'],
];

/** The links of the mail as an editor keeps them. */
function linksIn({ changed }: EditorPage) {
  return linksOfTheMail.flatMap(([text, href, mark]) => {
    const change = changed[text];
    return change === 'dropped' ? [] : [{ text, href, mark, ...change }];
  });
}

function marksIn(page: EditorPage): Readonly<Record<Mark, readonly string[]>> {
  const marked = (mark: Mark) => linksIn(page).flatMap((link) => (link.mark === mark ? [link.text] : []));
  return { ...nothing, ...Object.fromEntries(marks.map((mark) => [mark, marked(mark)])) };
}

const nothing: Readonly<Record<Mark, readonly string[]>> = {
  wrap: [],
  would: [],
  plain: [],
  leave: [],
  warning: [],
  refuse: [],
};

/**
 * The behaviours that every adapter has with its real editor in a real browser, one after the other on one page:
 * those that change the mail are the last.
 */
export const behaviours: readonly Behaviour[] = [
  {
    does: 'marks each link of the mail by its verdict',
    run: (page) => page.eventually(async () => expect(await page.painted()).toEqual(marksIn(page))),
  },
  {
    does: 'lists the addresses in the order and spelling of the mail',
    run: (page) =>
      page.eventually(async () => expect(await page.listed()).toEqual(linksIn(page).map(({ href }) => href))),
  },
  {
    does: 'shows where a link of the list is',
    async run(page) {
      await page.eventually(async () => expect(await page.listed()).toHaveLength(linksIn(page).length));
      await page.pointAt('How wool is made');
      await page.eventually(async () => expect(await page.emphasised()).toEqual(['How wool is made']));
    },
  },
  {
    does: 'leaves what the editor saves as it was, byte for byte',
    async run(page) {
      await page.eventually(async () => expect(await page.painted()).toEqual(marksIn(page)));
      await page.pointAt('How wool is made');
      expect(await page.html()).toBe(await page.htmlWithoutWaymark());
    },
  },
  {
    does: 'paints, emphasises and clears without one change of the document',
    async run(page) {
      await page.eventually(async () => expect(await page.painted()).toEqual(marksIn(page)));
      const mutations = await page.mutationsDuring(async () => {
        await page.hide();
        await page.eventually(async () => expect(await page.painted()).toEqual(nothing));
        await page.eventually(async () => expect(await page.listed()).toEqual([]));
        await page.show();
        await page.eventually(async () => expect(await page.painted()).toEqual(marksIn(page)));
        await page.pointAt('How wool is made');
        await page.eventually(async () => expect(await page.emphasised()).toEqual(['How wool is made']));
      });
      expect(mutations).toBe(0);
      const whenEdited = await page.mutationsDuring(() => page.addLink('New link', 'https://brand.com/new'));
      expect(whenEdited).toBeGreaterThan(0);
    },
  },
  {
    does: 'follows an address that is edited',
    async run(page) {
      await page.eventually(async () => expect((await page.painted()).plain).toContain('See the coats'));
      await page.setHref('See the coats', 'https://brand.app.link/autumn');
      await page.eventually(async () => expect((await page.painted()).warning).toContain('See the coats'));
      await page.eventually(async () => expect(await page.listed()).toContain('https://brand.app.link/autumn'));
    },
  },
  {
    does: 'finds a link that is added',
    async run(page) {
      await page.eventually(async () => expect(await page.listed()).toContain('mailto:hello@brand.com'));
      await page.addLink('Newer link', 'https://brand.com/newer');
      await page.eventually(async () => expect((await page.painted()).plain).toContain('Newer link'));
      await page.eventually(async () => expect(await page.listed()).toContain('https://brand.com/newer'));
    },
  },
];
