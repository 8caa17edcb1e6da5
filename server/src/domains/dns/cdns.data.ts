/** Response headers by which content delivery networks and proxies show that an answer came through them. */
export const cdns: readonly { readonly name: string; readonly header: string; readonly value?: RegExp }[] = [
  { name: 'Cloudflare', header: 'cf-ray' },
  { name: 'Amazon CloudFront', header: 'x-amz-cf-id' },
  { name: 'Fastly', header: 'x-served-by', value: /^cache-/ },
  { name: 'Akamai', header: 'x-akamai-transformed' },
  { name: 'Akamai', header: 'server', value: /^akamai/i },
  { name: 'Azure Front Door', header: 'x-azure-ref' },
  { name: 'bunny.net', header: 'server', value: /^bunnycdn/i },
  { name: 'Imperva', header: 'x-iinfo' },
  { name: 'Sucuri', header: 'x-sucuri-id' },
  { name: 'Vercel', header: 'x-vercel-id' },
  { name: 'Netlify', header: 'x-nf-request-id' },
  { name: 'KeyCDN', header: 'server', value: /^keycdn/i },
  { name: 'DDoS-Guard', header: 'server', value: /^ddos-guard/i },
  { name: 'QRATOR', header: 'server', value: /^qrator/i },
];
