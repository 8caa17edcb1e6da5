export { type HostRefusal, type HostRules, hostRefusals, type TrackingHost, trackingHost } from './domains/host.ts';
export { type CnameRecord, cnameRecord } from './domains/record.ts';
export { type Finding, type FindingCode, finding, findings, type Severity } from './links/findings.ts';
export type { Action, LinkAsWritten, Verdict, VerdictContext } from './links/verdict.ts';
export { type Mac, portableMac } from './tokens/mac.ts';
export { hashRecipient } from './tokens/recipient-key.ts';
export { decodeKey, encodeKey } from './tokens/signing-key.ts';
export { openToken, sealToken, type TokenContent, type TokenKind } from './tokens/token.ts';
