/** The origin of wrapped links on a tracking domain: scheme and port of the server's own address. */
export function originLike(address: string, host: string): string {
  const origin = new URL(address);
  origin.hostname = host;
  return origin.origin;
}
