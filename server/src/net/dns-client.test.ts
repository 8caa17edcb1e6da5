import { randomBytes } from 'node:crypto';
import type { Answer, Packet } from 'dns-packet';
import { afterAll, describe, expect, it } from 'vitest';
import { DnsClient } from './dns-client.ts';
import type { DnsServer } from './dns-server.ts';
import {
  answering,
  type Behaviour,
  failing,
  type MisbehavingServer,
  silence,
  startMisbehavingServer,
  truncated,
  withRecord,
} from './misbehaving-server.testing.ts';
import { createRateLimiter } from './rate-limiter.ts';

const name = 'click.brand.com';
const record: Answer = { type: 'CNAME', name, ttl: 60, data: 'target.example' };
const good = answering([record]);

const client = new DnsClient();
/** The last one that was started. */
let server: MisbehavingServer;
const started: MisbehavingServer[] = [];
afterAll(async () => {
  client.close();
  for (const each of started) await each.stop();
});

async function startServer(udp: Behaviour, tcp?: Behaviour): Promise<MisbehavingServer> {
  server = await startMisbehavingServer(udp, tcp);
  started.push(server);
  return server;
}

async function ask(udp: Behaviour, tcp?: Behaviour, timeoutMs = 8000) {
  const { at } = await startServer(udp, tcp);
  return client.ask(at, { name, type: 'A', recursive: false }, { at: Date.now() + timeoutMs });
}

const found = { code: 0, authoritative: true, answers: [{ type: 'CNAME', data: 'target.example' }] };

describe('an answer', () => {
  it('is what the server sent', async () => {
    expect(await ask(good)).toMatchObject(found);
    expect(server.asked).toEqual({ udp: 1, tcp: 0 });
  });

  it.each([2, 3, 4, 5, 9])('may be the error %d', async (code) => {
    expect(await ask(failing(code))).toMatchObject({ code, answers: [] });
  });

  it('is requested over TCP when it is truncated', async () => {
    expect(await ask(truncated, good)).toMatchObject(found);
    expect(server.asked).toEqual({ udp: 1, tcp: 1 });
  });

  it('may have 60,000 bytes over TCP', async () => {
    const data = Array.from({ length: 235 }, () => randomBytes(255));
    const huge = answering([{ type: 'TXT', name, ttl: 60, data }]);
    expect(await ask(truncated, huge)).toMatchObject({ code: 0, answers: [{ type: 'TXT' }] });
  });

  it('is requested over TCP when the server does not preserve the case of the question', async () => {
    const lower = answering([record], (packet) => ({ ...packet, questions: lowerCase(packet) }));
    expect(await ask(lower, lower)).toMatchObject(found);
    expect(server.asked).toEqual({ udp: 1, tcp: 1 });
  });

  it('is requested again when a datagram is lost', async () => {
    let lost = false;
    const second: Behaviour = (query) => {
      if (lost) return good(query);
      lost = true;
      return [];
    };
    expect(await ask(second)).toMatchObject(found);
    expect(server.asked.udp).toBe(2);
  });

  it('is requested without EDNS when the server does not support it', async () => {
    const old: Behaviour = (query) => (query.readUInt16BE(10) > 0 ? failing(1)(query) : good(query));
    expect(await ask(old)).toMatchObject(found);
  });

  it('is awaited despite forged ones', async () => {
    const forged = answering([{ ...record, data: 'evil.example' }], ({ id = 0, ...packet }) => ({
      ...packet,
      id: id ^ 1,
    }));
    expect(await ask((query) => [...forged(query), ...good(query)])).toMatchObject(found);
  });
});

function lowerCase({ questions = [] }: Packet) {
  return questions.map((question) => ({ ...question, name: question.name.toLowerCase() }));
}

describe('a server that does not answer', () => {
  it.concurrent.each([
    ['nothing', silence, 'timeout'],
    ['to another id', answering([record], ({ id = 0, ...packet }) => ({ ...packet, id: id ^ 1 })), 'resolver_error'],
    [
      'to another question',
      answering([record], (packet) => ({ ...packet, questions: [{ name: 'other.example', type: 'A', class: 'IN' }] })),
      'resolver_error',
    ],
    [
      'to another type of question',
      answering([record], ({ questions = [], ...packet }) => ({
        ...packet,
        questions: questions.map((question) => ({ ...question, type: 'MX' as const })),
      })),
      'resolver_error',
    ],
    ['with a query', answering([], (packet) => ({ ...packet, type: 'query' })), 'resolver_error'],
    ['with noise', (query: Buffer) => [Buffer.concat([query.subarray(0, 2), randomBytes(200)])], 'resolver_error'],
    ['with less than a header', (query: Buffer) => [query.subarray(0, 5)], 'resolver_error'],
    ['with a header alone', (query: Buffer) => [query.subarray(0, 12)], 'resolver_error'],
    [
      'with a name that is compressed to itself',
      withRecord([0xc0, 33, 0, 5, 0, 1, 0, 0, 0, 9, 0, 2, 0xc0, 33]),
      'resolver_error',
    ],
    [
      'with a record that ends behind the message',
      withRecord([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 9, 0xff, 0xff]),
      'resolver_error',
    ],
    ['with a label of 80 octets', withRecord([0x50, ...Buffer.alloc(80, 97), 0, 0, 5, 0, 1]), 'resolver_error'],
  ] as const)('properly: %s', async (_, behaviour, result) => {
    // Waited for in full, since a genuine answer may follow.
    expect(await ask(behaviour, undefined, 1500)).toBe(result);
  });

  it.concurrent('is asked twice, and abandoned within 4 seconds', async ({ expect }) => {
    const silent = await startServer(silence);
    const began = performance.now();
    const asked = client.ask(silent.at, { name, type: 'A', recursive: false }, { at: Date.now() + 8000 });
    expect(await asked).toBe('timeout');
    expect(performance.now() - began).toBeLessThan(4000);
    expect(silent.asked.udp).toBe(2);
  });

  it('over TCP with a complete answer either is not believed', async () => {
    expect(await ask(truncated, truncated)).toBe('resolver_error');
  });

  it('over TCP in time is left alone', async () => {
    expect(await ask(truncated, silence, 400)).toBe('timeout');
  });

  it("is abandoned when the check's time is up", async () => {
    const began = performance.now();
    expect(await ask(silence, silence, 200)).toBe('timeout');
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('is not queried once the check was stopped', async () => {
    await startServer(good);
    const deadline = { at: Date.now() + 8000, signal: AbortSignal.abort() };
    expect(await client.ask(server.at, { name, type: 'A', recursive: true }, deadline)).toBe('timeout');
    expect(server.asked.udp).toBe(0);
  });

  it('because nothing is listening is a failure like any other', async () => {
    await startServer(good);
    const gone = await startMisbehavingServer(good);
    await gone.stop();
    const deadline = { at: Date.now() + 400 };
    expect(await client.ask(gone.at, { name, type: 'A', recursive: true }, deadline)).toMatch(/timeout|resolver_error/);
  });
});

describe('a name that cannot be queried', () => {
  it.each(['', '.', 'a..b', `${'a'.repeat(64)}.brand.com`, `${'a.'.repeat(130)}com`, 'bücher.example', 'a b.example'])(
    'is not sent: %j',
    async (strange) => {
      await startServer(good);
      const deadline = { at: Date.now() + 1000 };
      expect(await client.ask(server.at, { name: strange, type: 'A', recursive: true }, deadline)).toBe(
        'resolver_error',
      );
      expect(server.asked.udp).toBe(0);
    },
  );
});

describe('many concurrent queries', () => {
  it('each get their own answer', async () => {
    await startServer((query) => good(query));
    const deadline = { at: Date.now() + 8000 };
    const names = Array.from({ length: 300 }, (_, index) => `n${index}.brand.com`);
    const results = await Promise.all(
      names.map((one) => client.ask(server.at, { name: one, type: 'A', recursive: true }, deadline)),
    );
    expect(results.filter((result) => typeof result === 'object')).toHaveLength(names.length);
  });

  it('end when the client is closed', async () => {
    await startServer(silence);
    const closing = new DnsClient();
    const asked = closing.ask(server.at, { name, type: 'A', recursive: true }, { at: Date.now() + 8000 });
    closing.close();
    expect(await asked).toBe('timeout');
  });
});

describe('the rate limit of a server', () => {
  const question = { name, type: 'A', recursive: true } as const;
  const paced = (perSecond: number, behaviour: Behaviour, tcp?: Behaviour) => async () => {
    await startServer(behaviour, tcp);
    const limiter = createRateLimiter(perSecond);
    return new DnsClient((at: DnsServer) => (at === server.at ? limiter : undefined));
  };

  it('applies to every query to it, including TCP and retries, and to no other server', async () => {
    const client = await paced(100, truncated, good)();
    const began = performance.now();
    const deadline = { at: Date.now() + 8000 };
    const results = await Promise.all(Array.from({ length: 40 }, () => client.ask(server.at, question, deadline)));
    // 80 queries, of which 10 were saved up; the last one's turn is over before it is answered.
    expect(performance.now() - began).toBeGreaterThan(680);
    for (const result of results) expect(result).toMatchObject(found);
    expect(server.asked).toEqual({ udp: 40, tcp: 40 });
    const elsewhere = { ...server.at };
    await Promise.all(Array.from({ length: 40 }, () => client.ask(elsewhere, question, { at: Date.now() + 400 })));
    expect(server.asked.udp).toBe(80);
    client.close();
  });

  it('never delays a query beyond the end of its check', async () => {
    const client = await paced(10, good)();
    const deadline = { at: Date.now() + 300 };
    const results = await Promise.all(Array.from({ length: 20 }, () => client.ask(server.at, question, deadline)));
    expect(Date.now()).toBeLessThan(deadline.at + 200);
    expect(results.filter((result) => result === 'timeout').length).toBeGreaterThan(10);
    expect(server.asked.udp).toBeLessThan(7);
    client.close();
  });
});
