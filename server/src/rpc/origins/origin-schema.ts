import { z } from 'zod';
import { inBoth } from '../input-problems.ts';

const notAnOrigin = inBoth(
  'has to be the origin of a page, such as https://editor.example.com, without a path; http only on this machine',
  'muss die Herkunft einer Seite sein, etwa https://editor.example.com, ohne Pfad; http nur auf diesem Rechner',
);
const loopback = /^(?:localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** The origin of pages, as browsers send it. */
export const originSchema = z
  .string()
  .max(300)
  .transform((text, context) => {
    const url = URL.parse(text);
    const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname));
    if (url && isSafe && url.href === `${url.origin}/`) return url.origin;
    context.addIssue({ code: 'custom', message: notAnOrigin });
    return z.NEVER;
  });
