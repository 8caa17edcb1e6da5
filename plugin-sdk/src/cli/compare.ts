import { compare as compareMails, unwrap } from '@waymark/core';
import { exitCodes, type Io, Misuse } from './io.ts';

export interface CompareOptions {
  readonly files: readonly string[];
  readonly format: string;
}

/** Proves that a wrapped copy differs from the mail in nothing but its links and the pixel, or shows where it does. */
export async function compare({ files, format }: CompareOptions, io: Io): Promise<number> {
  const [before, after, ...more] = files;
  if (before === undefined || after === undefined || more.length > 0)
    throw new Misuse('Name two files: the mail, and its wrapped copy.');
  if (format !== 'text' && format !== 'json') throw new Misuse(`There is no format "${format}": write text or json.`);
  const [mail, copy] = [await io.read(before), await io.read(after)];
  const comparison = compareMails(mail, copy);
  const { changes, difference, sha256 } = comparison;
  const isBack = difference === null && unwrap(copy, comparison) === mail;
  if (format === 'json') io.print(JSON.stringify(comparison, null, 2));
  else if (isBack)
    io.print(`${after} is ${before} but for ${changes.length} links and pixels (SHA-256 ${sha256.mail}).`);
  else
    io.print(
      `${after} differs from ${before} by more than links and pixels, first at character ${difference?.before}.`,
    );
  return isBack ? exitCodes.fine : exitCodes.found;
}
