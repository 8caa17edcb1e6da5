import { describe, expect, it } from 'vitest';
import { deepLinkAddress } from './address.ts';

describe('the address that a choice is kept for', () => {
  it.each([
    ['https://brand.com/shop/1', 'https://brand.com/shop/1'],
    [' HTTPS://Brand.com:443/shop/../shop/1\n', 'https://brand.com/shop/1'],
    ['https://brand.com', 'https://brand.com/'],
    ['https://bränd.example/ü', 'https://xn--brnd-moa.example/%C3%BC'],
    ['https://brand.com/shop/1?color=red&size=4#reviews', 'https://brand.com/shop/1?color=red&size=4'],
    ['https://brand.com/shop/1?utm_source=x&color=red&UTM_Campaign=y#top', 'https://brand.com/shop/1?color=red'],
    ['https://brand.com/shop/1?utm_source=x', 'https://brand.com/shop/1'],
    ['https://brand.com/shop/1?utmost=x', 'https://brand.com/shop/1?utmost=x'],
    ['http://brand.com/shop/1', 'http://brand.com/shop/1'],
    ['https://brand.com/p/{{ product.id }}?c=*|ID|*&utm_term={{x}}', 'https://brand.com/p/{{ product.id }}?c=*|ID|*'],
  ])('of %j is %s', (link, address) => {
    expect(deepLinkAddress(link)?.address).toBe(address);
    expect(deepLinkAddress(address)?.address).toBe(address);
  });

  it.each([
    ['https://brand.com/1?mtm_campaign=x&color=red', 'https://brand.com/1?color=red'],
    ['https://brand.com/1?MTM_Campaign&color=red&utm_id=1', 'https://brand.com/1?color=red'],
    ['https://brand.com/1?mtm_campaigns=x&c={{id}}', 'https://brand.com/1?mtm_campaigns=x&c={{id}}'],
  ])('is without the parameters that a project adds: %s', (link, address) => {
    expect(deepLinkAddress(link, ['mtm_Campaign'])?.address).toBe(address);
  });

  it.each(['', 'mailto:x@brand.com', 'myapp://x', '/shop', 'https://', '{{url}}', 'javascript:alert(1)'])(
    'is none for %j',
    (link) => expect(deepLinkAddress(link)).toBeUndefined(),
  );

  it('is no other than what rules are asked about, but for merge tags, parameters and the fragment', () => {
    const { opened } = deepLinkAddress('https://brand.com/p/{{id}}?utm_source=x#a') ?? {};
    expect(opened).toMatch(/^https:\/\/brand\.com\/p\/mergetagvalue\w+\?utm_source=x#a$/);
  });
});
