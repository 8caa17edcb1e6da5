import { describe, expect, it } from 'vitest';
import { readConfig } from '../config/settings.ts';
import { createStartupBanner } from './startup-banner.ts';

const proxies = 'all seem to come from your proxy, until WAYMARK_TRUSTED_PROXIES names it';
const certificates = 'the proxy may get none for tracking domains, until it asks with WAYMARK_TLS_ASK_SECRET';
const both = { WAYMARK_TRUSTED_PROXIES: 'loopback', WAYMARK_TLS_ASK_SECRET: 'a-secret-of-the-proxy' };

const banner = (settings: Record<string, string>, more: { setupToken?: string; missing?: string } = {}) =>
  createStartupBanner({ address: 'http://any', config: readConfig(settings), setupToken: undefined, ...more });

describe('the startup banner', () => {
  it.each<[Record<string, string>, readonly string[]]>([
    [{ WAYMARK_PUBLIC_URL: 'https://waymark.example' }, [proxies, certificates]],
    [{ WAYMARK_PUBLIC_URL: 'https://waymark.example', WAYMARK_TRUSTED_PROXIES: 'loopback' }, [certificates]],
    [{ WAYMARK_PUBLIC_URL: 'https://waymark.example', ...both }, []],
    [{ WAYMARK_PUBLIC_URL: 'http://waymark.example' }, []],
    [{}, []],
  ])('of a server with %j says what its proxy needs: %j', (settings, said) => {
    for (const format of ['text', 'json']) {
      const printed = banner({ ...settings, WAYMARK_LOG_FORMAT: format });
      expect([proxies, certificates].filter((hint) => printed.includes(hint))).toEqual(said);
    }
  });

  it('is one entry of the log where programs read it, with the link that makes the first owner', () => {
    const json = { WAYMARK_LOG_FORMAT: 'json', WAYMARK_PUBLIC_URL: 'http://waymark.example' };
    expect(JSON.parse(banner(json, { setupToken: 'once' }))).toEqual({
      level: 30,
      time: expect.any(Number),
      msg: 'Waymark is running',
      address: 'http://any',
      data: 'embedded PostgreSQL in ./data',
      setupLink: 'http://any/setup/once',
    });
    expect(JSON.parse(banner(json, { missing: 'No server.' }))).toMatchObject({ level: 40, missing: 'No server.' });
  });
});
