import { createHash } from 'node:crypto';
import type { Database } from '@waymark/prisma';
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf, plainAddress } from '../edge/event.ts';

const [minutes, hours] = [60, 3600];

/** Counts attempts for all servers together, so that nobody tries many passwords, or has many mails sent. */
export interface Attempts {
  /** Counts an attempt to sign in; the seconds to wait when there were too many. */
  signIn(email: string, address: string | undefined): Promise<number | undefined>;
  /** Forgets the attempts of somebody who has signed in. */
  signedIn(email: string, address: string | undefined): Promise<void>;
  /** Counts a code for the extension; the seconds to wait when there were too many. */
  device(address: string | undefined): Promise<number | undefined>;
  /** Counts a mail with a reset link; the seconds to wait when there were too many. */
  reset(email: string, address: string | undefined): Promise<number | undefined>;
}

/** Attempts are counted by e-mail address and by network; of both only hashes are kept. */
export function createAttempts(database: Database): Attempts {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPrisma({
      storeClient: database,
      tableName: 'signInAttempt',
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration,
    });
  // One person in one place; one place; and one person from everywhere, so high that nobody locks others out in passing.
  const both = limiter('both', 10, 15 * minutes);
  const place = limiter('place', 60, 15 * minutes);
  const person = limiter('person', 200, hours);
  const mails = limiter('mails', 3, hours);
  const devices = limiter('devices', 30, hours);
  const mailsOfPlace = limiter('mails-of-place', 20, hours);

  return {
    signIn: (email, address) =>
      waitFor([
        [both, `${email} ${placeOf(address)}`],
        [place, placeOf(address)],
        [person, email],
      ]),
    async signedIn(email, address) {
      await both.delete(hashOf(`${email} ${placeOf(address)}`));
      await place.reward(hashOf(placeOf(address)));
      await person.reward(hashOf(email));
    },
    device: (address) => waitFor([[devices, placeOf(address)]]),
    reset: (email, address) =>
      waitFor([
        [mailsOfPlace, placeOf(address)],
        [mails, email],
      ]),
  };
}

async function waitFor(counted: readonly (readonly [RateLimiterPrisma, string])[]): Promise<number | undefined> {
  for (const [limiter, key] of counted) {
    try {
      await limiter.consume(hashOf(key));
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      throw refusal;
    }
  }
  return undefined;
}

/** A household or an office has one IPv4 address, or a /64. */
function placeOf(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  const plain = plainAddress(address);
  return plain.includes(':') ? networkOf(plain, 4) : plain;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
