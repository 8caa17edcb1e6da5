/**
 * The header that makes browsers use only https for a tracking domain for thirty days (RFC 6797). Sent only over HTTPS
 * and only for genuine tokens. The period is short and excludes subdomains, because the domain belongs to its owner,
 * who may move it elsewhere.
 */
export const strictTransport = { 'Strict-Transport-Security': `max-age=${30 * 24 * 60 * 60}` };
