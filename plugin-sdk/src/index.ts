export type {
  Action,
  Alternative,
  DeepLinkChoice,
  DeepLinkClass,
  DomainStatus,
  Finding,
  FindingCode,
  LinkAsWritten,
  LinkReport,
  Obstacle,
  Recipient,
  Report,
  Severity,
} from '@waymark/core';
export { explainAlternative, maxLinks, maxLinksInMail } from '@waymark/core';
export type { ApiErrorCode, ApiInputs, ApiOutputs, WaymarkApi } from '#api';
export type { ClientOptions } from './api/client.ts';
export { everyPage } from './api/pages.ts';
export type { Recipients } from './api/recipients.ts';
export type { Reports } from './api/reports.ts';
export { type ErrorCode, type LocalErrorCode, WaymarkError } from './api/waymark-error.ts';
export { type LinkMark, readMark, writeMark } from './mark.ts';
export type { Preview, PreviewLink } from './previews/preview.ts';
export { createSession, type Session, type SessionOptions } from './previews/session.ts';
export type { ProjectSettings } from './previews/settings.ts';
export type { MailingToPrepare } from './sending/mailing-to-prepare.ts';
export type { PreparedMailing, RenderedParts } from './sending/prepared-mailing.ts';
export type { StoredMailing } from './sending/stored-mailing.ts';
export type { WrappedParts } from './sending/wrap-mailing.ts';
export { createWaymark, type PreviewOptions, type Waymark } from './waymark.ts';
export { type ReceivedWebhook, verifyWebhook } from './webhooks/verify.ts';
