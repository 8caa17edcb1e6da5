import type { CaaRecord, CaPolicy } from '../observation.ts';

/** Property tags that do not concern certificates for web servers, or that this file handles. */
const knownTags = new Set(['issue', 'issuewild', 'issuemail', 'issuevmc', 'iodef', 'contactemail', 'contactphone']);
/** How a certificate issued on demand is validated: by a response of the edge itself (RFC 8555 and 8737). */
const ourMethods = new Set(['http-01', 'tls-alpn-01']);

/**
 * Whether a CAA set allows this authority to issue a certificate for one name (RFC 8659, sections 4 and 5; parameters
 * per RFC 8657). If our account is not known, any account is assumed to match.
 */
export function allowsCa(records: readonly CaaRecord[], ca: CaPolicy): boolean {
  const tagged = records.map((record) => ({ ...record, tag: record.tag.toLowerCase() }));
  if (tagged.some(({ critical, tag }) => critical && !knownTags.has(tag))) return false;
  const issue = tagged.filter(({ tag }) => tag === 'issue');
  return issue.length === 0 || issue.some(({ value }) => allows(value, ca));
}

function allows(value: string, { identifiers, accountUri }: CaPolicy): boolean {
  const [issuer = '', ...parameters] = value.split(';').map((part) => part.trim());
  if (!identifiers.includes(issuer.toLowerCase())) return false;
  return parameters.every((parameter) => {
    const [name = '', content = ''] = parameter.split(/=(.*)/s).map((part) => part.trim());
    if (name.toLowerCase() === 'accounturi') return accountUri === undefined || content === accountUri;
    if (name.toLowerCase() === 'validationmethods') {
      return content.split(',').some((method) => ourMethods.has(method.trim().toLowerCase()));
    }
    return true;
  });
}
