import { expect, it } from 'vitest';
import { sharedDomain } from './shared-domain.ts';

const link = {
  url: 'https://www.shop.co.uk/x',
  wrapped: { url: 'https://click.brand.com/c/x', id: 1 },
  'app-link': { url: 'https://click.brand.com/a/x', id: 2 },
};

it.each([
  ['waymark.operator.com', 'as-written', null],
  ['waymark.operator.com', 'wrapped', null],
  ['waymark.operator.com', 'app-link', null],
  ['mail.shop.co.uk', 'as-written', 'shop.co.uk'],
  // A wrapped link leads on to where it was written to lead, an app link opens the app itself.
  ['mail.shop.co.uk', 'wrapped', 'shop.co.uk'],
  ['mail.shop.co.uk', 'app-link', null],
  ['other.co.uk', 'as-written', null],
  ['waymark.brand.com', 'as-written', null],
  ['waymark.brand.com', 'wrapped', 'brand.com'],
  ['waymark.brand.com', 'app-link', 'brand.com'],
] as const)('a page on %s shares with the link %s the domain %s', (page, way, domain) => {
  expect(sharedDomain(page, link, way)).toBe(domain);
});

it('a page shares a host that has no registrable domain', () => {
  expect(sharedDomain('localhost', { url: 'http://localhost:3000/' }, 'as-written')).toBe('localhost');
  expect(sharedDomain('localhost', { url: 'myapp://localhost/' }, 'as-written')).toBeNull();
});
