import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './world/program.ts';
import { startWorld, type World } from './world.ts';

describe('npm run demo', () => {
  let world: World;
  /** Not in try-out mode. */
  let other: World;
  beforeAll(async () => {
    [world, other] = await Promise.all([startWorld(), startWorld({ WAYMARK_PUBLIC_URL: 'https://waymark.example' })]);
  });
  afterAll(() => Promise.all([world.stop(), other.stop()]));

  const demo = () => run('scripts/demo.ts', { WAYMARK_DATA: world.server.dataFolder, DATABASE_URL: world.databaseUrl });

  it.each(['once', 'and again'])('wraps a newsletter, clicks in it and shows the recorded events: %s', async () => {
    const { code, printed } = await demo();
    expect(code, printed).toBe(0);
    expect(printed).toMatch(/links +\d{2} wrapped, \d+ left as they are, \d+ refused/);
    expect(printed.match(/GET +http:\/\/click\.demo\.localhost:\d+\/c\/[\w-]+\n +302 https:\/\//g)).toHaveLength(2);
    expect(printed).toMatch(/GET +http:\/\/click\.demo\.localhost:\d+\/o\/[\w-]+\.gif\n +200 image\/gif, 43 bytes/);
    expect(printed.match(/ click +4711 /g)).toHaveLength(2);
    expect(printed.match(/ open +4711 /g)).toHaveLength(1);
    const file = await readFile(join(world.server.dataFolder, 'demo', 'newsletter.wrapped.html'), 'utf8');
    expect(file).toContain('http://click.demo.localhost:');
  });

  it('makes nothing where the server is not in try-out mode, and says so', async () => {
    const { code, printed } = await run('scripts/demo.ts', {
      WAYMARK_DATA: other.server.dataFolder,
      DATABASE_URL: other.databaseUrl,
    });
    const made = [await other.database.account.count(), await other.database.key.count()];
    expect(code).toBe(1);
    expect(printed).toMatch(/^The server at https:\/\/waymark\.example is not in try-out mode, .* Nothing was made\./);
    expect(made).toEqual([1, 1]);
  });

  it('says in one sentence how to start a server when none runs', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'waymark-e2e-'));
    const { code, printed } = await run('scripts/demo.ts', { WAYMARK_DATA: empty });
    await rm(empty, { recursive: true });
    expect(code).toBe(1);
    expect(printed).toBe(
      'No Waymark server is running here. Start it with `npm start` in another terminal, then try again.\n',
    );
  });
});
