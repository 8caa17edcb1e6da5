import { readFileSync } from 'node:fs';
import { type ConnectionOptions, credsAuthenticator } from '@nats-io/transport-node';

/**
 * How to connect to the brokers at these URLs. The credentials are in the first URL, as user and password or as a token
 * alone, or in a credentials file. Throws a sentence when the file cannot be read.
 */
export function natsConnection(addresses: readonly URL[], credentialsFile: string | undefined): ConnectionOptions {
  const [{ username, password, protocol }] = addresses as [URL];
  const user = decodeURIComponent(username);
  const login = password === '' ? { token: user } : { user, pass: decodeURIComponent(password) };
  return {
    // Never the whole URL, so that no password gets into error messages of the library.
    servers: addresses.map(({ hostname, port }) => `${hostname}:${port || '4222'}`),
    ...(username !== '' && login),
    ...(protocol === 'tls:' && { tls: {} }),
    ...(credentialsFile !== undefined && { authenticator: credsAuthenticator(readCredentials(credentialsFile)) }),
  };
}

function readCredentials(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : 'unknown reason';
    throw new Error(`NATS_CREDS names a file that cannot be read (${reason}).`, { cause: error });
  }
}
