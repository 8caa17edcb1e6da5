import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fewerMailRuns, hold, mailRuns, propertyTimeoutMs } from '../runs.testing.ts';
import { mailCase } from './mail-like.testing.ts';
import { type PromiseName, promises } from './promise.conformance.ts';
import { wrapOnce } from './promise.testing.ts';

/** Wraps each mail four times. */
const slow: PromiseName = 'the mail comes back from every copy, and comparing it with one explains every change';

describe('whatever mail is wrapped', () => {
  it.each(Object.entries(promises))(
    '%s',
    (name, broken) => {
      const property = fc.property(mailCase, (given) => {
        expect(broken(wrapOnce, given)).toBeUndefined();
      });
      console.log(`${name}: ${hold(property, name === slow ? fewerMailRuns : mailRuns)}`);
    },
    propertyTimeoutMs,
  );
});
