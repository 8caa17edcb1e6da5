import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deepLinkAddress } from '../address.ts';
import { readAppleFile } from '../files/apple-file.ts';
import { judgeDeepLink } from '../outcome.ts';
import { matchAppleFile } from './match-apple.ts';

const missing = { state: 'missing' } as const;
const fileWith = (...components: object[]) =>
  readAppleFile(JSON.stringify({ applinks: { details: [{ appIDs: ['ABCDE12345.com.brand.shop'], components }] } }));
/** What is known of a link with merge tags. */
function answerOf(path: string, ...components: object[]): string {
  const link = deepLinkAddress(`https://brand.com${path}`)!;
  const [one] = matchAppleFile(fileWith(...components), link);
  const answer = one?.answer;
  return answer?.answer === 'unknown' ? answer.doubt : (answer?.answer ?? 'none');
}
const path = (pattern: string, more = {}) => ({ '/': pattern, ...more });
const not = (pattern: string) => path(pattern, { exclude: true });

describe('a link with merge tags', () => {
  it.each<readonly [link: string, components: object[], answer: string]>([
    // Whatever they stand for.
    ['/p/{{id}}', [path('/p/*')], 'opens'],
    ['/p/{{id}}/*|NAME|*', [path('/p/*/*')], 'opens'],
    ['/p/1?c={{id}}', [path('/p/*', { '?': { c: '*' } })], 'opens'],
    ['/p/1?c={{id}}', [path('/p/1')], 'opens'],
    ['/p/1?c={{id}}#{{top}}', [path('/p/*', { '#': '*' })], 'opens'],
    ['/p/{{id}}', [not('/p/*'), path('*')], 'excluded'],
    ['/p/{{id}}', [path('/q/*')], 'no-rule'],
    ['/p/{{id}}/x', [path('/p/*/y')], 'no-rule'],
    ['/p/{{id}}', [path('/p')], 'no-rule'],
    ['/p/1?c={{id}}', [path('/p/1', { '?': { d: '1' } })], 'no-rule'],
    // It depends.
    ['/p/{{id}}', [path('/p/sale')], 'merge-tag'],
    ['/p/{{id}}', [not('/p/sale'), path('/p/*')], 'merge-tag'],
    ['/p/{{id}}', [path('/p/m*')], 'merge-tag'],
    ['/p/{{id}}', [path('/p/?')], 'merge-tag'],
    ['/p/{{id}}', [path('/p/?*')], 'merge-tag'],
    ['/p/{{id}}x', [path('/p/abcx')], 'merge-tag'],
    ['/p/a{{id}}', [path('/p/$(alpha)$(digit)')], 'merge-tag'],
    ['/{{lang}}/p', [path('/$(lang)/p')], 'merge-tag'],
    ['/{{lang}}/q', [path('/$(lang)/p')], 'no-rule'],
    ['/p/1?c={{id}}', [path('/p/1', { '?': { c: '????' } })], 'merge-tag'],
    ['/p/1?c={{id}}', [path('/p/1', { '?': '' })], 'no-rule'],
    ['/p/1?{{parameters}}', [path('/p/1', { '?': '' })], 'merge-tag'],
    ['/p/1?{{parameters}}', [path('/p/1', { '?': { d: '1' } })], 'merge-tag'],
    ['/p/1?d=2&{{name}}=1', [path('/p/1', { '?': { d: '1' } })], 'no-rule'],
    ['/p/1#{{top}}', [path('/p/1', { '#': 'top' })], 'merge-tag'],
    // As it is stored, with slots.
    ['/p/<1>', [path('/p/sale'), path('/p/*')], 'opens'],
    ['/p/<1>?utm_source=x', [not('/p/sale'), path('/p/*')], 'merge-tag'],
    // A rule in doubt counts only where it changes the answer.
    ['/p/{{id}}', [not('/p/sale'), not('/p/*')], 'excluded'],
    // Letters that look like a tag are letters.
    ['/p/mergetagvalue00x', [path('/p/sale')], 'no-rule'],
    ['/p/mergetagvalue00x/{{id}}', [path('/p/?*/*')], 'opens'],
  ])('%s is asked about %j: %s', (link, components, answer) => {
    expect(answerOf(link, ...components)).toBe(answer);
  });

  it('becomes nobody knows what, and that is the reason', () => {
    const file = fileWith(not('/p/sale'), path('/p/*'));
    const link = deepLinkAddress('https://brand.com/p/{{id}}')!;
    const judged = judgeDeepLink(link, 'depends-on-aasa', { apple: { state: 'read', file }, android: missing });
    expect(judged).toMatchObject({
      outcome: 'unknown',
      reason: 'merge-tags',
      app: 'ABCDE12345.com.brand.shop',
      rule: 'NOT /p/sale',
    });
  });

  it('is only judged for certain where it is so for every value', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '1', '/', '.'), maxLength: 6 });
    const pattern = fc.array(fc.constantFrom('a', 'b', '/', '?', '*', '$(digit)', '$(word)'), { maxLength: 6 });
    const variables = { substitutionVariables: { word: ['a', 'ab', 'b*'] } };
    fc.assert(
      fc.property(
        text,
        text,
        fc.array(text, { minLength: 20, maxLength: 20 }),
        pattern,
        (before, after, values, parts) => {
          const details = [{ appIDs: ['ABCDE12345.com.brand.shop'], components: [{ '?': { q: parts.join('') } }] }];
          const file = readAppleFile(JSON.stringify({ applinks: { details, ...variables } }));
          const asked = (link: string) => matchAppleFile(file, deepLinkAddress(link)!)[0]!.answer.answer;
          const said = asked(`https://brand.com/?q=${before}{{id}}${after}`);
          if (said === 'unknown') return;
          for (const value of values) expect(asked(`https://brand.com/?q=${before}${value}${after}`)).toBe(said);
        },
      ),
      { numRuns: 400 },
    );
  });
});
