import { describe, expect, it } from 'vitest';
import { dnsProviders } from '../domains/panels.data.ts';
import { dnsProviderOf } from '../domains/panels.ts';
import { cnameRecord } from '../domains/record.ts';
import { explainRecord } from './explain-record.ts';

const languages = ['en', 'de'] as const;
const target = 'k3x9.cname.waymark.example';
const record = cnameRecord('click.brand.com', target);
const ovh = dnsProviderOf(['dns100.ovh.net', 'ns100.ovh.net']);

describe('the text for a colleague', () => {
  it('is a mail with the record in the terms of a DNS panel', () => {
    const { subject, text } = explainRecord(record, ovh).colleague;
    expect(subject).toBe('Please create a DNS record for click.brand.com');
    expect(text).toBe(`Hello,

please create this record in the DNS of brand.com (at OVHcloud, https://www.ovh.com/manager/):

Type:    CNAME
Name:    click
Target:  k3x9.cname.waymark.example
TTL:     3600, or what the panel suggests

The full name is click.brand.com. As a line of a zone file:

click.brand.com. 3600 IN CNAME k3x9.cname.waymark.example.

- End the target with a dot, as in "k3x9.cname.waymark.example.": otherwise the panel adds brand.com to it.

The record lets the links in our mail begin with our own name. Website and mailboxes of brand.com are not touched. It is found by itself within minutes, at most a day; please leave it in place as long as our mail is read.

Thank you!`);
  });

  it.each(languages)('names no provider if none is known (%s)', (language) => {
    const { hints, colleague } = explainRecord(record, undefined, language);
    expect(hints).toEqual([]);
    expect(colleague.text).not.toMatch(/\( ?|\[|\{|undefined/);
    expect(colleague.text).toContain(record.zoneLine);
  });

  it.each(languages)('shows an international name both in A-labels and in Unicode (%s)', (language) => {
    const { subject, text } = explainRecord(
      cnameRecord('klick.xn--bcher-kva.example', target),
      undefined,
      language,
    ).colleague;
    expect(subject).toContain('klick.xn--bcher-kva.example');
    expect(text).toContain('klick.bücher.example');
    expect(text).toContain(`klick.xn--bcher-kva.example. 3600 IN CNAME ${target}.`);
  });

  it('is in the reader’s language', () => {
    expect(explainRecord(record, ovh, 'de').colleague.subject).toBe(
      'Bitte einen DNS-Eintrag für click.brand.com anlegen',
    );
  });
});

describe('the hints for a panel', () => {
  it.each([
    [['ada.ns.cloudflare.com'], /proxy off.*flattening/],
    [['ns1.ui-dns.com'], /^Enter only click as the name/],
    [['docks08.rzone.de'], /k3x9\.cname\.waymark\.example\."/],
    [['ns1.wordpress.com'], /without a dot/],
    [['ns1.digitalocean.com'], /^$/],
  ])('of %j are those that its documentation gives', (nameServers, expected) => {
    expect(explainRecord(record, dnsProviderOf(nameServers)).hints.join(' ')).toMatch(expected);
  });

  it.each(dnsProviders)('of $name are complete in both languages', (provider) => {
    for (const language of languages) {
      for (const hint of explainRecord(record, provider, language).hints) expect(hint).toMatch(/^[^{}[\]]{10,}$/);
    }
  });
});
