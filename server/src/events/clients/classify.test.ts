import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';

const gmail = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)';
const yahoo = 'YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const edge =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246';
const gmailPrefetch = `${edge} Mozilla/5.0`;
const cubot =
  'Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/90.0 Mobile Safari/537.36';
const appleMail = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';

const ios = 'Shop/8.2 CFNetwork/1494.0.7 Darwin/23.4.0';

describe('the client behind an event', () => {
  it.each([
    ['click', firefox, 'human', 'browser'],
    ['open', firefox, 'human', 'browser'],
    ['open', appleMail, 'human', 'browser'],
    ['click', cubot, 'human', 'browser'],
    ['open', 'Outlook-Android/2.0', 'human', 'browser'],
    ['open', 'Outlook-iOS/709.2189947.prod.iphone (3.24.1)', 'human', 'browser'],
    ['open', 'YahooMobileMail/1.0 (Android Mail; 1.3.10) (supersonic;HTC;PC36100;2.3.5/GRJ90)', 'human', 'browser'],
    ['open', 'eM Client/9.2.2157.0', 'human', 'browser'],
    ['open', 'Foxmail', 'human', 'browser'],
    ['open', 'Mailbirds/1.0', 'bot', 'crawler'],
    ['open', 'python-requests/2.32 Foxmail', 'bot', 'crawler'],
    ['click', 'Outlook-Android/2.0', 'bot', 'crawler'],
    ['open', gmail, 'proxy', 'gmail-image-proxy'],
    ['open', yahoo, 'proxy', 'yahoo-mail-proxy'],
    ['open', 'Mozilla/5.0', 'proxy', 'apple-mail-privacy'],
    ['click', 'Mozilla/5.0', 'bot', 'crawler'],
    ['click', gmail, 'bot', 'crawler'],
    ['click', 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)', 'bot', 'crawler'],
    ['open', gmailPrefetch, 'bot', 'prefetch'],
    ['click', gmailPrefetch, 'bot', 'prefetch'],
    ['open', edge, 'human', 'browser'],
    ['open', 'curl/8.5.0', 'bot', 'crawler'],
    ['click', 'python-requests/2.32', 'bot', 'crawler'],
    ['click', undefined, 'bot', 'no-user-agent'],
  ] as const)('of a(n) %s by %s is %s: %s', (type, userAgent, expected, reason) => {
    expect(classify({ type, userAgent })).toEqual({ client: expected, reason });
  });

  it('of a prefetched click is nobody', () => {
    expect(classify({ type: 'click', userAgent: firefox, prefetch: true })).toEqual({
      client: 'bot',
      reason: 'prefetch',
    });
  });

  it.each([
    ['click', firefox, 'scanner', 'head-before-get'],
    ['click', 'curl/8.5.0', 'bot', 'crawler'],
    ['click', undefined, 'bot', 'no-user-agent'],
  ] as const)('of a(n) %s by %s after a HEAD is %s: %s', (type, userAgent, expected, reason) => {
    expect(classify({ type, userAgent, afterHead: true })).toEqual({ client: expected, reason });
  });

  it.each([
    [ios, {}, 'human', 'app'],
    ['okhttp/4.12.0', {}, 'human', 'app'],
    ['ktor-client', {}, 'human', 'app'],
    ['Dart/3.3 (dart:io)', {}, 'human', 'app'],
    ['axios/1.6.2', {}, 'bot', 'crawler'],
    ['python-requests/2.32 okhttp/4.12.0', {}, 'bot', 'crawler'],
    [undefined, {}, 'bot', 'no-user-agent'],
    ['okhttp/4.12.0', { prefetch: true }, 'bot', 'prefetch'],
    ['okhttp/4.12.0', { afterHead: true }, 'scanner', 'head-before-get'],
    ['okhttp/4.12.0', { network: 'mimecast' }, 'scanner', 'scanner-network'],
    ['okhttp/4.12.0', { own: true }, 'human', 'own'],
  ] as const)('of a click by %s with %j that asked for JSON is %s: %s', (userAgent, signals, expected, reason) => {
    expect(classify({ type: 'click', userAgent, ...signals, app: true })).toEqual({ client: expected, reason });
    const other = classify({ type: 'click', userAgent, ...signals });
    expect(other.client === 'human' && other.reason).not.toBe('app');
  });

  it.each([
    ['click', firefox, 'microsoft', 'scanner', 'scanner-network'],
    ['open', firefox, 'microsoft', 'proxy', 'outlook-image-proxy'],
    ['click', firefox, 'mimecast', 'scanner', 'scanner-network'],
    ['open', firefox, 'proofpoint', 'scanner', 'scanner-network'],
    ['open', 'Mozilla/5.0', 'microsoft', 'proxy', 'apple-mail-privacy'],
    ['open', gmail, 'barracuda', 'proxy', 'gmail-image-proxy'],
    ['click', 'python-requests/2.32', 'microsoft', 'bot', 'crawler'],
    ['open', undefined, 'microsoft', 'bot', 'no-user-agent'],
  ] as const)('of a(n) %s by %s from the network of %s is %s: %s', (type, userAgent, network, expected, reason) => {
    expect(classify({ type, userAgent, network })).toEqual({ client: expected, reason });
  });
});
