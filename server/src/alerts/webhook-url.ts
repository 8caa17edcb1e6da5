import { ApiError } from '../rpc/api-error.ts';

/**
 * The address of a webhook as it is stored. What a name resolves to is judged on delivery; only URLs that can never work are
 * refused here. Throws webhook_refused.
 */
export function acceptWebhook(text: string, tryOut: boolean): string {
  const url = URL.parse(text);
  if (!url)
    throw new ApiError('webhook_refused', {
      problem: { en: 'it is not a web address', de: 'sie ist keine Webadresse' },
    });
  const allowed = tryOut ? ['https:', 'http:'] : ['https:'];
  if (!allowed.includes(url.protocol))
    throw new ApiError('webhook_refused', {
      problem: { en: 'it does not begin with https://', de: 'sie beginnt nicht mit https://' },
    });
  if (url.username || url.password)
    throw new ApiError('webhook_refused', {
      problem: { en: 'it holds a user name or password', de: 'sie enthält einen Benutzernamen oder ein Passwort' },
    });
  url.hash = '';
  return url.href;
}
