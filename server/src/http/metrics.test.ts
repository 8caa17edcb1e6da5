import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchFailures } from '@waymark/core';
import { needs } from '@waymark/testing/needs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askingMetrics, metricsSecret } from '../../test/ask.ts';
import { cnameZone, startTestServer, type TestServer } from '../../test/test-server.ts';
import { apple, type Sites, startSites } from '../deep-links/sites.testing.ts';

let server: TestServer;
let sites: Sites;

/** The value of every unlabelled metric of Waymark's own. */
async function numbers(asked = server): Promise<Record<string, number>> {
  const { text } = await asked.ask('/metrics', askingMetrics);
  const lines = [...text.matchAll(/^(waymark_\w+) (\S+)$/gm)];
  return Object.fromEntries(lines.map(([, name, value]) => [name, Number(value)]));
}

describe('/metrics', needs('openssl'), () => {
  beforeAll(async () => {
    sites = await startSites(cnameZone);
    server = await startTestServer({ WAYMARK_METRICS_SECRET: metricsSecret }, { fetching: sites });
  });
  afterAll(async () => {
    await server.stop();
    await sites.stop();
  });

  it('counts what tracking hosts answered, and reports nothing lost', async () => {
    await server.ask('/c/nothing', { host: 'click.brand.example' });
    await server.ask('/o/nothing.gif', { host: 'click.brand.example' });
    await server.ask('/c/nothing', { host: 'click.brand.example', method: 'POST' });
    expect(await numbers()).toMatchObject({
      waymark_refusals_total: 3,
      waymark_redirects_total: 0,
      waymark_opens_total: 0,
      waymark_events_stored_total: 0,
      waymark_events_lost_total: 0,
      waymark_events_late: 0,
      waymark_event_log_waiting_bytes: 0,
      waymark_event_log_oldest_seconds: 0,
      waymark_drain_errors_total: 0,
    });
  });

  it('counts what became of asking hosts for association files, and how long it took', async () => {
    const counts = async (): Promise<Record<string, number>> => {
      const { text } = await server.ask('/metrics', askingMetrics);
      const lines = text.matchAll(/^waymark_association_file\w+?(?:\{outcome="([\w-]+)"\}|_(count)) (\d+)$/gm);
      return Object.fromEntries([...lines].map(([, outcome, count, value]) => [outcome ?? count, Number(value)]));
    };
    const before = await counts();
    expect(Object.keys(before).sort()).toEqual(['count', 'missing', 'read', ...fetchFailures].sort());
    const { owner } = await server.account();
    const failing = sites.add((_request, response) => void response.writeHead(500).end());
    const urls = [sites.add(apple), failing].map((host) => `https://${host}/shop/1`);
    await owner.deepLinks.inspect.mutate({ urls });
    expect(await counts()).toEqual({ ...before, read: 1, missing: 1, status: 2, count: 4 });
  });

  it('has a line in the docs for each metric', async () => {
    const docs = readFileSync(join(import.meta.dirname, '../../../docs/operators/events.md'), 'utf8');
    const { text } = await server.ask('/metrics', askingMetrics);
    const names = [...text.matchAll(/^# TYPE (waymark_\w+)/gm)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(8);
    expect(names.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
  });

  it('is in the format that Prometheus reads, including process and runtime metrics', async () => {
    const { status, headers, text } = await server.ask('/metrics', askingMetrics);
    expect([status, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(text).toMatch(/^waymark_event_log_sync_seconds_bucket\{le="0.001"\} \d+$/m);
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  });

  it('is served to whoever sends the secret, wherever they are, and not under other host names', async () => {
    const status = async (headers: Record<string, string>) => (await server.ask('/metrics', { headers })).status;
    expect(await status({})).toBe(404);
    expect(await status({ authorization: `Bearer ${metricsSecret.slice(0, -1)}z` })).toBe(404);
    expect(await status({ ...askingMetrics.headers, 'x-forwarded-for': '192.0.2.1' })).toBe(200);
    const elsewhere = await server.ask('/metrics', { host: 'click.brand.example', ...askingMetrics });
    expect(elsewhere.text).not.toContain('waymark_');
  });
});

describe('/metrics without a secret', () => {
  it('is served to nobody: the name of this machine is a name that visitors can send, too', async () => {
    const other = await startTestServer();
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      expect((await other.ask('/metrics', { host })).status).toBe(404);
    }
    expect((await other.ask('/metrics', { headers: { authorization: 'Bearer undefined' } })).status).toBe(404);
    await other.stop();
  });
});
