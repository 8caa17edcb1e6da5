import { list, read } from './packages.ts';

/** One input of html5lib-tests (MIT), the shared test suite of HTML parsers. */
export interface Html5libCase {
  readonly name: string;
  readonly html: string;
}

interface TokenizerFile {
  readonly tests?: readonly TokenizerTest[];
}

interface TokenizerTest {
  readonly description: string;
  readonly input: string;
  readonly lastStartTag?: string;
  readonly doubleEscaped?: boolean;
}

const folder = ['html5', 'test', 'data'];

/** The tokenizer's inputs. One that begins within an element's text gets that element's start tag before it. */
export function tokenizerCases(): readonly Html5libCase[] {
  return list('.test', ...folder, 'tokenizer').flatMap((file) => {
    const { tests = [] }: TokenizerFile = JSON.parse(read(...folder, 'tokenizer', file));
    return tests.map(({ description, input, lastStartTag, doubleEscaped }) => ({
      name: `${file} ${description}`,
      html: (lastStartTag === undefined ? '' : `<${lastStartTag}>`) + (doubleEscaped ? unescaped(input) : input),
    }));
  });
}

/** The inputs of the tests of tree construction: whole documents and the strangest of fragments. */
export function treeCases(): readonly Html5libCase[] {
  return list('.dat', ...folder, 'tree-construction').flatMap((file) =>
    read(...folder, 'tree-construction', file)
      .split(/^#data\n/m)
      .slice(1)
      .map((test, index) => ({ name: `${file} ${index + 1}`, html: test.split(/\n#errors$/m)[0] ?? '' })),
  );
}

function unescaped(input: string): string {
  return input.replace(/\\u([0-9a-f]{4})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)));
}
