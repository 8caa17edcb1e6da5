import { type KeysNeeds, keysRouter } from './accounts/keys-router.ts';
import { type AccountsNeeds, accountsRouter } from './accounts/router.ts';
import { type AlertsNeeds, alertsRouter } from './alerts/router.ts';
import { type AuditNeeds, auditRouter } from './audit/router.ts';
import { type AppsNeeds, appsRouter } from './deep-links/apps-router.ts';
import { type DeepLinksNeeds, deepLinksRouter } from './deep-links/router.ts';
import { type DomainsNeeds, domainsRouter } from './domains/router.ts';
import { type EventsNeeds, eventsRouter } from './events/router.ts';
import { linksRouter } from './mailings/links-router.ts';
import { type MailingsNeeds, mailingsRouter } from './mailings/router.ts';
import { type PhoneTrialsNeeds, phoneTrialsRouter } from './phone-trials/router.ts';
import { type ConnectionsNeeds, connectionsRouter } from './projects/connections-router.ts';
import { type ProjectsNeeds, projectsRouter } from './projects/router.ts';
import { type RecipientsNeeds, recipientsRouter } from './recipients/router.ts';
import { router } from './rpc/trpc.ts';
import { type MembersNeeds, membersRouter } from './sign-in/members-router.ts';
import { type SessionNeeds, sessionRouter } from './sign-in/router.ts';
import { type WebhooksNeeds, webhooksRouter } from './webhooks/router.ts';

/** Dependencies of each feature's procedures, declared by the feature. */
export interface AppRouterNeeds {
  readonly accounts: AccountsNeeds;
  readonly alerts: AlertsNeeds;
  readonly apps: AppsNeeds;
  readonly audit: AuditNeeds;
  readonly connections: ConnectionsNeeds;
  readonly deepLinks: DeepLinksNeeds;
  readonly domains: DomainsNeeds;
  readonly events: EventsNeeds;
  readonly keys: KeysNeeds;
  readonly mailings: MailingsNeeds;
  readonly members: MembersNeeds;
  readonly phoneTrials: PhoneTrialsNeeds;
  readonly projects: ProjectsNeeds;
  readonly recipients: RecipientsNeeds;
  readonly session: SessionNeeds;
  readonly webhooks: WebhooksNeeds;
}

/** The whole API, one line per feature; each feature's router begins with the rights that its procedures need. */
export function createAppRouter(needs: AppRouterNeeds) {
  return router({
    accounts: accountsRouter(needs.accounts),
    alerts: alertsRouter(needs.alerts),
    apps: appsRouter(needs.apps),
    audit: auditRouter(needs.audit),
    connections: connectionsRouter(needs.connections),
    deepLinks: deepLinksRouter(needs.deepLinks),
    domains: domainsRouter(needs.domains),
    events: eventsRouter(needs.events),
    keys: keysRouter(needs.keys),
    links: linksRouter(needs.mailings),
    mailings: mailingsRouter(needs.mailings),
    members: membersRouter(needs.members),
    phoneTrials: phoneTrialsRouter(needs.phoneTrials),
    projects: projectsRouter(needs.projects),
    recipients: recipientsRouter(needs.recipients),
    session: sessionRouter(needs.session),
    webhooks: webhooksRouter(needs.webhooks),
  });
}
