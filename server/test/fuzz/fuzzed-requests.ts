import fc from 'fast-check';

/** The data of a fuzzed server, and what an attacker may know of it from mail they received. */
export interface FuzzedLinks {
  readonly host: string;
  /** Paths with tokens that are genuine on the host. */
  readonly genuine: readonly string[];
  /** Paths with tokens that are genuine for another host, another kind or a missing link. */
  readonly foreign: readonly string[];
}

export interface FuzzedRequest {
  readonly bytes: Buffer;
  /** Whether it began with a genuine path, and so may lead to a link's destination. */
  readonly genuine: boolean;
  /** Whether it is valid HTTP, whatever it requests. */
  readonly sound: boolean;
}

/** Valid, malformed and incomplete requests, as raw bytes. Most are valid, so that many fit on one connection. */
export function fuzzedRequests(links: FuzzedLinks): fc.Arbitrary<FuzzedRequest> {
  const sound = written(links, soundParts(links.host), visible, true);
  const broken = written(links, brokenParts(links.host), text, false);
  const mutated = fc.tuple(sound, fc.array(mutation, { minLength: 1, maxLength: 3 })).map(([whole, mutations]) => ({
    ...whole,
    sound: false,
    bytes: mutations.reduce<Buffer>((bytes, mutate) => mutate(bytes), whole.bytes),
  }));
  return fc.oneof(
    { weight: 18, arbitrary: sound },
    { weight: 1, arbitrary: broken },
    { weight: 1, arbitrary: mutated },
  );
}

interface Parts {
  readonly method: fc.Arbitrary<string>;
  readonly origin: fc.Arbitrary<string>;
  readonly version: fc.Arbitrary<string>;
  readonly hostLine: fc.Arbitrary<string>;
  readonly headers: fc.Arbitrary<readonly string[]>;
  readonly body: fc.Arbitrary<string>;
}

function written({ genuine, foreign }: FuzzedLinks, parts: Parts, characters: fc.Arbitrary<string>, sound: boolean) {
  const path = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...genuine).map((text) => ({ text, genuine: true })) },
    { weight: 4, arbitrary: altered(fc.constantFrom(...genuine)).map((text) => ({ text, genuine: false })) },
    { weight: 1, arbitrary: fc.constantFrom(...foreign).map((text) => ({ text, genuine: false })) },
    {
      weight: 2,
      arbitrary: fc.tuple(prefix, characters).map(([one, other]) => ({ text: one + other, genuine: false })),
    },
  );
  const all = fc.record({ ...parts, path, query: queryOf(characters) });
  return all.map(({ method, origin, path: { text, genuine: isGenuine }, query, version, hostLine, headers, body }) => {
    const lines = [`${method} ${origin}${text}${query} ${version}`, hostLine, ...headers].filter((line) => line !== '');
    return { bytes: Buffer.from([...lines, '', body].join('\r\n'), 'latin1'), genuine: isGenuine, sound };
  });
}

const often = <Value>(weight: number, usual: Value, ...others: Value[]) =>
  fc.oneof({ weight, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const length = fc.integer({ min: 0, max: 13_000 });
/** What a URL may contain. */
const visible = fc.oneof(
  { weight: 4, arbitrary: fc.base64String({ maxLength: 90 }) },
  { weight: 4, arbitrary: fc.string({ maxLength: 30 }).map(encodeURIComponent) },
  {
    weight: 4,
    arbitrary: fc.constantFrom('%00', '%0d%0aSet-Cookie:a=b', '..', '//evil.example', '%', '?', '&', '<1>', '\\'),
  },
  { weight: 1, arbitrary: length.map((count) => 'A'.repeat(count)) },
);
const text = fc.oneof(
  visible,
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('\0', '\r\n', 'é', '\xff', ' '),
);

const prefix = fc.constantFrom(
  '/c/',
  '/a/',
  '/o/',
  '/',
  '//',
  '/c//',
  '/./c/',
  '/%63/',
  '/C/',
  '/.well-known/waymark/',
);
const parameter = fc.constantFrom('1', '2', '3', 'r', 'u', 't', 'Location', '0', '-1');

function queryOf(characters: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const pairs = fc.array(fc.tuple(parameter, characters), { maxLength: 4 });
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    { weight: 3, arbitrary: pairs.map((all) => `?${all.map((one) => one.join('=')).join('&')}`) },
    { weight: 1, arbitrary: fc.constantFrom('?', '?u=https://evil.example/', '?u=//evil.example', '?'.repeat(99)) },
  );
}

const soundHeader = fc.constantFrom(
  'Accept: application/json',
  'Accept: ,;q=;/,,"',
  'X-Forwarded-For: 203.0.113.7, unknown, ::1',
  'X-Forwarded-Host: evil.example',
  'X-Forwarded-Proto: https',
  'Cookie: session=secret',
  'User-Agent: \x80\xff"',
  'Connection: upgrade\r\nUpgrade: websocket',
  'Range: bytes=0-1',
  'If-None-Match: *',
  'Sec-Purpose: prefetch',
  'Content-Length: 0',
);

/** Nothing in these ends a connection except another method, which is rare. */
const soundParts = (host: string): Parts => ({
  method: fc.oneof(
    { weight: 30, arbitrary: often(6, 'GET', 'HEAD') },
    { weight: 1, arbitrary: fc.constantFrom('POST', 'TRACE', 'QUERY') },
  ),
  origin: often(9, '', `http://${host}`, `https://${host}:99999`, `http://a@${host}`, 'http://evil.example'),
  version: fc.constant('HTTP/1.1'),
  hostLine: often(
    9,
    `Host: ${host}`,
    `Host: ${host.toUpperCase()}.:80`,
    'Host: evil.example',
    'Host: go.other.example',
    'Host:',
  ),
  headers: fc.oneof(fc.constant([]), fc.array(soundHeader, { maxLength: 3 })),
  body: fc.constant(''),
});

const brokenParts = (host: string): Parts => ({
  method: often(3, 'GET', 'CONNECT', 'OPTIONS', 'get', 'G\0T', ''),
  origin: often(3, '', 'ftp://x', '*', '//', '#', ' '),
  version: often(3, 'HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/1.', '', 'HTTP/1.1 x'),
  hostLine: often(3, `Host: ${host}`, `Host: ${host}\nX: a`, `Host : ${host}`, '', 'Host: \xff'),
  headers: fc.array(fc.oneof(soundHeader, brokenHeader), { maxLength: 4 }),
  body: fc.constantFrom('', 'hello', '0\r\n\r\n', '5\r\nhello\r\n0\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'),
});

const brokenHeader = fc.constantFrom(
  'Content-Length: 5',
  'Content-Length: 05',
  'Content-Length: 99999999999999999999',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip',
  'Host: evil.example',
  'Expect: 100-continue',
  'Expect: tea',
  'Connection: close',
  ': empty',
  'Space : before',
  ' folded',
  'X: \0',
  `X: ${'x'.repeat(17_000)}`,
);

/** A path with one character changed, added or removed after the first three, which determine its kind. */
function altered(path: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const change = fc.record({ at: fc.nat(), letter: fc.nat(63), way: fc.constantFrom('flip', 'add', 'leave out') });
  return fc.tuple(path, change).map(([whole, { at, letter, way }]) => {
    const place = 3 + (at % (whole.length - 3));
    const other = letters[letter] === whole[place] ? letters[(letter + 1) % 64] : letters[letter];
    const added = way === 'leave out' ? '' : other;
    return whole.slice(0, place) + added + whole.slice(way === 'add' ? place : place + 1);
  });
}

/** Changes bytes at random positions, and may cut off the end, which leaves an incomplete request. */
const mutation = fc
  .record({ at: fc.nat(), byte: fc.nat(255), way: fc.constantFrom('flip', 'add', 'leave out', 'double', 'cut') })
  .map(({ at, byte, way }) => (bytes: Buffer): Buffer => {
    const place = bytes.length === 0 ? 0 : at % bytes.length;
    const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
    if (way === 'cut') return before;
    if (way === 'double') return Buffer.concat([before, after.subarray(0, 20), after]);
    const added = way === 'leave out' ? [] : [byte];
    return Buffer.concat([before, Buffer.from(added), after.subarray(way === 'add' ? 0 : 1)]);
  });
