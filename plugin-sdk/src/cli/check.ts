import { explainFinding, explainHtmlProblem, type Finding, htmlProblem, prepare, type Report } from '@waymark/core';
import type { Checked } from './checked.ts';
import { formats } from './formats.ts';
import { exitCodes, type Io, Misuse } from './io.ts';

export type Level = Finding['severity'] | 'never';
const levels: readonly Level[] = ['info', 'warning', 'error'];

export interface CheckOptions {
  readonly files: readonly string[];
  readonly format: string;
  /** The least severity that makes the program end with 1. */
  readonly failOn: string;
  readonly language: string;
}

/** What would become of every link, with a usable tracking domain: its name is in no verdict. */
const usable = { origin: 'https://click.example.com', trackClicks: true, trackOpens: true };

/** Reads mails and says what wrapping would do to each link, without a server. */
export async function check({ files, format, failOn, language }: CheckOptions, io: Io): Promise<number> {
  const write = formats[format];
  if (!write) throw new Misuse(`There is no format "${format}": write ${Object.keys(formats).join(', ')}.`);
  if (failOn !== 'never' && !levels.includes(failOn as Level))
    throw new Misuse(`"${failOn}" is no severity: write ${levels.join(', ')} or never.`);
  if (language !== 'en' && language !== 'de') throw new Misuse(`There is no language "${language}": write en or de.`);
  if (files.length === 0) throw new Misuse('Name the files to check, or - for standard input.');
  const checked: Checked[] = [];
  for (const file of files) checked.push(await checkedMail(file, io));
  io.print(write(checked, (finding) => explainFinding(finding, language)));
  const severities = checked.flatMap(({ report }) => findingsOf(report)).map(({ severity }) => severity);
  const isFound = severities.some((severity) => levels.indexOf(severity) >= levels.indexOf(failOn as Level));
  return failOn !== 'never' && isFound ? exitCodes.found : exitCodes.fine;
}

async function checkedMail(file: string, io: Io): Promise<Checked> {
  const source = await readMail(file, io);
  return { file, source, report: prepare(source, usable).report };
}

/** The HTML of a file; anything else is a mistake that is told rather than passed as a mail without links. */
export async function readMail(file: string, io: Pick<Io, 'read'>): Promise<string> {
  const source = await io.read(file);
  if (/\.eml$/i.test(file)) throw new Misuse(`${file} is a whole mail: hand in its HTML part.`);
  const problem = htmlProblem(source);
  if (problem !== undefined) throw new Misuse(`${file} is not an HTML mail: ${explainHtmlProblem(problem)}.`);
  return source;
}

/** All findings of a mail, those about its links first. */
export function findingsOf({ links, findings }: Report): readonly Finding[] {
  return [...links.flatMap((link) => link.findings), ...findings];
}
