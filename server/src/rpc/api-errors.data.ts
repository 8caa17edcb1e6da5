/** Every way in which a request can fail: its code, what a person reads, what they can do, and its kind; German in `api-errors-de.data.ts`. */
export const apiErrors = {
  not_signed_in: {
    kind: 'UNAUTHORIZED',
    message: 'This needs a key, and none was sent.',
    hint: 'Send the header "authorization: Bearer <key>".',
  },
  unknown_key: {
    kind: 'UNAUTHORIZED',
    message: 'This key is not known here, or it was revoked.',
    hint: 'Check that it was copied whole and that it belongs to this server, or make a new one.',
  },
  not_allowed: {
    kind: 'FORBIDDEN',
    message: 'This key may not do that.',
    hint: 'Ask an owner of the account, or use a key with more rights.',
  },
  expired_key: {
    kind: 'UNAUTHORIZED',
    message: 'This key expired on {date}.',
    hint: 'Make a new one, or give this one a later date.',
  },
  too_many_wrong_keys: {
    kind: 'TOO_MANY_REQUESTS',
    message: 'Too many keys that are not known here came from your address.',
    hint: 'Try again in {seconds} seconds with a key that is known; look for a program that goes on sending others.',
  },
  origin_not_allowed: {
    kind: 'FORBIDDEN',
    message: 'Pages of {origin} may not use this key.',
    hint: 'Add that origin to a publishable key, exactly as the browser sends it, and send that key.',
  },
  secret_key_in_browser: {
    kind: 'FORBIDDEN',
    message: 'A page of {origin} sent a secret key, which everybody who opens that page can read.',
    hint: 'Revoke this key, and use a publishable key with that origin in the page.',
  },
  scope_needed: {
    kind: 'FORBIDDEN',
    message: 'This needs a key with the scope "{scope}", and this key does not have it.',
    hint: 'Give the key that scope, or use one that has it.',
  },
  key_of_project: {
    kind: 'FORBIDDEN',
    message: 'This concerns the whole account, and this key belongs to one project of it.',
    hint: 'Use a key for all projects.',
  },
  more_than_own: {
    kind: 'FORBIDDEN',
    message: 'A key may make, change and revoke only keys that can do no more than it can itself.',
    hint: 'Leave out the scopes that it does not have, or ask an owner of the account.',
  },
  account_suspended: {
    kind: 'FORBIDDEN',
    message: 'This account is suspended by whoever runs this server. Links in mail already sent go on working.',
    hint: 'Ask them to resume it.',
  },
  link_limit_reached: {
    kind: 'FORBIDDEN',
    message: 'This account may have {limit} links, and with these it would have {wanted}. None of them was registered.',
    hint: 'Delete mailings whose links are not needed any more, or ask whoever runs this server for more.',
  },
  domain_limit_reached: {
    kind: 'FORBIDDEN',
    message: 'This account may have {limit} tracking domains, and has {used}.',
    hint: 'Remove one that is not needed, or ask whoever runs this server for more.',
  },
  invalid_input: {
    kind: 'BAD_REQUEST',
    message: 'Something in the request is not as expected: {problem}.',
    hint: 'Correct that part and send it again.',
  },
  not_json: {
    kind: 'BAD_REQUEST',
    message: 'The input of the request is not JSON.',
    hint: 'Send JSON with the header "content-type: application/json".',
  },
  not_utf8: {
    kind: 'BAD_REQUEST',
    message: 'The body of the request is not UTF-8, so some of its letters would be lost.',
    hint: 'Send it encoded as UTF-8, with the header "content-type: application/json" and no other charset.',
  },
  encoded_body: {
    kind: 'UNSUPPORTED_MEDIA_TYPE',
    message: 'The body of the request is compressed or encoded in another way, and only a plain body can be read here.',
    hint: 'Send it without compression, and without the header "content-encoding".',
  },
  wrong_method: {
    kind: 'METHOD_NOT_SUPPORTED',
    message: 'This procedure is not called with that method.',
    hint: 'Send it with POST; only a query may be asked with GET.',
  },
  body_too_large: {
    kind: 'PAYLOAD_TOO_LARGE',
    message: 'The request is larger than {limit}.',
    hint: 'Send less at once. A mail above 102 kB is clipped by Gmail anyway: keep images outside of it.',
  },
  not_html: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: 'This is not an HTML mail: {problem}.',
    hint: 'Send the HTML part of the mail as text, the way an editor exports it.',
  },
  mail_too_long: {
    kind: 'PAYLOAD_TOO_LARGE',
    message: 'The mail is longer than {limit} characters.',
    hint: 'A mail above 102 kB is clipped by Gmail anyway: keep images outside of it.',
  },
  too_many_links: {
    kind: 'PAYLOAD_TOO_LARGE',
    message: 'A mailing may have {most} different destinations, and a mail {all} links in all; this one has more.',
    hint: 'Split it into several mailings, or check whether a list of addresses was pasted into it.',
  },
  mail_too_complex: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: 'Reading this mail takes longer or more memory than any mail should, so it was given up.',
    hint: 'Check how it was made: a real mail has some hundred links at most.',
  },
  too_busy: {
    kind: 'TOO_MANY_REQUESTS',
    message: 'This account has sent more at once than this server keeps for one account.',
    hint: 'Try again in {seconds} seconds, and send the next mail when the one before was answered.',
  },
  no_such_procedure: {
    kind: 'NOT_FOUND',
    message: 'There is nothing at this address.',
    hint: 'Compare the name of the procedure with the documentation of this version.',
  },
  no_such_address: {
    kind: 'NOT_FOUND',
    message: 'There is nothing at this address.',
    hint: 'Compare it with the addresses at /docs.',
  },
  method_not_allowed: {
    kind: 'METHOD_NOT_SUPPORTED',
    message: 'This address does not take that method.',
    hint: 'It takes these: {methods}.',
  },
  too_many_requests: {
    kind: 'TOO_MANY_REQUESTS',
    message: 'This key may send {limit} requests a minute, and it has sent that many.',
    hint: 'Go on in {seconds} seconds. The headers RateLimit-Remaining and RateLimit-Reset say how many are left.',
  },
  idempotency_key_used: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: 'This Idempotency-Key was sent with another request in the last 24 hours.',
    hint: 'Send each new request with a key of its own, and the same one only with the same request and API key.',
  },
  call_under_way: {
    kind: 'CONFLICT',
    message: 'The same call is still under way.',
    hint: 'Send it again in {seconds} seconds with the same Idempotency-Key, to get its answer.',
  },
  no_such_project: {
    kind: 'NOT_FOUND',
    message: 'There is no such project in this account.',
    hint: 'List the projects to see their ids.',
  },
  no_such_domain: {
    kind: 'NOT_FOUND',
    message: 'There is no such tracking domain in this account.',
    hint: 'List the tracking domains to see their ids.',
  },
  no_such_mailing: {
    kind: 'NOT_FOUND',
    message: 'There is no such mailing in this account.',
    hint: "List the project's mailings to see their ids.",
  },
  foreign_origin: {
    kind: 'FORBIDDEN',
    message: 'This came from a page of another site, in a browser in which somebody is signed in.',
    hint: 'Do it on a page of this server. A program sends its key instead.',
  },
  invitation_used: {
    kind: 'NOT_FOUND',
    message: 'This invitation does not work: it was used already, an owner took it back, or it is older than a week.',
    hint: 'Ask an owner of the account for a new one.',
  },
  already_member: {
    kind: 'CONFLICT',
    message: 'You are a member of this account already.',
    hint: 'Sign out first if somebody else is meant, or open Waymark.',
  },
  email_taken: {
    kind: 'CONFLICT',
    message: 'Somebody signs in with this e-mail address already.',
    hint: 'If it is you, sign in with it, then open the invitation again.',
  },
  reset_link_used: {
    kind: 'NOT_FOUND',
    message: 'This link does not work: it was used already, or is too old.',
    hint: 'Ask for another one where you sign in.',
  },
  last_owner: {
    kind: 'CONFLICT',
    message: 'This is the only owner of the account who can sign in.',
    hint: 'Make somebody else an owner first.',
  },
  no_such_member: {
    kind: 'NOT_FOUND',
    message: 'There is no such member in this account.',
    hint: 'List the members to see their ids.',
  },
  no_such_invitation: {
    kind: 'NOT_FOUND',
    message: 'There is no such invitation in this account.',
    hint: 'It may have been accepted. List the invitations that are open.',
  },
  no_such_session: {
    kind: 'NOT_FOUND',
    message: 'You have no such session.',
    hint: 'It may have ended. List your sessions to see their ids.',
  },
  session_needed: {
    kind: 'FORBIDDEN',
    message: 'This is for people who are signed in in a browser.',
    hint: 'Sign in with an e-mail address, and do it there.',
  },
  not_your_account: {
    kind: 'NOT_FOUND',
    message: 'You are a member of no such account.',
    hint: 'The accounts that you are a member of are in the answer of session.me.',
  },
  not_prepared: {
    kind: 'CONFLICT',
    message: 'This mailing was registered by its links alone, so its mail is not known here.',
    hint: 'Register it by its mail, with mailings.prepare or POST /api/v1/mailings, and render that one.',
  },
  rendered_too_long: {
    kind: 'PAYLOAD_TOO_LARGE',
    message: 'The mails of these recipients have more than {limit} characters together.',
    hint: 'Render them for fewer recipients at once.',
  },
  no_such_key: {
    kind: 'NOT_FOUND',
    message: 'There is no such key in this account.',
    hint: 'List the keys to see their ids.',
  },
  key_unchangeable: {
    kind: 'CONFLICT',
    message:
      'This cannot be changed in this key: secret keys have scopes, publishable ones origins, and revoked ones stay as they are.',
    hint: 'Make a new key as it should be, and revoke this one.',
  },
  host_refused: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: '{explanation}',
    hint: '{advice}',
  },
  host_taken: {
    kind: 'CONFLICT',
    message: '{host} is already a tracking domain.',
    hint: 'If it is in this account, it is in your list. Otherwise choose another name under {zone}.',
  },
  host_claimed: {
    kind: 'CONFLICT',
    message: '{host} was added by another account, which has not proven yet that the name is its own.',
    hint: 'If it is yours, create the CNAME record {host} → {target} and add it again. A claim that is not proven ends on {date}.',
  },
  too_many_claims: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: 'This account has {limit} tracking domains that were never verified, which is as many as it may have.',
    hint: 'Create their records, or remove those that are not needed.',
  },
  webhook_refused: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: 'This address cannot be a webhook: {problem}.',
    hint: 'Enter the https:// address that your program is reached at from the Internet.',
  },
  no_such_endpoint: {
    kind: 'NOT_FOUND',
    message: 'There is no such endpoint of webhooks in this account.',
    hint: 'List the webhooks to see their ids.',
  },
  no_such_delivery: {
    kind: 'NOT_FOUND',
    message: 'There is no such delivery in this account that could be sent once more.',
    hint: 'List the deliveries to see their ids. They are kept for 30 days, and what was dropped cannot be sent.',
  },
  endpoint_disabled: {
    kind: 'CONFLICT',
    message: 'This endpoint of webhooks is switched off.',
    hint: 'Switch it on first: webhooks.update with "enabled": true.',
  },
  too_many_endpoints: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: 'An account may have {limit} endpoints of webhooks.',
    hint: 'Remove one that is not needed any more, or let one program tell the others.',
  },
  too_many_checks: {
    kind: 'TOO_MANY_REQUESTS',
    message:
      'Adding, checking and removing a domain asks DNS, which an account may have done {limit} times a minute; it has reached that limit.',
    hint: 'Try again in {seconds} seconds. Waymark keeps checking by itself meanwhile.',
  },
  not_confirmed: {
    kind: 'BAD_REQUEST',
    message: '{explanation}',
    hint: '{advice}',
  },
  domain_attached: {
    kind: 'CONFLICT',
    message: '{explanation}',
    hint: '{advice}',
  },
  record_stands: {
    kind: 'CONFLICT',
    message: '{explanation}',
    hint: '{advice}',
  },
  record_unknown: {
    kind: 'SERVICE_UNAVAILABLE',
    message: '{explanation}',
    hint: '{advice}',
  },
  link_refused: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: 'Link {number} cannot be wrapped: {explanation}',
    hint: '{advice}',
  },
  no_such_link: {
    kind: 'NOT_FOUND',
    message: 'There is no such link in this account.',
    hint: "List the mailing's links to see their ids.",
  },
  url_refused: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: 'A link cannot lead there: {explanation}',
    hint: '{advice}',
  },
  too_many_slots: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: 'This destination has more slots than the one before, and the links in the mail carry only {most} values.',
    hint: 'Write it with at most that many slots, numbered from <1>.',
  },
  address_unknown: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: 'The address that this request came from is not known.',
    hint: 'Try again. If it stays so, ask the operator about the proxies in front of this server.',
  },
  no_such_project_connection: {
    kind: 'NOT_FOUND',
    message: 'This project has no such connection.',
    hint: 'List the connections to see their ids and projects, or leave the id out for mail that is sent by hand.',
  },
  too_many_sites: {
    kind: 'CONFLICT',
    message: 'A connection may have {limit} sites, and this one has them already.',
    hint: 'Say of sites that are no longer used that they send by hand.',
  },
  no_such_connection: {
    kind: 'NOT_FOUND',
    message: 'There is no such connection among those of this account that do not count.',
    hint: 'List the connections to see their ids; its time may be over.',
  },
  too_many_connections: {
    kind: 'UNPROCESSABLE_CONTENT',
    message:
      'A member may take {limit} connections out of the figures, and an account {all}; that many do not count already.',
    hint: 'Take one back that is not needed any more.',
  },
  app_refused: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: '{explanation}',
    hint: '{advice}',
  },
  app_listed: {
    kind: 'CONFLICT',
    message: 'The files of {host} list {app} already.',
    hint: 'Change that entry, for example to add a fingerprint.',
  },
  no_such_app: {
    kind: 'NOT_FOUND',
    message: 'There is no such app among those of the tracking domains of this account.',
    hint: 'List the apps of the domain to see their ids.',
  },
  no_web_address: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: 'This is no link to a web page, so nothing can be chosen for it.',
    hint: 'Send the whole address as it stands in the mail, beginning with https://.',
  },
  too_many_choices: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: 'A project keeps choices for {limit} addresses.',
    hint: 'Forget some that no mail has any more: projects.linkChoices lists them.',
  },
  too_many_apps: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: 'A tracking domain may have {limit} apps.',
    hint: 'Remove one that is not released any more, or use another tracking domain for some of them.',
  },
  no_such_trial: {
    kind: 'NOT_FOUND',
    message: 'There is no such trial in this account.',
    hint: 'Start a new one. A trial is kept for a day after its end; its results stay with the links.',
  },
  no_app_links: {
    kind: 'UNPROCESSABLE_CONTENT',
    message: 'None of the links of this mailing opens an app, as far as their hosts say.',
    hint: 'Links that were left out when the mail was wrapped are not known here: name them with phoneTrials.start.',
  },
  too_many_trials: {
    kind: 'TOO_MANY_REQUESTS',
    message: 'An account may have {limit} trials under way, and that many are.',
    hint: 'Use the page of one of them, or try again in {seconds} seconds, when the oldest is over.',
  },
  setup_link_used: {
    kind: 'NOT_FOUND',
    message: 'This set-up link does not work: it was used already, or a newer one was made.',
    hint: 'Start Waymark again: as long as nobody is set up, it prints a fresh link.',
  },
  database_away: {
    kind: 'SERVICE_UNAVAILABLE',
    message: 'The database of this server cannot be reached at the moment.',
    hint: 'Try again in a minute. Links in sent mail keep working, and their clicks and opens are kept.',
  },
  internal: {
    kind: 'INTERNAL_SERVER_ERROR',
    message: 'Something went wrong here, and it is not your fault.',
    hint: 'Try again. If it keeps failing, give the operator this number: {reference}.',
  },
} as const;

export type ApiErrorCode = keyof typeof apiErrors;
