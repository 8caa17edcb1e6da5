import { describe, expect, it } from 'vitest';
import { cnameRecord } from './record.ts';

describe('the CNAME record to create', () => {
  it.each([
    { host: 'click.brand.com', name: 'click', zone: 'brand.com' },
    { host: 'click.brand.co.uk', name: 'click', zone: 'brand.co.uk' },
    { host: 'click.news.brand.com', name: 'click.news', zone: 'brand.com' },
    { host: 'klick.xn--mller-kva.de', name: 'klick', zone: 'xn--mller-kva.de' },
    { host: 'click.shop.uk.com', name: 'click', zone: 'shop.uk.com' },
    { host: 'click.brand.internal', name: 'click', zone: 'brand.internal' },
    { host: 'click.localhost', name: 'click', zone: 'localhost' },
    { host: 'brand.com', name: '@', zone: 'brand.com' },
  ])('of $host is $name in the zone $zone', ({ host, name, zone }) => {
    const target = 'x7.cname.waymark.example';
    expect(cnameRecord(host, target)).toEqual({
      name,
      zone,
      fullName: host,
      target,
      zoneLine: `${host}. 3600 IN CNAME x7.cname.waymark.example.`,
    });
  });

  it.each([
    { seen: 'mail.brand.com', name: 'click', zone: 'mail.brand.com' },
    { seen: 'MAIL.Brand.com.', name: 'click', zone: 'mail.brand.com' },
    { seen: 'brand.com', name: 'click.mail', zone: 'brand.com' },
    { seen: 'other.com', name: 'click.mail', zone: 'brand.com' },
    { seen: 'click.mail.brand.com', name: 'click.mail', zone: 'brand.com' },
    { seen: '', name: 'click.mail', zone: 'brand.com' },
    { seen: null, name: 'click.mail', zone: 'brand.com' },
  ])('belongs in the zone that DNS names, here $seen, if it is one above the host', ({ seen, name, zone }) => {
    expect(cnameRecord('click.mail.brand.com', 'x7.cname.waymark.example', seen)).toMatchObject({ name, zone });
  });
});
