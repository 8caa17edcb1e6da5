import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The key that signs requests to DNS providers, and how providers find its public half. */
export interface ConnectKey {
  /** The name of its TXT records, relative to the domain that the template names; each key has its own. */
  readonly name: string;
  /** The TXT records with the public key, in chunks that fit into one string each. */
  readonly records: readonly string[];
  /** Signs a query string, exactly as sent, with RS256; in base64. */
  sign(query: string): string;
}

const shortestModulus = 2048;
/** A TXT string holds 255 octets; the prefix of each chunk takes some of them. */
const pieceLength = 200;

/** Reads an RSA key from a PEM file. Throws a sentence that an operator can act on, which never quotes the file. */
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

/** Parses the key from the text of a PEM file. */
export function connectKey(key: KeyObject): ConnectKey {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const pieces = der.toString('base64').match(new RegExp(`.{1,${pieceLength}}`, 'g')) ?? [];
  return {
    name: `_dck${createHash('sha256').update(der).digest('hex').slice(0, 8)}`,
    records: pieces.map((piece, index) => `p=${index + 1},a=RS256,d=${piece}`),
    sign: (query) => sign('sha256', Buffer.from(query), key).toString('base64'),
  };
}
