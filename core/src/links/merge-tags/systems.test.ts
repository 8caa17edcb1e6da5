import { describe, expect, it } from 'vitest';
import { findMergeTags } from '../../mail/merge-tags.ts';
import { fillSlots } from '../../tokens/destination-template.ts';
import { prepareMailingParts } from '../../wrap/parts.ts';
import { verdict } from '../verdict.ts';
import { ownTags } from './own-tags.data.ts';
import { tagSystems } from './own-tags.ts';
import { sendingSystems, templateLanguages } from './systems.data.ts';

const all = [...sendingSystems, ...templateLanguages];
const host = 'https://shop.example';
const preview = { trackingHost: 'click.brand.com' };
const context = { ...preview, systems: tagSystems };
const wrapping = { origin: 'https://click.brand.com', trackClicks: true, trackOpens: false, text: 'wrap' } as const;
const ofTags = ['merge-tag', 'merge-tag-in-host', 'possible-merge-tag'];

/** Every place of an address, by its name. */
const places: Readonly<Record<string, (tag: string) => string>> = {
  'a segment': (tag) => `${host}/p/${tag}/x`,
  'the last segment': (tag) => `${host}/${tag}`,
  'the middle of a segment': (tag) => `${host}/p-${tag}.html`,
  'a value': (tag) => `${host}/?a=1&id=${tag}&b=2`,
  'the last value': (tag) => `${host}/a?id=${tag}`,
  'a part of a value': (tag) => `${host}/a?id=x-${tag}-y`,
  'the fragment': (tag) => `${host}/a#${tag}`,
  'a value of the fragment': (tag) => `${host}/a#v=${tag}`,
  'the whole address': (tag) => tag,
  'what comes before the path': (tag) => `${tag}/sale`,
  'the host': (tag) => `https://${tag}/sale`,
  'a part of the host': (tag) => `https://${tag}.shop.example/`,
};
const wholes = ['a segment', 'the last segment', 'a value', 'the last value', 'a value of the fragment'];

describe('the table of systems', () => {
  it('has at least 40 sending systems and 10 template languages, each once', () => {
    expect(sendingSystems.length).toBeGreaterThanOrEqual(40);
    expect(templateLanguages.length).toBeGreaterThanOrEqual(10);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  it('says where each is documented, and has what each writes alone', () => {
    for (const { source } of all) expect(source).toMatch(/^[a-z\d-]+(?:\.[a-z\d-]+)+/);
    const names = new Set(all.map(({ name }) => name));
    expect(Object.keys(ownTags).filter((name) => !names.has(name))).toEqual([]);
    for (const [name, pattern] of Object.entries(ownTags)) {
      const { tags = [], footers = [], alone = [] } = all.find((system) => system.name === name) ?? {};
      expect(
        [...tags, ...footers, ...alone].some((tag) => pattern.test(`/${tag}`) || pattern.test(`=${tag}`)),
        name,
      ).toBe(true);
    }
  });
});

const rows = all.map(({ name, tags, footers = [], alone = [], literals = [] }) => {
  return { name, tags: [...tags, ...footers], footers, alone, literals };
});

describe.each(rows)('tags of $name', ({ name, tags, footers, alone, literals }) => {
  it('are left wherever they stand in an address', () => {
    const sealed = tags.flatMap((tag) =>
      Object.entries(places)
        .filter(([, write]) => !isLeft(write(tag)))
        .map(([place, write]) => `${place}: ${write(tag)}`),
    );
    const sealedAlone = alone.flatMap((tag) =>
      wholes.map((place) => places[place]!(tag)).filter((link) => !isLeft(link)),
    );
    expect([...sealed, ...sealedAlone]).toEqual([]);
  });

  it('are left in a text part', () => {
    const texts = [...tags, ...alone].map((tag) => `See ${host}/?id=${tag}`);
    const changed = texts.filter(
      (text) => prepareMailingParts({ html: '', text }, wrapping).text?.pieces.join() !== text,
    );
    expect(changed).toEqual([]);
  });

  it('are never named after another system', () => {
    expect([...tags, ...alone].map((tag) => tagSystems.nameOf(tag) ?? name)).toEqual(
      [...tags, ...alone].map(() => name),
    );
  });

  it('are known as links of a footer', () => {
    const unknown = footers.filter(
      (tag) => !verdict({ originalUrl: tag }, context).findings.some(({ code }) => code === 'unsubscribe'),
    );
    expect(unknown).toEqual([]);
  });

  it('pass their values through where they are known', () => {
    for (const tag of tags.filter((one) => !footers.includes(one))) {
      const {
        action,
        url,
        tags: passed,
        findings,
      } = verdict({ originalUrl: `${host}/p?id=${tag}#top` }, { ...context, mergeTags: 'pass-through' });
      if (action === 'leave') continue;
      expect(findings[0]?.code).toBe('merge-tag-passed');
      expect(passed).toEqual([tag]);
      expect(fillSlots(url!, '1=value')).toBe(`${host}/p?id=value#top`);
    }
  });

  it('are not seen in how it writes a character itself', () => {
    for (const text of literals) expect(verdict({ originalUrl: `${host}/${text}` }, context).action).toBe('wrap');
  });
});

function isLeft(originalUrl: string): boolean {
  return [context, preview].every((using) => {
    const { action, findings } = verdict({ originalUrl }, using);
    return action === 'leave' && findings.some(({ code }) => ofTags.includes(code));
  });
}

describe('a finding', () => {
  it.each([
    [`${host}/?id={contactfield=email}`, 'Mautic'],
    [`${host}/?id=~Contact.Email~`, 'Keap'],
    [`${host}/?id={{lead.Email Address}}`, 'Marketo Engage'],
    [`${host}/?id=*|USER:COMPANY|*`, 'Mailchimp'],
    [`${host}/?id=*|FNAME|*`, undefined],
    [`${host}/?id={{ first_name }}`, undefined],
  ])('about %s names %s', (originalUrl, system) => {
    const [found] = verdict({ originalUrl }, context).findings;
    expect([found?.code, found?.details?.['system']]).toEqual(['merge-tag', system]);
  });
});

it('tags of all systems are found in linear time', () => {
  const openings = [...all.flatMap(({ tags, alone = [] }) => [...tags, ...alone])].map((tag) => tag.slice(0, -1));
  const began = performance.now();
  for (const opening of openings) findMergeTags(opening.repeat(Math.ceil(100_000 / opening.length)), tagSystems);
  expect((performance.now() - began) / openings.length).toBeLessThan(100);
});
