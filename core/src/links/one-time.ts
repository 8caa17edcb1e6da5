import type { Address } from './address.ts';
import { type Finding, finding } from './findings.ts';

/** Names under which frameworks hand over a secret in a link; sources: documentation of Devise, Django, Laravel, Auth0, Firebase Auth, Supabase, better-auth. */
const secretNames =
  /^(?:token|otp|totp|magic|oobcode|token_hash|(?:access|auth|login|reset|verify|verification|confirm|confirmation|activation|invite|invitation|magic|magic_link|one_time|password|reset_password|session|security|email|signin|sign_in)_?(?:token|code|key|hash)|jwt|one_time_code|onetimecode|ticket_?token)$/i;

/** Path segments that name a step which only one person may take, once. */
const oneTimeSteps =
  /^(?:(?:re)?set[-_]?(?:your[-_]?)?password|password[-_]?reset|reset[-_]?pw|forgot[-_]?password|passwort[-_]?zuruecksetzen|magic[-_]?(?:link|login|sign[-_]?in)|(?:verify|confirm|validate)[-_]?(?:your[-_]?)?(?:e[-_]?mail|account|address|registration)|e?[-_]?mail[-_]?(?:verification|confirmation)|account[-_]?(?:verification|activation|recovery)|one[-_]?time(?:[-_]?(?:login|link|password))?|otp|passwordless)$/i;

/** Path segments that are a one-time step only when something secret follows. */
const stepsWithSecret =
  /^(?:verify|verification|confirm|confirmation|activate|activation|invite|invitation|invitations|login|signin|sign-in|auth|reset)$/i;
const secret = /^(?=.*\d)(?=.*[a-z])[\w.~-]{16,}={0,2}$/i;

/** A link that looks as if it worked once or for one person only: password reset, magic login, verification. */
export function oneTime({ segments, parameters }: Address): Finding | undefined {
  const found =
    segments.some((segment, index) => oneTimeSteps.test(segment) || isStepWithSecret(segment, segments[index + 1])) ||
    parameters.some(([name, value]) => value !== '' && secretNames.test(name));
  return found ? finding('one-time') : undefined;
}

function isStepWithSecret(segment: string, next: string | undefined): boolean {
  return next !== undefined && stepsWithSecret.test(segment) && secret.test(next);
}
