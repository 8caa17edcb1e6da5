/**
 * What keeps a browser from asking a tracking domain by http for thirty days (RFC 6797); part of answers over HTTPS to genuine
 * tokens only. It is short and leaves the names below the domain alone, because the domain is its owner's, who may take it
 * elsewhere.
 */
export const strictTransport = { 'Strict-Transport-Security': `max-age=${30 * 24 * 60 * 60}` };
