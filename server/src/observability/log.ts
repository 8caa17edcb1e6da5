import { type LevelWithSilent, type Logger, pino } from 'pino';

export type Log = Logger;

/** The log, as far as requests write to it. */
export interface RequestLog {
  error(details: object, message: string): void;
  info(details: object, message: string): void;
}

const removed = '[removed]';

/** Names of fields that could identify a recipient or contain a secret. */
const sensitiveNames = new Set([
  'authorization',
  'cookie',
  'token',
  'key',
  'secret',
  'password',
  'recipient',
  'ip',
  'html',
]);

/**
 * The same within texts: keys, tokens of links and pixels, passwords in URLs of servers up to the last @, e-mail addresses
 * without what stands before them in a path, in a URL, or escaped in JSON.
 */
const sensitiveTexts: readonly [pattern: RegExp, replacement: string][] = [
  [/\bwm_(mem|sk|pk|sec|pub)_[\w-]+/g, `wm_$1_${removed}`],
  [/(\/(?:c|o|a|setup|try)\/)[\w-]{8,}/g, `$1${removed}`],
  [/(:\/\/[^\s/@:"]*):[^\s"]+@/g, `$1:${removed}@`],
  [
    /(\\[bfnrt]|\\u[\da-f]{4}|)[\p{L}\p{N}!#$%&*+=?^_`{|}~.-]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?![\p{L}\p{N}])/gu,
    `$1${removed}`,
  ],
];

/** A structured log. Anything that could identify a recipient or reveal a secret is removed before it is written. */
export function createLog(level: LevelWithSilent, destination: NodeJS.WritableStream = process.stdout): Log {
  const options = { level, base: undefined, formatters: { log: withoutSensitiveNames } };
  return pino(options, { write: (line) => void destination.write(withoutSensitiveTexts(line)) });
}

function withoutSensitiveNames(entry: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, censored(name, value, 0)]));
}

/**
 * An error is reduced to its message and stack; everything else is censored to the depth at which logs are readable.
 */
function censored(name: string, value: unknown, depth: number): unknown {
  if (sensitiveNames.has(name.toLowerCase())) return removed;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 4) return '…';
  if (value instanceof Error) {
    const { message, stack, cause } = value;
    const code = 'code' in value ? { code: value.code } : {};
    return {
      type: value.name,
      ...code,
      message,
      stack,
      ...(cause === undefined ? {} : { cause: censored('cause', cause, depth + 1) }),
    };
  }
  if (Array.isArray(value)) return value.map((item) => censored('', item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([inner, part]) => [inner, censored(inner, part, depth + 1)]));
}

function withoutSensitiveTexts(line: string): string {
  return sensitiveTexts.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}
