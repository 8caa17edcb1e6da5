/**
 * What somebody has to know before typing a CNAME record into this panel. Only what the provider documents:
 * `host-part`: the zone is added to the name; `final-dot`: it is added to a target without a dot at its end;
 * `no-final-dot`: a target with a dot is refused; `proxy`: records can be proxied, and then hide the CNAME;
 * `flattening`: a setting answers addresses in place of the CNAME.
 */
export type PanelQuirk = 'host-part' | 'final-dot' | 'no-final-dot' | 'proxy' | 'flattening';

/** A DNS provider, recognised by its name servers. */
export interface DnsProvider {
  readonly name: string;
  /** Name servers in lower case; `*` stands for any characters of one label, `#` for a number. */
  readonly servers: readonly string[];
  /** Where its customers sign in to change records; none where several brands share the servers. */
  readonly panel?: string;
  readonly quirks?: readonly PanelQuirk[];
  /** Where name servers and quirks are described. */
  readonly source: string;
}

/** Where a set of name servers fits two entries equally well, the earlier one counts. */
export const dnsProviders: readonly DnsProvider[] = [
  {
    name: 'Cloudflare',
    servers: ['*.ns.cloudflare.com', '*.foundationdns.com', '*.foundationdns.net', '*.foundationdns.org'],
    panel: 'https://dash.cloudflare.com/',
    quirks: ['proxy', 'flattening'],
    source:
      'developers.cloudflare.com/dns/nameservers/nameserver-options, /dns/foundation-dns/advanced-nameservers, /dns/cname-flattening/set-up-cname-flattening (proxied records answer addresses; flattening can break verification)',
  },
  {
    name: 'GoDaddy',
    servers: ['ns#.domaincontrol.com'],
    panel: 'https://dcc.godaddy.com/control/portfolio',
    quirks: ['host-part'],
    source: 'godaddy.com/help (ns<n>.domaincontrol.com); twilio.com/docs/sendgrid troubleshooting (a doubled zone)',
  },
  {
    name: 'Namecheap',
    servers: ['dns#.registrar-servers.com', 'pdns#.registrar-servers.com', 'dns#.namecheaphosting.com'],
    panel: 'https://ap.www.namecheap.com/domains/list/',
    quirks: ['host-part'],
    source:
      'namecheap.com/support/knowledgebase/article.aspx/767 and /203 (name servers), /9646 (the domain is added to the host)',
  },
  {
    name: 'Amazon Route 53',
    servers: ['ns-#.awsdns-#.com', 'ns-#.awsdns-#.net', 'ns-#.awsdns-#.org', 'ns-#.awsdns-#.co.uk'],
    panel: 'https://console.aws.amazon.com/route53/v2/hostedzones',
    source: 'docs.aws.amazon.com/Route53/latest/APIReference/API_GetHostedZone.html (delegation sets)',
  },
  {
    name: 'Google Cloud DNS',
    servers: ['ns-cloud-*.googledomains.com'],
    panel: 'https://console.cloud.google.com/net-services/dns/zones',
    source: 'cloud.google.com/dns/docs/update-name-servers',
  },
  {
    name: 'Azure DNS',
    servers: ['ns#-#.azure-dns.com', 'ns#-#.azure-dns.net', 'ns#-#.azure-dns.org', 'ns#-#.azure-dns.info'],
    panel: 'https://portal.azure.com/',
    source: 'learn.microsoft.com/azure/dns/dns-delegate-domain-azure-dns',
  },
  {
    name: 'STRATO',
    servers: [
      'docks#.rzone.de',
      'shades#.rzone.de',
      'ns-strato.ui-dns.de',
      'ns-strato.ui-dns.com',
      'ns-strato.ui-dns.org',
      'ns-strato.ui-dns.biz',
    ],
    panel: 'https://www.strato.de/apps/CustomerService',
    quirks: ['final-dot'],
    source:
      'strato.de/faq/domains/so-aendern-sie-den-cname-eintrag-fuer-ihre-subdomain (the target ends with a dot); name servers: a survey of the name servers of 14,000 domains, September 2026',
  },
  {
    name: 'Arsys',
    servers: ['ns-arsys.ui-dns.es', 'ns-arsys.ui-dns.com', 'ns-arsys.ui-dns.org', 'ns-arsys.ui-dns.biz'],
    panel: 'https://pdc.arsys.es/',
    source: 'NS records of arsys.es and arsys.net, as a public registry of name servers gives them',
  },
  {
    name: 'IONOS',
    servers: ['ns#.ui-dns.de', 'ns#.ui-dns.com', 'ns#.ui-dns.org', 'ns#.ui-dns.biz'],
    panel: 'https://my.ionos.com/domains',
    quirks: ['host-part'],
    source:
      'ionos.com/help/domains: default DNS settings (name servers); configuring a CNAME record for a subdomain (only the subdomain goes into the host field)',
  },
  {
    name: 'OVHcloud',
    servers: ['ns#.ovh.net', 'dns#.ovh.net', 'ns#.ovh.ca', 'dns#.ovh.ca', 'ns#.anycast.me', 'dns#.anycast.me'],
    panel: 'https://www.ovh.com/manager/',
    quirks: ['final-dot'],
    source:
      'docs.ovhcloud.com/en/guides/web-cloud/domains/dns-server-edit (name servers), /dns-zone-edit (a target without a dot at its end gets the domain added)',
  },
  {
    name: 'Hetzner',
    servers: [
      'hydrogen.ns.hetzner.com',
      'oxygen.ns.hetzner.com',
      'helium.ns.hetzner.de',
      'ns#.first-ns.de',
      'robotns#.second-ns.de',
      'robotns#.second-ns.com',
      'ns#.your-server.de',
      'ns.second-ns.com',
      'ns#.second-ns.de',
    ],
    panel: 'https://console.hetzner.com/',
    quirks: ['final-dot'],
    source:
      'docs.hetzner.com: authoritative name servers; networking/dns/faq/records (a name without a dot at its end gets the zone added)',
  },
  {
    name: 'Gandi',
    servers: ['ns-#-*.gandi.net'],
    panel: 'https://admin.gandi.net/domain/',
    source: 'docs.gandi.net/en/domain_names/advanced_users/vanity_nameservers.html',
  },
  {
    name: 'DigitalOcean',
    servers: ['ns#.digitalocean.com'],
    panel: 'https://cloud.digitalocean.com/networking/domains',
    source: 'docs.digitalocean.com/products/networking/dns/getting-started/dns-registrars',
  },
  {
    name: 'Akamai (Linode)',
    servers: ['ns#.linode.com'],
    panel: 'https://cloud.linode.com/domains',
    source: 'techdocs.akamai.com/cloud-computing/docs/configure-your-domains-authoritative-name-servers',
  },
  {
    name: 'Vercel',
    servers: ['ns#.vercel-dns.com'],
    panel: 'https://vercel.com/dashboard/domains',
    source: 'vercel.com/docs/domains/working-with-nameservers',
  },
  {
    name: 'Squarespace',
    servers: ['ns#.squarespacedns.com', '*.systemdns.com'],
    panel: 'https://account.squarespace.com/domains',
    source: 'support.squarespace.com/hc/en-us/articles/4404183898125',
  },
  {
    name: 'NS1 or Netlify',
    servers: ['dns#.p#.nsone.net'],
    source: 'ibm.com/docs/en/ns1-connect: nameserver assignments; Netlify hands the same servers to its customers',
  },
  {
    name: 'Wix',
    servers: ['ns#.wixdns.net'],
    panel: 'https://manage.wix.com/account/domains',
    source: 'support.wix.com: connecting a domain to the Wix name servers',
  },
  {
    name: 'WordPress.com',
    servers: ['ns#.wordpress.com'],
    panel: 'https://wordpress.com/domains/manage',
    quirks: ['no-final-dot'],
    source:
      'wordpress.com/support/domains; github.com/Automattic/wp-calypso/issues/44795 (a dot at the end is invalid)',
  },
  {
    name: 'Hostinger',
    servers: ['*.dns-parking.com'],
    panel: 'https://hpanel.hostinger.com/',
    source: 'hostinger.com/support/how-to-fix-dns-issue-at-hostinger',
  },
  {
    name: 'Porkbun',
    servers: [
      'curitiba.ns.porkbun.com',
      'fortaleza.ns.porkbun.com',
      'maceio.ns.porkbun.com',
      'salvador.ns.porkbun.com',
    ],
    panel: 'https://porkbun.com/account/domainsSpeedy',
    source: 'kb.porkbun.com/article/63-how-to-switch-to-porkbuns-nameservers',
  },
  {
    name: 'one.com',
    servers: ['ns#.one.com'],
    panel: 'https://www.one.com/admin/',
    source: 'help.one.com/hc/en-us/articles/360000841638',
  },
  {
    name: 'bunny.net',
    servers: ['kiki.bunny.net', 'coco.bunny.net'],
    panel: 'https://dash.bunny.net/dns',
    source: 'docs.bunny.net/dns/nameservers',
  },
  {
    name: 'Dinahosting',
    servers: ['ns.dinahosting.com', 'ns#.dinahosting.com'],
    panel: 'https://panel.dinahosting.com/',
    source: 'dinahosting.com/ayuda/cuales-son-los-dns-de-dinahosting',
  },
  {
    name: 'cdmon',
    servers: ['ns#.cdmon.net', 'ns#.cdmondns-01.org', 'ns#.cdmondns-01.com'],
    panel: 'https://admin.cdmon.com/',
    source: "helpdesk.cdmon.com: cdmon's static DNS servers",
  },
  {
    name: 'DNSimple',
    servers: [
      'ns#.dnsimple.com',
      'ns#.dnsimple-edge.com',
      'ns#.dnsimple-edge.net',
      'ns#.dnsimple-edge.io',
      'ns#.dnsimple-edge.org',
    ],
    panel: 'https://dnsimple.com/dashboard',
    source: 'a survey of the name servers of 14,000 domains, September 2026',
  },
  {
    name: 'DNS Made Easy',
    servers: ['ns#.dnsmadeeasy.com'],
    panel: 'https://cp.dnsmadeeasy.com/',
    source: 'dnsmadeeasy.com/support; github.com/indianajson/can-i-take-over-dns (name servers)',
  },
  {
    name: 'ClouDNS',
    servers: ['pns#.cloudns.net', 'gns#.cloudns.net'],
    panel: 'https://www.cloudns.net/main/',
    source: 'a survey of the name servers of 14,000 domains, September 2026',
  },
  {
    name: 'Bluehost',
    servers: ['ns#.bluehost.com'],
    panel: 'https://www.bluehost.com/my-account/domain-center',
    source: 'a survey of the name servers of 14,000 domains, September 2026',
  },
  {
    name: 'SiteGround',
    servers: ['ns#.siteground.net'],
    panel: 'https://my.siteground.com/',
    source: 'a survey of the name servers of 14,000 domains, September 2026',
  },
  {
    name: 'DreamHost',
    servers: ['ns#.dreamhost.com'],
    panel: 'https://panel.dreamhost.com/',
    source: 'a survey of the name servers of 14,000 domains, September 2026',
  },
  {
    name: 'Hover',
    servers: ['ns#.hover.com'],
    panel: 'https://www.hover.com/control_panel',
    source: 'a survey of the name servers of 14,000 domains, September 2026',
  },
  {
    name: 'Dynadot',
    servers: ['ns#.dyna-ns.net'],
    panel: 'https://www.dynadot.com/account/',
    source: 'a survey of the name servers of 14,000 domains, September 2026',
  },
  {
    name: 'Network Solutions',
    servers: ['ns#.worldnic.com'],
    panel: 'https://www.networksolutions.com/my-account',
    source: 'a survey of the name servers of 14,000 domains, September 2026',
  },
  {
    name: 'EuroDNS',
    servers: ['ns#.eurodns.com'],
    panel: 'https://my.eurodns.com/',
    source: 'a survey of the name servers of 14,000 domains, September 2026',
  },
  {
    name: 'Aruba',
    servers: ['dns.technorail.com', 'dns#.technorail.com', 'dns#.arubadns.net', 'dns#.arubadns.cz'],
    panel: 'https://admin.aruba.it/',
    source: 'a survey of the name servers of 14,000 domains, September 2026',
  },
  {
    name: 'UltraDNS',
    servers: ['*.ultradns.net', '*.ultradns.org', '*.ultradns.com', '*.ultradns.biz', '*.ultradns.info'],
    panel: 'https://portal.ultradns.com/',
    source: 'docs.ultradns.com: records (a target with or without a dot at its end)',
  },
  {
    name: 'Alibaba Cloud DNS',
    servers: ['vip#.alidns.com', 'dns#.hichina.com'],
    panel: 'https://dns.console.aliyun.com/',
    source: 'a survey of the name servers of 14,000 domains, September 2026',
  },
  {
    name: 'DNSPod',
    servers: ['*.dnspod.net'],
    panel: 'https://console.dnspod.cn/',
    source: 'a survey of the name servers of 14,000 domains, September 2026',
  },
];
