import { describe, expect, it } from 'vitest';
import { knownHost, memoizeByHost, memoizeLast } from './memoize.ts';

/** Other tests in the same process have left any number of hosts, of which there may be one too many in the middle of a test. */
function forgetHosts(): void {
  const first = knownHost('first.example');
  for (let index = 0; knownHost('first.example') === first; index++) knownHost(`${index}.other.example`);
}

describe('answers about a host', () => {
  it('are computed once for each question', () => {
    forgetHosts();
    const asked: string[] = [];
    const length = memoizeByHost((name) => {
      asked.push(name);
      return name.length;
    });
    const labels = memoizeByHost((name) => name.split('.').length);
    const answers = ['a.example', 'bb.example', 'a.example'].map((name) => [
      length(knownHost(name)),
      labels(knownHost(name)),
    ]);
    expect(answers).toEqual([
      [9, 2],
      [10, 2],
      [9, 2],
    ]);
    expect(asked).toEqual(['a.example', 'bb.example']);
  });

  it('stay correct, and bounded, however many hosts a mail names', () => {
    const itself = memoizeByHost((name) => name);
    const names = Array.from({ length: 2000 }, (_, index) => `${index}.example`);
    expect([...names, ...names].map((name) => itself(knownHost(name)))).toEqual([...names, ...names]);
    expect(knownHost('0.example')).not.toBe(knownHost('1.example'));
  });
});

describe('a function that memoizes its last result', () => {
  it('runs again only for a different text', () => {
    const asked: string[] = [];
    const find = memoizeLast((text) => {
      asked.push(text);
      return text === '' ? undefined : text.length;
    });
    expect(['', '', 'ab', 'ab', 'a', 'ab'].map(find)).toEqual([undefined, undefined, 2, 2, 1, 2]);
    expect(asked).toEqual(['', 'ab', 'a', 'ab']);
  });
});
