/** Who asks from a network: Microsoft's mail servers, which fetch images for people and open links for nobody, or a security gateway. */
export type Network = 'microsoft' | 'proofpoint' | 'mimecast' | 'barracuda';

export interface PublishedNetworks {
  readonly of: Network;
  /** Where their owner says that they are its own. */
  readonly source: string;
  /** Of that page or record, as far as it says. */
  readonly date: string;
  /** IPv4, and IPv6 up to /48. No two of all overlap. */
  readonly networks: readonly string[];
}

/**
 * Networks of mail providers' and security gateways' own servers, from which nobody browses. What also carries people's
 * browsing is left out: clouds, iCloud Private Relay, web proxies of companies. Google's, Yahoo's and Apple's image proxies
 * say themselves what they are.
 */
export const publishedNetworks: readonly PublishedNetworks[] = [
  {
    of: 'microsoft',
    source:
      'https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges (Exchange Online, ids 1, 9, 10)',
    date: '2026-08-14',
    networks: [
      '23.103.160.0/20',
      '40.96.0.0/13',
      '40.104.0.0/15',
      '40.107.0.0/16',
      '52.96.0.0/14',
      '52.100.0.0/14',
      '104.47.0.0/17',
      '132.245.0.0/16',
      '2603:1006::/40',
      '2603:1016::/36',
      '2603:1026::/36',
      '2603:1036::/36',
      '2603:1046::/36',
      '2603:1056::/36',
      '2a01:111:f400::/48',
      '2a01:111:f403::/48',
    ],
  },
  {
    of: 'microsoft',
    source:
      'https://learn.microsoft.com/microsoft-365/enterprise/microsoft-365-ip-web-service (example of *.protection.outlook.com); links are opened from 40.94 according to https://github.com/mautic/mautic/issues/9400',
    date: '2018-09-04',
    networks: ['40.92.0.0/14'],
  },
  {
    of: 'proofpoint',
    source: 'https://proofpoint.my.site.com/support/PPSup_SupportInfo',
    date: 'undated',
    networks: [
      '62.209.50.0/24',
      '67.231.144.0/20',
      '91.209.104.0/24',
      '208.36.134.0/24',
      '208.84.64.0/22',
      '208.86.200.0/22',
      '209.66.100.64/26',
    ],
  },
  {
    of: 'mimecast',
    source: 'TXT records of eu, us, za, de, au and ca._netblocks.mimecast.com',
    date: '2025',
    networks: [
      '195.130.217.0/24',
      '91.220.42.0/24',
      '146.101.78.0/24',
      '207.82.80.0/24',
      '213.167.81.0/25',
      '193.7.207.0/25',
      '213.167.75.0/25',
      '185.58.85.0/24',
      '185.58.86.0/24',
      '193.7.206.0/25',
      '147.28.36.0/24',
      '207.211.31.0/25',
      '205.139.110.0/24',
      '216.205.24.0/24',
      '170.10.129.0/24',
      '63.128.21.0/24',
      '170.10.133.0/24',
      '185.58.84.93/32',
      '207.211.41.113/32',
      '207.211.30.64/26',
      '207.211.30.128/25',
      '216.145.221.0/24',
      '170.10.128.0/24',
      '170.10.132.56/29',
      '170.10.132.64/29',
      '41.74.192.0/22',
      '41.74.196.0/22',
      '41.74.200.0/23',
      '41.74.204.0/23',
      '41.74.206.0/24',
      '51.163.158.0/24',
      '194.104.109.0/24',
      '194.104.111.0/24',
      '194.104.110.21/32',
      '194.104.110.240/28',
      '62.140.10.21/32',
      '62.140.7.0/24',
      '194.104.108.240/29',
      '194.104.108.21/32',
      '103.13.69.0/24',
      '124.47.150.0/24',
      '124.47.189.0/24',
      '103.96.23.0/24',
      '103.96.21.0/24',
      '180.189.28.0/24',
      '216.145.217.0/24',
      '103.96.22.96/28',
      '103.96.22.22/32',
      '103.96.20.22/32',
      '103.96.20.96/28',
      '170.10.145.0/24',
      '170.10.147.0/24',
      '170.10.144.126/32',
      '170.10.146.126/32',
      '170.10.144.240/29',
      '170.10.146.240/29',
      '216.145.216.0/24',
    ],
  },
  {
    of: 'barracuda',
    source: 'https://campus.barracuda.com/product/emailgatewaydefense/doc/96023004/ip-analysis-inbound/',
    date: 'undated',
    networks: ['209.222.80.0/21'],
  },
];
