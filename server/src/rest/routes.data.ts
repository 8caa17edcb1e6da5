/** One address of REST: which procedure answers it, and what it does. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`. A name in braces is the field of the procedure's input that stands there. */
  readonly path: string;
  readonly procedure: string;
  readonly summary: string;
  /** `list`: answers a page. `creates`: answers 201, and once for an `Idempotency-Key`. */
  readonly kind?: 'list' | 'creates';
}

type Row = readonly [
  method: Route['method'],
  path: string,
  procedure: string,
  summary: string,
  kind?: NonNullable<Route['kind']>,
];

const rows: readonly Row[] = [
  ['POST', '/mailings', 'mailings.prepare', 'Register a mailing by its HTML, text and AMP parts', 'creates'],
  [
    'POST',
    '/mailings/{mailingId}/render',
    'mailings.render',
    'Render a registered mailing for up to 500 recipients, each with their tracking; nothing is stored of them',
  ],
  ['GET', '/mailings', 'mailings.list', 'List the mailings of a project with their figures', 'list'],
  ['GET', '/mailings/{mailingId}', 'mailings.get', 'Read one mailing with its figures'],
  ['GET', '/mailings/{mailingId}/links', 'mailings.links', 'List the links of a mailing with their figures', 'list'],
  [
    'GET',
    '/mailings/{mailingId}/destinations',
    'mailings.destinations',
    'List the figures of a mailing by destination',
    'list',
  ],
  ['GET', '/mailings/{mailingId}/days', 'mailings.daily', 'List the figures of a mailing by day (UTC)', 'list'],
  ['GET', '/mailings/{mailingId}/reasons', 'mailings.reasons', 'List as what its events were counted, and why', 'list'],
  [
    'GET',
    '/mailings/{mailingId}/changed-destinations',
    'links.history',
    'List the changed destinations of a mailing',
    'list',
  ],
  [
    'POST',
    '/mailings/{mailingId}/verify',
    'mailings.verify',
    'Say what wrapping changed in a mail, and where its links lead',
  ],
  [
    'POST',
    '/registered-links',
    'mailings.create',
    'Register a mailing by its destinations alone, for programs that render themselves',
    'creates',
  ],
  ['POST', '/wrapped-mails', 'mailings.wrap', 'Register and wrap an HTML mail for one recipient', 'creates'],
  [
    'POST',
    '/deep-links/of-mailing',
    'mailings.deepLinks',
    'Say what becomes of the links of a mailing before it is registered',
  ],
  ['POST', '/deep-links/inspect', 'deepLinks.inspect', 'Inspect deep links, and ask hosts of which nothing is known'],
  ['POST', '/deep-links/known', 'deepLinks.known', 'Say what is known of deep links'],
  ['GET', '/deep-links/history', 'deepLinks.history', 'List how the association files of a host have changed', 'list'],

  ['GET', '/projects', 'projects.list', 'List the projects', 'list'],
  ['POST', '/projects', 'projects.create', 'Create a project', 'creates'],
  ['PATCH', '/projects/{id}', 'projects.update', 'Change a project'],
  ['DELETE', '/projects/{id}', 'projects.delete', 'Delete a project; without `links` say what there is to lose'],
  [
    'GET',
    '/projects/{projectId}/settings',
    'projects.settings',
    'Read what decides how links of a project are wrapped',
  ],
  ['GET', '/projects/{projectId}/link-choices', 'projects.linkChoices', 'List what was chosen for links', 'list'],
  ['PUT', '/projects/{projectId}/link-choices', 'projects.chooseLink', 'Choose what happens to a link'],
  ['DELETE', '/projects/{projectId}/link-choices', 'projects.forgetLinkChoice', 'Forget what was chosen for a link'],

  ['GET', '/domains', 'domains.list', 'List the tracking domains', 'list'],
  ['GET', '/domain-counts', 'domains.counts', 'Count the tracking domains by status'],
  ['POST', '/domains', 'domains.add', 'Add a tracking domain', 'creates'],
  ['GET', '/domains/{id}', 'domains.get', 'Read one tracking domain'],
  ['DELETE', '/domains/{id}', 'domains.remove', 'Remove a tracking domain; `host` repeats its name'],
  ['GET', '/domains/{id}/removal', 'domains.previewRemoval', 'Say what removing a tracking domain would break'],
  ['POST', '/domains/{id}/check', 'domains.check', 'Check a tracking domain now'],
  ['POST', '/domains/{id}/connect', 'domains.connect', 'Make the link by which a DNS provider creates the record'],
  ['GET', '/domains/{id}/checks', 'domains.history', 'List the checks of a tracking domain', 'list'],
  ['GET', '/domains/{domainId}/apps', 'apps.list', 'List the apps of a tracking domain', 'list'],
  [
    'POST',
    '/domains/{domainId}/apps',
    'apps.add',
    'List an app in the association files of a tracking domain',
    'creates',
  ],
  ['POST', '/domains/{domainId}/files', 'apps.files', 'Show the association files of a tracking domain'],
  ['POST', '/domains/{domainId}/files/check', 'apps.checkFiles', 'Look at the association files from outside'],
  ['PATCH', '/apps/{id}', 'apps.update', 'Change an app'],
  ['DELETE', '/apps/{id}', 'apps.remove', 'Remove an app'],
  ['PUT', '/apps/{id}/confirmation', 'apps.confirm', 'Confirm that a version of an app opens its links'],
  ['DELETE', '/apps/{id}/confirmation', 'apps.unconfirm', 'Take the confirmation of an app back'],

  ['GET', '/events', 'events.list', 'List events; a filter that names a recipient belongs in a body', 'list'],
  ['POST', '/events/search', 'events.list', 'List events by a filter in the body', 'list'],
  ['GET', '/alerts', 'alerts.list', 'List the alerts', 'list'],
  ['GET', '/alert-settings', 'alerts.settings', 'Read who is alerted'],
  ['PATCH', '/alert-settings', 'alerts.updateSettings', 'Change who is alerted'],
  ['GET', '/phone-trials/{trialId}', 'phoneTrials.get', 'Read a trial on phones'],
  ['GET', '/phone-trials', 'phoneTrials.history', 'List what opened when a link was tried on phones', 'list'],

  ['GET', '/opt-outs', 'recipients.optOuts', 'List opt-outs', 'list'],
  ['POST', '/recipients/opt-out', 'recipients.optOut', 'Opt recipients out'],
  ['POST', '/recipients/opt-in', 'recipients.optIn', 'Opt recipients in again'],
  ['POST', '/recipients/erase', 'recipients.erase', 'Erase recipients'],
  ['POST', '/recipients/export', 'recipients.export', 'Export what is stored of a recipient'],

  ['GET', '/connections', 'connections.list', 'List what uses the account, and where it was last seen', 'list'],
  ['POST', '/connections/claim-site', 'connections.claimSite', 'Say that mails of a site belong to a project'],
  ['GET', '/me', 'accounts.whoami', 'Say whose key this is'],
  ['GET', '/usage', 'accounts.usage', 'Say what the account uses of its limits'],
  ['GET', '/webhooks', 'webhooks.list', 'List the endpoints of webhooks', 'list'],
  ['POST', '/webhooks', 'webhooks.create', 'Add an endpoint of webhooks', 'creates'],
  ['PATCH', '/webhooks/{id}', 'webhooks.update', 'Change an endpoint of webhooks, or switch it on or off'],
  ['DELETE', '/webhooks/{id}', 'webhooks.remove', 'Remove an endpoint of webhooks with its deliveries'],
  ['POST', '/webhooks/{id}/test', 'webhooks.test', 'Send a test to an endpoint, and say what became of it'],
  ['POST', '/webhooks/{id}/rotate-secret', 'webhooks.rotateSecret', 'Give an endpoint of webhooks a new secret'],
  ['GET', '/webhook-deliveries', 'webhooks.deliveries', 'List deliveries with every attempt', 'list'],
  ['POST', '/webhook-deliveries/{id}/redeliver', 'webhooks.redeliver', 'Send a delivery once more'],

  ['GET', '/keys', 'keys.list', 'List the keys', 'list'],
  ['POST', '/keys', 'keys.create', 'Create a key', 'creates'],
  ['PATCH', '/keys/{id}', 'keys.update', 'Change the name and the limits of a key'],
  ['DELETE', '/keys/{id}', 'keys.revoke', 'Revoke a key'],
];

/** Every address of REST. */
export const routes: readonly Route[] = rows.map(([method, path, procedure, summary, kind]) => ({
  method,
  path,
  procedure,
  summary,
  ...(kind && { kind }),
}));

/** What programs' keys may call and REST leaves out, each with the reason. What only people may do is left out, too. */
export const leftOut: Readonly<Record<string, string>> = {
  'accounts.ownConnections': 'connections belong to the people who browse from them',
  'recipients.exportCsv': 'recipients.export has the same in JSON',
};
