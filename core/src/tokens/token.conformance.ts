import { base64UrlBytes, decodeBase64Url, encodeBase64Url } from './base64url.ts';
import type { openToken, sealToken, TokenContent, TokenKind } from './token.ts';

/** The two functions under test. */
export interface Tokens {
  readonly seal: typeof sealToken;
  readonly open: typeof openToken;
}

/** One case: what is sealed with which key, and where the token is tampered with. */
export interface TokenCase {
  readonly content: TokenContent;
  readonly host: string;
  readonly otherHost: string;
  readonly key: Uint8Array;
  readonly otherKey: Uint8Array;
  /** Any whole number from 0: which bit is changed. */
  readonly bit: number;
}

/** What must hold for every token, as predicates for property tests. */
export const tokenBehaviours: Readonly<Record<string, (tokens: Tokens, given: TokenCase) => boolean>> = {
  'opens to the id and key id that were sealed': ({ seal, open }, { content, host, key }) => {
    const opened = open(content.kind, seal(content, host, key), host, () => key);
    return opened?.id === content.id && opened.keyId === content.keyId && opened.kind === content.kind;
  },
  'is rejected with a changed bit anywhere': ({ seal, open }, { content, host, key, bit }) => {
    const token = seal(content, host, key);
    const bytes = new Uint8Array(base64UrlBytes(token.length));
    decodeBase64Url(token, bytes, 0);
    const place = bit % (bytes.length * 8);
    bytes[place >> 3] = bytes[place >> 3]! ^ (1 << (place & 7));
    return open(content.kind, encodeBase64Url(bytes), host, () => key) === undefined;
  },
  'is rejected on another host': ({ seal, open }, { content, host, otherHost, key }) =>
    open(content.kind, seal(content, host, key), otherHost, () => key) === undefined,
  'is rejected under another kind': ({ seal, open }, { content, host, key }) =>
    (['c', 'a', 'o'] satisfies TokenKind[])
      .filter((kind) => kind !== content.kind)
      .every((kind) => open(kind, seal(content, host, key), host, () => key) === undefined),
  'is rejected under another key': ({ seal, open }, { content, host, key, otherKey }) =>
    open(content.kind, seal(content, host, key), host, () => otherKey) === undefined,
  'has one spelling only': ({ seal, open }, { content, host, key }) => {
    const token = seal(content, host, key);
    return respelled(token).every((text) => open(content.kind, text, host, () => key) === undefined);
  },
};

/** Texts that a lenient base64 decoder decodes to the same bytes. */
function respelled(token: string): string[] {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const spelled = [`${token}=`, `${token}==`, ` ${token}`, `${token}\n`, `${token.slice(0, 4)}\0${token.slice(4)}`];
  const spareBits = [0, 0, 4, 2][token.length % 4]!;
  for (let bits = 1; bits < 1 << spareBits; bits++) {
    spelled.push(token.slice(0, -1) + alphabet[alphabet.indexOf(token.at(-1)!) + bits]!);
  }
  if (/[-_]/.test(token)) spelled.push(token.replaceAll('-', '+').replaceAll('_', '/'));
  return spelled;
}
