import { describe, expect, it } from 'vitest';
import { readConfig } from '../config/settings.ts';
import { createStartupBanner } from './startup-banner.ts';

const hint = 'all seem to come from your proxy, until WAYMARK_TRUSTED_PROXIES names it';

describe('the startup banner', () => {
  it.each<[Record<string, string>, boolean]>([
    [{ WAYMARK_PUBLIC_URL: 'https://waymark.example' }, true],
    [{ WAYMARK_PUBLIC_URL: 'https://waymark.example', WAYMARK_TRUSTED_PROXIES: 'loopback' }, false],
    [{ WAYMARK_PUBLIC_URL: 'http://waymark.example' }, false],
    [{}, false],
  ])('of a server with %j says that its proxy has to be named: %s', (settings, said) => {
    const banner = createStartupBanner({ address: 'any', config: readConfig(settings), setupToken: undefined });
    expect(banner.includes(hint)).toBe(said);
  });
});
