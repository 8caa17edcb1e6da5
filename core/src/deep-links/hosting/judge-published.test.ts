import { describe, expect, it } from 'vitest';
import { explainPublished } from '../../sentences/explain-app.ts';
import { judgePublished, type PublishedFile, type PublishedFinding, type PublishedPlace } from './judge-published.ts';

const served = '{\n  "applinks": { "details": [] }\n}';
const read = (text: string, contentType = 'application/json'): PublishedFile => ({ state: 'read', contentType, text });
const failed = (why: Extract<PublishedFile, { state: 'failed' }>['why']): PublishedFile => ({ state: 'failed', why });
const missing: PublishedFile = { state: 'missing' };

const cases: readonly (readonly [string, string | undefined, PublishedFile, PublishedFinding, PublishedFinding])[] = [
  ['the same', served, read(served), 'as-served', 'cdn-as-served'],
  ['the same, on one line', served, read('{"applinks":{"details":[]}}'), 'as-served', 'cdn-as-served'],
  ['another', served, read('{"applinks":{"details":[1]}}'), 'other-content', 'cdn-other'],
  ['a page', served, read('<!doctype html>', 'text/html'), 'other-content', 'cdn-other'],
  ['nothing at all', served, read(''), 'other-content', 'cdn-other'],
  ['the same as text', served, read(served, 'text/plain'), 'content-type', 'cdn-as-served'],
  ['the same without a type', served, read(served, ''), 'content-type', 'cdn-as-served'],
  ['none', served, missing, 'missing', 'cdn-missing'],
  ['none where none is served', undefined, missing, 'none', 'cdn-none'],
  ['one where none is served', undefined, read(served), 'unexpected', 'cdn-other'],
  ['a redirect', served, failed('redirect'), 'redirect', 'cdn-not-seen'],
  ['a redirect where none is served', undefined, failed('redirect'), 'redirect', 'cdn-not-seen'],
  ['a wrong certificate', served, failed('certificate'), 'certificate', 'cdn-not-seen'],
  ['no TLS', served, failed('tls'), 'certificate', 'cdn-not-seen'],
  ['nobody', served, failed('unreachable'), 'not-seen', 'cdn-not-seen'],
  ['somebody slow', served, failed('too-slow'), 'not-seen', 'cdn-not-seen'],
  ['an error', served, failed('status'), 'not-seen', 'cdn-not-seen'],
  ['a private address', served, failed('private-address'), 'not-seen', 'cdn-not-seen'],
];

describe('what is found of a file from outside', () => {
  it.each(cases)('if it is %s', (_what, ours, found, own, cdn) => {
    for (const place of ['apple', 'apple-root', 'android'] as const)
      expect(judgePublished(place, ours, found)).toBe(own);
    expect(judgePublished('apple-cdn', ours, found)).toBe(cdn);
  });

  it('is never said to be in order where nobody looked', () => {
    const why = 'unreachable';
    const say = (place: PublishedPlace) => {
      const details = { host: 'click.brand.com', url: 'https://click.brand.com/x', why } as const;
      return explainPublished(judgePublished(place, served, failed(why)), details).explanation;
    };
    expect(say('apple')).toBe(
      'https://click.brand.com/x could not be looked at from here: it cannot be reached. So nothing is known of what phones get.',
    );
    expect(say('apple-cdn')).toBe(
      'Apple’s servers could not be asked from here: it cannot be reached. What they have is not known.',
    );
  });
});
