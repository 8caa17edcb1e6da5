import { describe, expect, it } from 'vitest';
import { dnsProviders } from './panels.data.ts';
import { dnsProviderOf } from './panels.ts';

describe('the DNS provider', () => {
  it.each([
    [['ADA.NS.CLOUDFLARE.COM.', 'bob.ns.cloudflare.com'], 'Cloudflare'],
    [['blue.foundationdns.com', 'blue.foundationdns.net', 'blue.foundationdns.org'], 'Cloudflare'],
    [['ns59.domaincontrol.com', 'ns60.domaincontrol.com'], 'GoDaddy'],
    [['dns1.registrar-servers.com', 'dns2.registrar-servers.com'], 'Namecheap'],
    [['ns-2048.awsdns-64.com', 'ns-2049.awsdns-65.net', 'ns-2051.awsdns-67.co.uk'], 'Amazon Route 53'],
    [['ns-cloud-a1.googledomains.com', 'ns-cloud-a2.googledomains.com'], 'Google Cloud DNS'],
    [['ns1-09.azure-dns.com', 'ns2-09.azure-dns.net', 'ns3-09.azure-dns.org'], 'Azure DNS'],
    [['docks08.rzone.de', 'shades18.rzone.de'], 'STRATO'],
    [['ns-strato.ui-dns.de', 'ns-strato.ui-dns.com'], 'STRATO'],
    [['ns-arsys.ui-dns.es', 'ns-arsys.ui-dns.com'], 'Arsys'],
    [['ns1045.ui-dns.com', 'ns1045.ui-dns.de', 'ns1045.ui-dns.org', 'ns1045.ui-dns.biz'], 'IONOS'],
    [['dns100.ovh.net', 'ns100.ovh.net'], 'OVHcloud'],
    [['dns200.anycast.me', 'ns200.anycast.me'], 'OVHcloud'],
    [['hydrogen.ns.hetzner.com', 'oxygen.ns.hetzner.com', 'helium.ns.hetzner.de'], 'Hetzner'],
    [['ns1.your-server.de', 'ns.second-ns.com', 'ns3.second-ns.de'], 'Hetzner'],
    [['ns-6-a.gandi.net', 'ns-102-b.gandi.net'], 'Gandi'],
    [['ns1.digitalocean.com', 'ns2.digitalocean.com'], 'DigitalOcean'],
    [['ns1.linode.com', 'ns5.linode.com'], 'Akamai (Linode)'],
    [['ns1.vercel-dns.com', 'ns2.vercel-dns.com'], 'Vercel'],
    [['ns01.squarespacedns.com', 'dns1.p05.nsone.net'], 'Squarespace'],
    [['dns1.p03.nsone.net', 'dns2.p03.nsone.net'], 'NS1 or Netlify'],
    [['ns8.wixdns.net', 'ns9.wixdns.net'], 'Wix'],
    [['ns1.wordpress.com', 'ns2.wordpress.com'], 'WordPress.com'],
    [['ns1.dns-parking.com', 'ns2.dns-parking.com'], 'Hostinger'],
    [['maceio.ns.porkbun.com', 'salvador.ns.porkbun.com'], 'Porkbun'],
    [['ns01.one.com', 'ns02.one.com'], 'one.com'],
    [['kiki.bunny.net', 'coco.bunny.net'], 'bunny.net'],
    [['ns.dinahosting.com', 'ns2.dinahosting.com'], 'Dinahosting'],
    [['ns1.cdmon.net', 'ns4.cdmondns-01.org', 'ns5.cdmondns-01.com'], 'cdmon'],
    [['ns1.dnsimple.com', 'ns2.dnsimple-edge.net'], 'DNSimple'],
    [['ns10.dnsmadeeasy.com', 'ns11.dnsmadeeasy.com'], 'DNS Made Easy'],
    [['pns21.cloudns.net', 'pns22.cloudns.net'], 'ClouDNS'],
    [['ns1.bluehost.com', 'ns2.bluehost.com'], 'Bluehost'],
    [['ns1.siteground.net', 'ns2.siteground.net'], 'SiteGround'],
    [['ns1.dreamhost.com', 'ns3.dreamhost.com'], 'DreamHost'],
    [['ns1.hover.com', 'ns2.hover.com'], 'Hover'],
    [['ns1.dyna-ns.net', 'ns2.dyna-ns.net'], 'Dynadot'],
    [['ns47.worldnic.com', 'ns48.worldnic.com'], 'Network Solutions'],
    [['ns1.eurodns.com', 'ns4.eurodns.com'], 'EuroDNS'],
    [['dns.technorail.com', 'dns3.arubadns.net', 'dns4.arubadns.cz'], 'Aruba'],
    [['pdns1.ultradns.net', 'pdns3.ultradns.org'], 'UltraDNS'],
    [['vip3.alidns.com', 'vip4.alidns.com'], 'Alibaba Cloud DNS'],
    [['f1g1ns1.dnspod.net', 'f1g1ns2.dnspod.net'], 'DNSPod'],
  ])('of %j is %s', (nameServers, name) => {
    expect(dnsProviderOf(nameServers)?.name).toBe(name);
  });

  it.each([
    { why: 'no name server was seen', nameServers: [] },
    { why: 'the company runs its own', nameServers: ['ns1.brand.com', 'ns2.brand.com'] },
    { why: 'the name only looks like a known one', nameServers: ['ns1.digitalocean.com.brand.com'] },
    { why: 'the name ends like a known one', nameServers: ['evilns1.wixdns.net', 'ns1.notovh.net'] },
    { why: 'it is a sister brand on the same servers', nameServers: ['ns-fh.ui-dns.com', 'ns-1and1.ui-dns.de'] },
    { why: 'the name is no name', nameServers: ['', '.', 'a.b.ns.cloudflare.com'] },
  ])('is not known when $why', ({ nameServers }) => {
    expect(dnsProviderOf(nameServers)).toBeUndefined();
  });

  it('is the one that most of the name servers belong to', () => {
    const servers = ['ns1.linode.com', 'ns-6-a.gandi.net', 'ns-102-b.gandi.net'];
    expect(dnsProviderOf(servers)?.name).toBe('Gandi');
  });
});

describe('the table of DNS providers', () => {
  it('has at least 25 of them, each once', () => {
    expect(dnsProviders.length).toBeGreaterThanOrEqual(25);
    expect(new Set(dnsProviders.map(({ name }) => name)).size).toBe(dnsProviders.length);
  });

  it.each(dnsProviders)('has the documentation and sign-in page of $name', ({ servers, panel, source }) => {
    expect(servers.length).toBeGreaterThan(0);
    expect(servers.every((server) => /^[a-z0-9.*#-]+$/.test(server))).toBe(true);
    if (panel !== undefined) expect(panel).toMatch(/^https:\/\/[a-z0-9.-]+\/\S*$/);
    expect(source).toMatch(/\w/);
  });
});
