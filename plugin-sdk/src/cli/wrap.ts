import type { Recipient } from '@waymark/core';
import { readMail } from './check.ts';
import { connected, type ServerOptions } from './connected.ts';
import { exitCodes, type Io, Misuse } from './io.ts';

export interface WrapOptions extends ServerOptions {
  readonly files: readonly string[];
  /** The mailing's name in reports. */
  readonly mailing?: string | undefined;
  readonly recipient?: string | undefined;
  readonly mergeTag?: string | undefined;
}

/** Registers a mail and prints its wrapped copy, for one recipient or for the merge tag of a sending system. */
export async function wrap(options: WrapOptions, io: Io): Promise<number> {
  const { files, mailing, recipient, mergeTag } = options;
  const [file, ...more] = files;
  if (file === undefined || more.length > 0) throw new Misuse('Name one file to wrap, or - for standard input.');
  if (mailing === undefined) throw new Misuse('Name the mailing: --mailing "November newsletter".');
  if (recipient !== undefined && mergeTag !== undefined) throw new Misuse('Give --recipient or --merge-tag, not both.');
  const html = await readMail(file, io);
  const wrapped = await connected(options, io).wrap({ name: mailing, html }, whoIs(recipient, mergeTag));
  const { mailingId, reason } = wrapped.mailing;
  io.print(wrapped.html);
  io.warn(reason ? `Nothing was wrapped: ${reason.message}` : `Wrapped as ${mailingId}.`);
  return reason ? exitCodes.found : exitCodes.fine;
}

function whoIs(id: string | undefined, mergeTag: string | undefined): Recipient {
  return { ...(id !== undefined && { id }), ...(mergeTag !== undefined && { mergeTag }) };
}
