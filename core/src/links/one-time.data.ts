/**
 * What addresses say that work once or for one person only, as parts of regular expressions, without regard to capitals.
 * The comments say where each is known from; “usual wording” has no documentation behind it.
 */

/** Names of parameters that hand over a secret. */
export const secretNames: readonly string[] = [
  // Laravel docs, resetting passwords; better-auth docs, e-mail
  'token',
  // usual wording for one-time passwords, RFC 4226 and 6238
  't?otp',
  // usual wording of magic links
  'magic',
  // Firebase Auth docs, custom e-mail handlers
  'oobcode',
  // Supabase docs, e-mail templates
  'token_hash',
  // OAuth 2.0, RFC 6749; Devise, reset_password_token, confirmation_token and, invitable, invitation_token;
  // Auth0 docs, password reset; otherwise usual wording: what the secret is for, and what it is
  '(?:access|auth|login|reset|verify|verification|confirm|confirmation|activation|invite|invitation|magic|magic_link|' +
    'one_time|password|reset_password|session|security|email|signin|sign_in)_?(?:token|code|key|hash)',
  // RFC 7519
  'jwt',
  // usual wording
  'one_time_code|onetimecode',
  // usual wording
  'ticket_?token',
];

/** Path segments that name a step which only one person may take, once. */
export const oneTimeSteps: readonly string[] = [
  // Django, password_reset; Devise, password/edit; Laravel, reset-password and forgot-password; otherwise usual wording
  '(?:re)?set[-_]?(?:your[-_]?)?password',
  'password[-_]?reset',
  'reset[-_]?pw',
  'forgot[-_]?password',
  'passwort[-_]?zuruecksetzen',
  // Supabase, Auth0 and better-auth docs, magic links and passwordless login
  'magic[-_]?(?:link|login|sign[-_]?in)',
  'passwordless',
  // Laravel docs, e-mail verification; django-allauth, confirm-email; otherwise usual wording
  '(?:verify|confirm|validate)[-_]?(?:your[-_]?)?(?:e[-_]?mail|account|address|registration)',
  'e?[-_]?mail[-_]?(?:verification|confirmation)',
  'account[-_]?(?:verification|activation|recovery)',
  // usual wording
  'one[-_]?time(?:[-_]?(?:login|link|password))?',
  'otp',
];

/** Path segments that are such a step only when something secret follows. */
export const stepsWithSecret: readonly string[] = [
  // Devise, confirmation and invitation; django-registration, activate; otherwise usual wording
  'verify|verification',
  'confirm|confirmation',
  'activate|activation',
  'invite|invitation|invitations',
  'login|signin|sign-in|auth',
  'reset',
];
