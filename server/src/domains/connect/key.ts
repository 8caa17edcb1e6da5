import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The key that signs what a DNS provider is asked to do, and how providers find its public half. */
export interface ConnectKey {
  /** The name of its TXT records, relative to the domain that the template names; another key has another one. */
  readonly name: string;
  /** The TXT records with the public key, in pieces that fit into one string each. */
  readonly records: readonly string[];
  /** RS256 over a query string as it is sent, in base64. */
  sign(query: string): string;
}

const shortestModulus = 2048;
/** A TXT string holds 255 octets; what stands before the piece needs some of them. */
const pieceLength = 200;

/** Reads an RSA key from a PEM file. Throws a sentence that an operator can act on, which never repeats the file. */
export function readConnectKey(file: string): ConnectKey {
  const advice = 'Make one with: openssl genrsa -out domain-connect.pem 2048.';
  let key: KeyObject;
  try {
    key = createPrivateKey(readFileSync(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new Error(`WAYMARK_DOMAIN_CONNECT_KEY: ${file} holds no private key that can be read (${code}). ${advice}`, {
      cause: error,
    });
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type !== 'rsa' || (details?.modulusLength ?? 0) < shortestModulus)
    throw new Error(`WAYMARK_DOMAIN_CONNECT_KEY: ${file} holds no RSA key of 2048 bits or more. ${advice}`);
  return connectKey(key);
}

/** The key of a PEM file that was read already. */
export function connectKey(key: KeyObject): ConnectKey {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const pieces = der.toString('base64').match(new RegExp(`.{1,${pieceLength}}`, 'g')) ?? [];
  return {
    name: `_dck${createHash('sha256').update(der).digest('hex').slice(0, 8)}`,
    records: pieces.map((piece, index) => `p=${index + 1},a=RS256,d=${piece}`),
    sign: (query) => sign('sha256', Buffer.from(query), key).toString('base64'),
  };
}
