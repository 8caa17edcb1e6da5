import { type Html5libCase, tokenizerCases, treeCases } from '@waymark/corpus/html5lib';
import { describe, expect, it } from 'vitest';
import { differenceToParser, disputed } from '../mail/parser-links.testing.ts';
import { propertyTimeoutMs } from '../runs.testing.ts';
import { brokenPromises } from './promise.conformance.ts';
import { recipient, wrapOnce } from './promise.testing.ts';

/** The input alone, and between links: what follows is parsed correctly only if the end of the input was. */
function framed(input: string): readonly string[] {
  return [input, `<a href="https://before.example/?a&amp;b">b</a>${input}<a href='https://after.example/'>a</a>`];
}

function broken(cases: readonly Html5libCase[]): readonly string[] {
  return cases.flatMap(({ name, html }) =>
    framed(html).flatMap((text) =>
      brokenPromises(wrapOnce, { html: text, settings: {}, whom: recipient }).map(
        (promise) => `${name}: ${promise} in ${JSON.stringify(text)}`,
      ),
    ),
  );
}

function undisputed(cases: readonly Html5libCase[]): readonly string[] {
  return cases.flatMap(({ html }) => framed(html).filter((text) => !disputed.test(text)));
}

describe('the inputs of the shared tests of HTML parsers keep every promise', () => {
  it.each([
    ['tokenizer', tokenizerCases()],
    ['tree construction', treeCases()],
  ])(
    '%s',
    (part, cases) => {
      const comparable = undisputed(cases);
      console.log(
        `html5lib-tests, ${part}: ${cases.length} inputs, each alone and between links; ` +
          `in ${comparable.length} of these ${cases.length * 2} texts links are compared with a parser's`,
      );
      expect(cases.length).toBeGreaterThan(1000);
      expect(broken(cases)).toEqual([]);
      expect(comparable.filter((text) => differenceToParser(text) !== undefined)).toEqual([]);
    },
    propertyTimeoutMs,
  );
});
