import { sealToken, wrappedLink } from '@waymark/core';
import type { Figure } from './figure.ts';

/** The longest wrapped link for a host of 11 characters, a recipient id of 32 bits and link ids below 2^28. */
export function linkLengthFigures(): readonly Figure[] {
  const host = 'go.shop.com';
  const content = { kind: 'c', id: 2 ** 28 - 1, keyId: 255, recipient: String(2 ** 32 - 1) } as const;
  const link = wrappedLink(`https://${host}`, sealToken(content, host, new Uint8Array(32).fill(255)));
  return [
    {
      what: 'length of a wrapped link, 11-character host, 32-bit recipient',
      against: 'Postal 49, Klaviyo 56, Postmark 116, SES 245, Mailgun 321, SendGrid 475',
      measured: link.length,
      unit: 'characters',
      atMost: 48,
      from: { 'characters of the host': host.length },
    },
  ];
}
