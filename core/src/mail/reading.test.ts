import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hold, mailRuns, propertyTimeoutMs } from '../runs.testing.ts';
import { mailLike, wholeMail } from '../wrap/mail-like.testing.ts';
import { differenceToParser, disputed } from './parser-links.testing.ts';

describe('the reader of a mail', () => {
  it(
    'finds exactly the links a standards parser sees, with the same addresses',
    () => {
      const mails = fc.oneof(mailLike, wholeMail).filter((html) => !disputed.test(html));
      const property = fc.property(mails, (html) => {
        expect(differenceToParser(html)).toBeUndefined();
      });
      console.log(`the same links as a standards parser: ${hold(property, mailRuns)}`);
    },
    propertyTimeoutMs,
  );
});
