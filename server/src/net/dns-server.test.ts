import { describe, expect, it } from 'vitest';
import { parseServer } from './dns-server.ts';

describe('the address of a DNS server', () => {
  it.each([
    ['192.0.2.53', '192.0.2.53', 53, 4],
    ['192.0.2.53:5353', '192.0.2.53', 5353, 4],
    ['2001:DB8:0::53', '2001:db8::53', 53, 6],
    ['[2001:db8::53]:5353', '2001:db8::53', 5353, 6],
    ['[2001:db8::53]', '2001:db8::53', 53, 6],
    ['fe80::1%eth0', 'fe80::1%eth0', 53, 6],
  ])('%s is read as the system writes it', (text, address, port, family) => {
    expect(parseServer(text)).toEqual({ address, port, family });
  });
});
