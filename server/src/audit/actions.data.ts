import type { SubjectKind } from './subjects.ts';

/** A change that gets an entry in the audit log. */
export interface AuditedAction {
  /** What happened, in a few words. */
  readonly title: { readonly en: string; readonly de: string };
  /** What it happened to; null: the account itself. */
  readonly subject: SubjectKind | null;
  /** The field of the input that has the subject's id; without it the answer has it as `made`. */
  readonly id?: string;
  readonly made?: string;
  /** Parts of the input that the subject does not show afterwards. Never a secret, never a recipient. */
  readonly noted?: (input: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/** Why a mutation gets no entry. */
export interface UnauditedAction {
  readonly unaudited: string;
}

const ownSession: UnauditedAction = {
  unaudited: 'It concerns the sessions of whoever asks, and nothing of the account.',
};
const asks: UnauditedAction = { unaudited: 'It asks others, and changes nothing that a member decides.' };

/** Recipients are counted, and never named: the log is kept longer than their events. */
const recipients: AuditedAction['noted'] = ({ recipientIds }) => ({
  recipients: Array.isArray(recipientIds) ? new Set(recipientIds).size : 1,
});
const picked =
  (...names: readonly string[]): AuditedAction['noted'] =>
  (input) =>
    Object.fromEntries(names.filter((name) => input[name] !== undefined).map((name) => [name, input[name]]));

/** Every mutation of the API: how it stands in the audit log, or why it does not. */
export const actions: Readonly<Record<string, AuditedAction | UnauditedAction>> = {
  'accounts.excludeConnection': {
    title: { en: 'Own connection taken out of the figures', de: 'Eigene Verbindung aus den Zahlen genommen' },
    subject: 'connection',
    made: 'id',
  },
  'accounts.includeConnection': {
    title: { en: 'Own connection counted again', de: 'Eigene Verbindung wieder gezählt' },
    subject: 'connection',
    id: 'id',
    noted: () => ({ counted: true }),
  },
  'alerts.markRead': { unaudited: 'It says what was read, and changes nothing else.' },
  'alerts.updateSettings': {
    title: { en: 'Alert settings changed', de: 'Einstellungen der Meldungen geändert' },
    subject: 'alertSettings',
    noted: picked('newSecret'),
  },
  'apps.add': { title: { en: 'App listed', de: 'App eingetragen' }, subject: 'app', made: 'id' },
  'apps.checkFiles': asks,
  'apps.confirm': { title: { en: 'App confirmed', de: 'App bestätigt' }, subject: 'app', id: 'id' },
  'apps.remove': { title: { en: 'App removed', de: 'App entfernt' }, subject: 'app', id: 'id' },
  'apps.unconfirm': {
    title: { en: 'Confirmation of an app taken back', de: 'Bestätigung einer App zurückgenommen' },
    subject: 'app',
    id: 'id',
  },
  'apps.update': { title: { en: 'App changed', de: 'App geändert' }, subject: 'app', id: 'id' },
  'audit.updateSettings': {
    title: { en: 'Settings of the audit log changed', de: 'Einstellungen des Änderungsprotokolls geändert' },
    subject: 'auditSettings',
  },
  'deepLinks.inspect': asks,
  'domains.add': {
    title: { en: 'Tracking domain added', de: 'Tracking-Domain hinzugefügt' },
    subject: 'domain',
    made: 'id',
  },
  'domains.check': asks,
  'domains.connect': asks,
  'domains.remove': {
    title: { en: 'Tracking domain removed', de: 'Tracking-Domain entfernt' },
    subject: 'domain',
    id: 'id',
  },
  'connections.claimSite': {
    title: { en: 'Said how mail of a site is sent', de: 'Angegeben, wie Mails einer Website gesendet werden' },
    subject: null,
    noted: picked('projectId', 'site', 'connectionId'),
  },
  'keys.create': { title: { en: 'Key created', de: 'Schlüssel erstellt' }, subject: 'key', made: 'id' },
  'keys.revoke': { title: { en: 'Key revoked', de: 'Schlüssel widerrufen' }, subject: 'key', id: 'id' },
  'keys.update': { title: { en: 'Key changed', de: 'Schlüssel geändert' }, subject: 'key', id: 'id' },
  'links.changeDestination': {
    title: { en: 'Destination changed', de: 'Ziel geändert' },
    subject: 'link',
    id: 'linkId',
  },
  'mailings.create': {
    title: { en: 'Mailing registered', de: 'Mailing registriert' },
    subject: 'mailing',
    made: 'mailingId',
  },
  'mailings.deepLinks': asks,
  'mailings.delete': {
    title: { en: 'Mailing deleted', de: 'Mailing gelöscht' },
    subject: 'mailing',
    id: 'mailingId',
    noted: picked('links'),
  },
  'mailings.prepare': {
    title: { en: 'Mailing registered', de: 'Mailing registriert' },
    subject: 'mailing',
    made: 'id',
  },
  'mailings.render': { unaudited: 'It writes mails for their recipients, and keeps nothing.' },
  'mailings.verify': { unaudited: 'It compares what it is given, and keeps nothing.' },
  'mailings.wrap': {
    title: { en: 'Mailing registered', de: 'Mailing registriert' },
    subject: 'mailing',
    made: 'mailingId',
  },
  'phoneTrials.start': { title: { en: 'Trial started', de: 'Versuch begonnen' }, subject: 'trial', made: 'id' },
  'phoneTrials.startForMailing': {
    title: { en: 'Trial started', de: 'Versuch begonnen' },
    subject: 'trial',
    made: 'id',
  },
  'projects.chooseLink': {
    title: { en: 'Choice for a link made', de: 'Wahl für einen Link getroffen' },
    subject: 'project',
    id: 'projectId',
    noted: picked('url', 'choice'),
  },
  'projects.create': { title: { en: 'Project created', de: 'Projekt erstellt' }, subject: 'project', made: 'id' },
  'projects.delete': {
    title: { en: 'Project deleted', de: 'Projekt gelöscht' },
    subject: 'project',
    id: 'id',
    noted: picked('links'),
  },
  'projects.forgetLinkChoice': {
    title: { en: 'Choice for a link forgotten', de: 'Wahl für einen Link vergessen' },
    subject: 'project',
    id: 'projectId',
    noted: picked('url'),
  },
  'projects.update': { title: { en: 'Project changed', de: 'Projekt geändert' }, subject: 'project', id: 'id' },
  'recipients.erase': {
    title: { en: 'Recipients erased', de: 'Empfänger gelöscht' },
    subject: null,
    noted: recipients,
  },
  'recipients.export': {
    title: { en: 'What is stored of a recipient read', de: 'Auskunft über einen Empfänger' },
    subject: null,
    noted: recipients,
  },
  'recipients.exportCsv': {
    title: { en: 'What is stored of a recipient read', de: 'Auskunft über einen Empfänger' },
    subject: null,
    noted: recipients,
  },
  'recipients.optIn': {
    title: { en: 'Recipients opted in', de: 'Empfänger wieder gezählt' },
    subject: null,
    noted: recipients,
  },
  'recipients.optOut': {
    title: { en: 'Recipients opted out', de: 'Empfänger abgemeldet' },
    subject: null,
    noted: recipients,
  },
  'members.changeRole': { title: { en: 'Role changed', de: 'Rolle geändert' }, subject: 'member', id: 'id' },
  'members.invite': {
    title: { en: 'Member invited', de: 'Mitglied eingeladen' },
    subject: 'invitation',
    made: 'id',
  },
  'members.remove': { title: { en: 'Member removed', de: 'Mitglied entfernt' }, subject: 'member', id: 'id' },
  'members.withdrawInvitation': {
    title: { en: 'Invitation withdrawn', de: 'Einladung zurückgezogen' },
    subject: 'invitation',
    id: 'id',
  },
  'session.end': ownSession,
  'session.endOthers': ownSession,
  'session.switchAccount': ownSession,
  'webhooks.create': { title: { en: 'Webhook added', de: 'Webhook hinzugefügt' }, subject: 'endpoint', made: 'id' },
  'webhooks.redeliver': { unaudited: 'It repeats a delivery, which the list of deliveries shows.' },
  'webhooks.remove': { title: { en: 'Webhook removed', de: 'Webhook entfernt' }, subject: 'endpoint', id: 'id' },
  'webhooks.rotateSecret': {
    title: { en: 'Secret of a webhook replaced', de: 'Geheimnis eines Webhooks ersetzt' },
    subject: 'endpoint',
    id: 'id',
    noted: () => ({ newSecret: true }),
  },
  'webhooks.test': { unaudited: 'It is a delivery, which the list of deliveries shows.' },
  'webhooks.update': { title: { en: 'Webhook changed', de: 'Webhook geändert' }, subject: 'endpoint', id: 'id' },
};
