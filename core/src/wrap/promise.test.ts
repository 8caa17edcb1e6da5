import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hold, mailRuns, propertyTimeoutMs } from '../runs.testing.ts';
import { mailCase } from './mail-like.testing.ts';
import { promises } from './promise.conformance.ts';
import { wrapOnce } from './promise.testing.ts';

describe('whatever mail is wrapped', () => {
  it.each(Object.entries(promises))(
    '%s',
    (name, broken) => {
      const property = fc.property(mailCase, (given) => {
        expect(broken(wrapOnce, given)).toBeUndefined();
      });
      console.log(`${name}: ${hold(property, mailRuns)}`);
    },
    propertyTimeoutMs,
  );
});
