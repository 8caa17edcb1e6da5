import { prepare, render, wrap } from '@waymark/core';
import { sources } from '@waymark/corpus/sources';
import { Tokenizer } from 'htmlparser2';
import { parse, serialize } from 'parse5';
import { compare, type Timing } from './compare.ts';
import { type Figure, rounded } from './figure.ts';
import { context, longMail, wrappingFor } from './mails.ts';

const nothing = () => {};
const deaf: ConstructorParameters<typeof Tokenizer>[1] = {
  onattribdata: nothing,
  onattribend: nothing,
  onattribentity: nothing,
  onattribname: nothing,
  oncdata: nothing,
  onclosetag: nothing,
  oncomment: nothing,
  ondeclaration: nothing,
  onend: nothing,
  onopentagend: nothing,
  onopentagname: nothing,
  onprocessinginstruction: nothing,
  onselfclosingtag: nothing,
  ontext: nothing,
  ontextentity: nothing,
  isInForeignContext: () => false,
};

function tokenizeWith(mail: string): void {
  const tokenizer = new Tokenizer({ decodeEntities: true }, deaf);
  tokenizer.write(mail);
  tokenizer.end();
}

/** With tracking off, the gaps are filled with what stood there: all the work on the text, and no tokens. */
function rewrite(mail: string): number {
  return flat(render(prepare(mail, context), wrappingFor([]), { tracking: 'off' }));
}

/** The same beside the same for mails that others wrote, which have fewer links than the newsletter. */
export async function corpusFigures(): Promise<readonly Figure[]> {
  const mails = (await Promise.all(sources.map((source) => source.mails()))).flat().map(({ html }) => html);
  const [tokenizing, rewriting] = compare([
    { name: 'htmlparser2 tokenizes', run: () => mails.forEach(tokenizeWith) },
    { name: 'scan, decide, rewrite', run: () => mails.map(rewrite) },
  ]) as [Timing, Timing];
  return [
    {
      what: 'scan + decide + rewrite of mails written by others',
      against: 'htmlparser2 tokenizing them and nothing else',
      measured: rounded(rewriting.microseconds / tokenizing.microseconds),
      unit: '× its time',
      from: {
        mails: mails.length,
        'characters of the mails': mails.join('').length,
        'links of the mails': mails.reduce((sum, mail) => sum + prepare(mail, context).report.links.length, 0),
        'htmlparser2 tokenizes, µs': rounded(tokenizing.microseconds),
        'scan, decide, rewrite, µs': rounded(rewriting.microseconds),
      },
    },
  ];
}

/** Reading, deciding about and rewriting a mail of 100 kB, beside programs that only read it. */
export function wrapFigures(): readonly Figure[] {
  const mail = longMail(100_000);
  const { report } = prepare(mail, context);
  const recipient = { id: '4294967295' };
  const [tokenizing, rewriting, whole, parsing] = compare([
    { name: 'htmlparser2 tokenizes', run: () => tokenizeWith(mail) },
    { name: 'scan, decide, rewrite', run: () => rewrite(mail) },
    { name: 'the same with tokens', run: () => flat(wrap(mail, context, wrappingFor, recipient).html) },
    { name: 'parse5 parses and serializes', run: () => flat(serialize(parse(mail))) },
  ]) as [Timing, Timing, Timing, Timing];
  const from = {
    'characters of the mail': mail.length,
    'links of the mail': report.links.length,
    'links wrapped': report.counts.wrap,
    ...Object.fromEntries(
      [tokenizing, rewriting, whole, parsing].map(({ name, microseconds }) => [`${name}, µs`, rounded(microseconds)]),
    ),
  };
  const times = (one: Timing, other: Timing) => rounded(one.microseconds / other.microseconds);
  return [
    {
      what: 'scan + decide + rewrite of a 100 kB mail',
      against: 'htmlparser2 tokenizing it and nothing else',
      measured: times(rewriting, tokenizing),
      unit: '× its time',
      atMost: 1.5,
      from,
    },
    {
      what: 'scan + decide + rewrite + tokens for one recipient',
      against: 'the same',
      measured: times(whole, tokenizing),
      unit: '× its time',
      from,
    },
    {
      what: 'parse5 parse + serialize of it',
      against: 'scan + decide + rewrite',
      measured: times(parsing, rewriting),
      unit: '× our time',
      atLeast: 3,
      from,
    },
  ];
}

/** V8 joins concatenated text only when it is read, as a sender does. */
export function flat(text: string): number {
  return text.charCodeAt(text.length >> 1);
}
