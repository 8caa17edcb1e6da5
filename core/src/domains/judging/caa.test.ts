import { describe, expect, it } from 'vitest';
import { allowsCa } from './caa.ts';

const ca = { identifiers: ['letsencrypt.org'], accountUri: 'https://acme.example/acct/7' };
const issue = (value: string) => ({ critical: false, tag: 'issue', value });

describe('a CAA set', () => {
  it.each([
    [[], true],
    [[issue('letsencrypt.org')], true],
    [[issue(' LetsEncrypt.org ')], true],
    [[issue('ca.example'), issue('letsencrypt.org')], true],
    [[issue('letsencrypt.org; validationmethods=dns-01,http-01')], true],
    [[issue('letsencrypt.org;accounturi=https://acme.example/acct/7')], true],
    [[{ critical: false, tag: 'iodef', value: 'mailto:security@brand.com' }], true],
    [[{ critical: true, tag: 'ISSUE', value: 'letsencrypt.org' }], true],
    [[{ critical: false, tag: 'tbs', value: 'unknown' }, issue('letsencrypt.org')], true],
    [[{ critical: false, tag: 'issuewild', value: ';' }], true],
    [[issue('ca.example')], false],
    [[issue(';')], false],
    [[issue('')], false],
    [[issue('notletsencrypt.org')], false],
    [[issue('letsencrypt.org; accounturi=https://acme.example/acct/8')], false],
    [[issue('letsencrypt.org; validationmethods=dns-01')], false],
    [[{ critical: true, tag: 'tbs', value: 'unknown' }, issue('letsencrypt.org')], false],
  ])('%j allows our authority: %s', (records, allowed) => {
    expect(allowsCa(records, ca)).toBe(allowed);
  });

  it('that names an account is assumed to name ours if ours is not known', () => {
    const records = [issue('letsencrypt.org; accounturi=https://acme.example/acct/8')];
    expect(allowsCa(records, { identifiers: ['letsencrypt.org'] })).toBe(true);
  });
});
