import { WaymarkError } from './waymark-error.ts';

/** An http or https address without what follows its path, and without a slash at its end; throws `invalid_server_address` for anything else. */
export function serverAddress(address: unknown): string {
  const url = typeof address === 'string' ? URL.parse(address.trim()) : null;
  if (url?.protocol === 'https:' || url?.protocol === 'http:')
    return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  throw new WaymarkError(
    'invalid_server_address',
    `“${String(address)}” is not the address of a server.`,
    'Enter it in full, as https://waymark.brand.com or http://localhost:8080.',
  );
}
