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
export type { ApiOutputs, ClientOptions, WaymarkApi } from './client.ts';
export { type LinkMark, readMark, writeMark } from './mark.ts';
export { everyPage } from './pages.ts';
export type { Preview, PreviewLink } from './preview.ts';
export type { PreparedMailing, RenderedParts } from './sending/mailing.ts';
export type { MailingToPrepare } from './sending/mailing-to-prepare.ts';
export { createSession, type Session, type SessionOptions } from './session.ts';
export type { ProjectSettings } from './settings.ts';
export { createWaymark, type Waymark } from './waymark.ts';
export { type LocalErrorCode, WaymarkError } from './waymark-error.ts';
