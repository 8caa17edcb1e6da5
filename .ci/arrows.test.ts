import { dirname } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { importsOf, neighboursOf } from './imports.ts';
import { files, sources } from './tree.ts';

/**
 * The layers of server/src, from the top down. A layer may import lower ones, never higher ones or its siblings; only
 * features may import each other, as long as there is no cycle.
 */
const features = [
  'accounts',
  'alerts',
  'audit',
  'deep-links',
  'domains',
  'events',
  'mailings',
  'phone-trials',
  'projects',
  'recipients',
  'sign-in',
  'webhooks',
];
const floors: readonly (readonly string[])[] = [
  ['main.ts'],
  ['start', 'backup', 'operator'],
  ['processes'],
  ['config'],
  ['http'],
  ['rest'],
  ['api.ts'],
  ['router.ts'],
  features,
  ['identity'],
  ['export', 'feed', 'net', 'rpc', 'storage'],
  ['edge', 'observability', 'secrets', 'threads'],
];

const server = sources.filter((file) => file.startsWith('server/src/'));

/** The folder of server/src that a file lies in, or its name when it lies at the top. */
const roomOf = (file: string) => file.split('/')[2] ?? file;
const floorOf = (room: string) => floors.findIndex((rooms) => rooms.includes(room));

/** Every import, of a type too, from one room of the server into another. */
const arrows = server.flatMap((file) =>
  neighboursOf(file, { types: true })
    .filter((target) => roomOf(target) !== roomOf(file))
    .map((target) => ({ file, target, from: roomOf(file), to: roomOf(target) })),
);
const written = ({ file, target }: { file: string; target: string }) => `${file} → ${target}`;

describe('the rooms of the server', () => {
  it('have a layer each, and there are no others', () => {
    expect([...new Set(server.map(roomOf))].sort()).toEqual(floors.flat().sort());
  });

  it('leave three files at the top', () => {
    expect(server.filter((file) => dirname(file) === 'server/src')).toEqual([
      'server/src/api.ts',
      'server/src/main.ts',
      'server/src/router.ts',
    ]);
  });

  it('are imported only from above', () => {
    expect(arrows.length).toBeGreaterThan(150);
    const wrong = arrows.filter(({ from, to }) =>
      features.includes(from) && features.includes(to) ? false : floorOf(from) >= floorOf(to),
    );
    expect(wrong.map(written)).toEqual([]);
  });

  it('of features form no cycle', () => {
    const between = arrows.filter(({ from, to }) => features.includes(from) && features.includes(to));
    const needed = new Map(features.map((feature) => [feature, new Set<string>()]));
    for (const { from, to } of between) needed.get(from)?.add(to);
    const standing = new Set(features);
    for (let before = Number.NaN; standing.size !== before; ) {
      before = standing.size;
      for (const feature of standing)
        if (![...(needed.get(feature) ?? [])].some((other) => standing.has(other))) standing.delete(feature);
    }
    expect(between.filter(({ from, to }) => standing.has(from) && standing.has(to)).map(written)).toEqual([]);
  });

  it('keep one feature out of the store of another', () => {
    expect(arrows.filter(({ target }) => target.endsWith('/store.ts')).map(written)).toEqual([]);
  });
});

describe('the edge', () => {
  const edge = server.filter((file) => roomOf(file) === 'edge');

  it('knows of the packages of Waymark only core, and neither Express nor the database', () => {
    const foreign = /^(?:@waymark\/(?!core$)|@trpc\/|(?:express|pg|pino|prom-client|zod)$)/;
    const known = edge.flatMap((file) => importsOf(file).map(({ from }) => ({ file, target: from })));
    expect(known.some(({ target }) => target === '@waymark/core')).toBe(true);
    expect(known.filter(({ target }) => foreign.test(target)).map(written)).toEqual([]);
  });

  it('answers with links/ and journal/, which know neither the answers nor each other', () => {
    const top = 'server/src/edge';
    const isWithin = (file: string, target: string) => `${dirname(file)}/`.startsWith(`${dirname(target)}/`);
    const upwards = edge.flatMap((file) =>
      neighboursOf(file, { types: true })
        .filter((target) => dirname(file) !== top && (dirname(target) === top || !isWithin(file, target)))
        .map((target) => written({ file, target })),
    );
    expect(upwards).toEqual([]);
  });
});

describe('packages', () => {
  /** What each may import of the others besides types of the API; `prisma` and tools stand below none of these. */
  const mayImport: Readonly<Record<string, readonly string[]>> = {
    core: [],
    ui: ['core'],
    'plugin-sdk': ['core', 'ui'],
    panel: ['core', 'ui'],
    extension: ['core', 'ui', 'sdk'],
    server: ['core', 'prisma'],
    prisma: ['core'],
  };

  it.each(Object.entries(mayImport))('%s imports of the others %j alone', (home, allowed) => {
    const ofHome = sources.filter((file) => file.startsWith(`${home}/src/`));
    expect(ofHome).not.toEqual([]);
    const foreign = ofHome.flatMap((file) =>
      importsOf(file)
        .map(({ from }) => ({ file, target: from, name: /^@waymark\/([\w-]+)/.exec(from)?.[1] }))
        .filter(({ name, target }) => name !== undefined && name !== home && target !== '@waymark/server/api')
        .filter(({ name }) => !allowed.includes(name ?? '')),
    );
    expect(foreign.map(written)).toEqual([]);
  });
});

describe('what is imported', () => {
  const isTest = (file: string) => /\.(?:test|testing|conformance)\.tsx?$|\/testing[\w-]*\.ts$/.test(file);

  it('is no test, by what ships', () => {
    const outsideTests = sources.flatMap((file) =>
      neighboursOf(file, { types: true })
        .filter((target) => isTest(target) || /^[\w-]+\/test\//.test(target))
        .map((target) => written({ file, target })),
    );
    expect(outsideTests).toEqual([]);
  });

  it('is Express in http/ alone', () => {
    const users = sources.filter((file) => importsOf(file).some(({ from }) => from === 'express'));
    expect(users.filter((file) => !file.startsWith('server/src/http/'))).toEqual([]);
    expect(users).not.toEqual([]);
  });

  it('exists', () => {
    const lost = [...server, ...files.filter((file) => /^server\/test\/.*\.ts$/.test(file))].flatMap((file) =>
      neighboursOf(file, { types: true })
        .filter((target) => !files.includes(target))
        .map((target) => written({ file, target })),
    );
    expect(lost).toEqual([]);
  });
});
