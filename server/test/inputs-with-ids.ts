/** One of everything that has an id. */
export interface Things {
  readonly accountId: string;
  readonly account: string;
  readonly alert: string;
  readonly app: string;
  readonly connection: string;
  readonly delivery: string;
  readonly domain: string;
  readonly endpoint: string;
  readonly invitation: string;
  readonly key: string;
  readonly link: string;
  readonly mailing: string;
  readonly member: string;
  readonly project: string;
  readonly session: string;
  readonly trial: string;
}

const app = { system: 'android', packageName: 'com.brand.shop', fingerprints: [`${'AB:'.repeat(31)}AB`] };
export const urls = ['https://brand.com/'];

/** Inputs that name things, and the error when they are not the account's; null where no id can be named. */
export const inputs: Record<string, ((of: Things) => readonly [missing: string, ...input: object[]]) | null> = {
  'accounts.excludeConnection': null,
  'accounts.includeConnection': ({ connection }) => ['no_such_connection', { id: connection }],
  'accounts.ownConnections': null,
  'accounts.usage': null,
  'accounts.whoami': null,
  'alerts.list': null,
  // Alerts of others are left as they are.
  'alerts.markRead': null,
  'alerts.settings': null,
  'alerts.updateSettings': null,
  'apps.add': ({ domain }) => ['no_such_domain', { domainId: domain, app }],
  'apps.checkFiles': ({ domain }) => ['no_such_domain', { domainId: domain }],
  'apps.confirm': ({ app: id }) => ['no_such_app', { id, version: '1.0' }],
  'apps.files': ({ domain }) => ['no_such_domain', { domainId: domain }],
  'apps.list': ({ domain }) => ['no_such_domain', { domainId: domain }],
  'apps.remove': ({ app: id }) => ['no_such_app', { id }],
  'apps.unconfirm': ({ app: id }) => ['no_such_app', { id }],
  'apps.update': ({ app: id }) => ['no_such_app', { id, app }],
  'audit.list': null,
  'audit.settings': null,
  'audit.updateSettings': null,
  'connections.claimSite': ({ project }) => ['no_such_project', { projectId: project, site: 'https://a.example.com' }],
  'connections.list': null,
  'deepLinks.history': null,
  'deepLinks.inspect': ({ project }) => ['no_such_project', { urls, projectId: project }],
  'deepLinks.known': ({ project }) => ['no_such_project', { urls, projectId: project }],
  'domains.add': null,
  'domains.check': ({ domain }) => ['no_such_domain', { id: domain }],
  'domains.connect': ({ domain }) => ['no_such_domain', { id: domain }],
  'domains.counts': null,
  'domains.get': ({ domain }) => ['no_such_domain', { id: domain }],
  'domains.history': ({ domain }) => ['no_such_domain', { id: domain }],
  'domains.list': null,
  'domains.previewRemoval': ({ domain }) => ['no_such_domain', { id: domain }],
  'domains.remove': ({ domain }) => ['no_such_domain', { id: domain, host: 'click.brand.com' }],
  'events.list': ({ project }) => ['no_such_project', { projectId: project }],
  'keys.create': ({ project }) => [
    'no_such_project',
    { kind: 'publishable', name: 'a', projectId: project },
    { kind: 'secret', name: 'a', scopes: ['reports:read'], projectId: project },
  ],
  'keys.list': null,
  'keys.revoke': ({ key }) => ['no_such_key', { id: key }],
  'keys.update': ({ key }) => ['no_such_key', { id: key, name: 'b' }],
  'links.changeDestination': ({ link }) => ['no_such_link', { linkId: link, url: urls[0] }],
  'links.history': ({ mailing }) => ['no_such_mailing', { mailingId: mailing }],
  'mailings.create': ({ project }) => ['no_such_project', { projectId: project, name: 'a', urls }],
  'mailings.daily': ({ mailing }) => ['no_such_mailing', { mailingId: mailing }],
  'mailings.deepLinks': ({ project }) => ['no_such_project', { projectId: project, urls }],
  'mailings.delete': ({ mailing }) => ['no_such_mailing', { mailingId: mailing }],
  'mailings.destinations': ({ mailing }) => ['no_such_mailing', { mailingId: mailing }],
  'mailings.get': ({ mailing }) => ['no_such_mailing', { mailingId: mailing }],
  'mailings.links': ({ mailing }) => ['no_such_mailing', { mailingId: mailing }],
  'mailings.list': ({ project }) => ['no_such_project', { projectId: project }],
  'mailings.prepare': ({ project }) => ['no_such_project', { projectId: project, name: 'a', html: '<p>a' }],
  'mailings.reasons': ({ mailing }) => ['no_such_mailing', { mailingId: mailing }],
  'mailings.render': ({ mailing }) => [
    'no_such_mailing',
    { mailingId: mailing, recipients: [{ id: 'r1', tracking: 'identified' }] },
  ],
  'mailings.verify': ({ mailing }) => ['no_such_mailing', { mailingId: mailing, before: '<p>a', after: '<p>a' }],
  'mailings.wrap': ({ project }) => ['no_such_project', { projectId: project, name: 'a', html: '<p>a' }],
  'members.changeRole': ({ member }) => ['no_such_member', { id: member, role: 'viewer' }],
  'members.invitations': null,
  'members.invite': null,
  'members.list': null,
  'members.remove': ({ member }) => ['no_such_member', { id: member }],
  'members.withdrawInvitation': ({ invitation }) => ['no_such_invitation', { id: invitation }],
  'phoneTrials.get': ({ trial }) => ['no_such_trial', { trialId: trial }],
  'phoneTrials.history': null,
  'phoneTrials.start': ({ project }) => ['no_such_project', { projectId: project, urls }],
  'phoneTrials.startForMailing': ({ mailing }) => ['no_such_mailing', { mailingId: mailing }],
  'projects.chooseLink': ({ project }) => ['no_such_project', { projectId: project, url: urls[0], choice: 'leave' }],
  'projects.create': null,
  'projects.delete': ({ project }) => ['no_such_project', { id: project }],
  'projects.forgetLinkChoice': ({ project }) => ['no_such_project', { projectId: project, url: urls[0] }],
  'projects.linkChoices': ({ project }) => ['no_such_project', { projectId: project }],
  'projects.list': null,
  'projects.settings': ({ project }) => ['no_such_project', { projectId: project }],
  'projects.update': ({ project }) => ['no_such_project', { id: project, name: 'a' }],
  'recipients.erase': null,
  'recipients.export': null,
  'recipients.exportCsv': null,
  'recipients.optIn': null,
  'recipients.optOut': null,
  'recipients.optOuts': null,
  'session.end': ({ session }) => ['no_such_session', { id: session }],
  'session.endOthers': null,
  'session.list': null,
  'session.me': null,
  'webhooks.create': null,
  // Deliveries of an endpoint of others are none.
  'webhooks.deliveries': null,
  'webhooks.list': null,
  'webhooks.redeliver': ({ delivery }) => ['no_such_delivery', { id: delivery }],
  'webhooks.remove': ({ endpoint }) => ['no_such_endpoint', { id: endpoint }],
  'webhooks.rotateSecret': ({ endpoint }) => ['no_such_endpoint', { id: endpoint }],
  'webhooks.test': ({ endpoint }) => ['no_such_endpoint', { id: endpoint }],
  'webhooks.update': ({ endpoint }) => ['no_such_endpoint', { id: endpoint }],
  // A key is of one account.
  'session.switchAccount': ({ account: id }) => ['session_needed', { id }],
};
