import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { looksLikeTypo } from '@waymark/core';

/**
 * Settings that cannot be used, a sentence each. The sentences name them and say what to write, but never quote a value,
 * which may be a secret.
 */
export class ConfigError extends Error {
  constructor(sentences: readonly string[]) {
    super(sentences.join('\n'));
    this.name = 'ConfigError';
  }
}

/**
 * The environment of this process, with what the file sets and the environment does not, not even to nothing. There may be
 * no such file; one that cannot be read is a ConfigError.
 */
export function readEnvironment(file = '.env'): NodeJS.ProcessEnv {
  try {
    // Its error says why, which that of the next line does not.
    readFileSync(file);
    process.loadEnvFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    if (code === 'ENOENT') return process.env;
    throw new ConfigError([
      `The settings in ${resolve(file)} cannot be read (${code}). Give this user the right to, or move the file away.`,
    ]);
  }
  return process.env;
}

/** How a start is told, which has to be known also when the settings cannot be used. */
export function logFormatOf(environment: Readonly<Record<string, string | undefined>> = process.env): 'json' | 'text' {
  const written = environment['WAYMARK_LOG_FORMAT'];
  if (written === 'json' || written === 'text') return written;
  return process.stdout.isTTY ? 'text' : 'json';
}

/** Variables that look like settings and are none: those that only miss one by a typing error, and all others. */
export function strangersIn(environment: Readonly<Record<string, string | undefined>>, settings: readonly string[]) {
  const known = new Set(settings);
  const misspelled: { readonly name: string; readonly meant: string }[] = [];
  const unknown: string[] = [];
  for (const name of Object.keys(environment)) {
    if (known.has(name) || !/^waymark/i.test(name)) continue;
    const meant = settings.find((setting) => isMeant(name, setting));
    if (meant !== undefined) misspelled.push({ name, meant });
    else if (/^waymark_/i.test(name)) unknown.push(name);
  }
  return { misspelled, unknown };
}

function isMeant(name: string, setting: string): boolean {
  const [written, meant] = [name, setting].map((text) => text.replaceAll('_', '').toUpperCase()) as [string, string];
  // Anything short is near to anything else that is.
  return written === meant || (meant.length > 'WAYMARK'.length + 3 && looksLikeTypo(written, meant));
}

/** Those of these settings that the operator has made, as they were written. */
export function givenSettings(
  settings: readonly { readonly name: string }[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<string, string>> {
  return Object.fromEntries(settings.flatMap(({ name }) => (environment[name] ? [[name, environment[name]]] : [])));
}
