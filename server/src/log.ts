import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

export type Log = Logger;

/** A structured log. Whatever could name a recipient or open a door is cut out before it is written. */
export function createLog(level: Config['logLevel'], destination?: NodeJS.WritableStream): Log {
  const redact = {
    paths: [
      'authorization',
      'cookie',
      'token',
      'key',
      'secret',
      'recipient',
      'ip',
      '*.authorization',
      '*.cookie',
      '*.token',
      '*.key',
      '*.secret',
      '*.recipient',
      '*.ip',
    ],
    censor: '[removed]',
  };
  const options = { level, redact, base: undefined };
  return destination ? pino(options, destination) : pino(options);
}
