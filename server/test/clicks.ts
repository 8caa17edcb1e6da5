import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sealToken } from '@waymark/core';
import type { Database, Prisma } from '@waymark/prisma';
import { factories } from '@waymark/prisma/testing';

/** The link that is clicked. */
export interface ClickedLink {
  readonly host: string;
  readonly key: Uint8Array;
  readonly linkId: number;
}

/** A link in a mailing that was sent on a domain of its own. */
export async function sentLink(
  database: Database,
  data: Partial<Prisma.DomainUncheckedCreateInput> = {},
  makers = factories,
): Promise<ClickedLink> {
  const make = makers(database);
  const { id } = await make.account();
  const { domain, key } = await make.domain(id, data);
  const project = await make.project(id);
  const { links } = await make.mailing(id, project.id, domain.id, ['https://shop.brand.com/']);
  return { host: domain.host, key, linkId: Number(links[0]!.id) };
}

/** What clients observed. */
export interface Clicks {
  /** Recipients whose click was answered with its redirect. */
  readonly answered: Set<string>;
  /** Answers with an unexpected status. */
  failed: number;
  /** Requests whose connection broke or was refused, which a client retries. */
  broken: number;
}

const thisProgram = fileURLToPath(new URL('../..', import.meta.url));

/** How a program is started, where that differs from what an operator does. */
export interface SpawnOptions {
  /** The folder of another version of the program. */
  readonly root?: string;
  /** The command that it runs within, such as one that makes a container. */
  readonly within?: readonly string[];
  readonly stdout?: 'ignore' | 'pipe';
}

/** The server in a process of its own, started as an operator would, but in a folder without a file of settings. */
export function spawnProgram(
  env: Readonly<Record<string, string>>,
  { root = thisProgram, within = [], stdout = 'ignore' }: SpawnOptions = {},
): ChildProcess {
  const [command = '', ...args] = [...within, process.execPath, join(root, 'server/src/main.ts')];
  return spawn(command, args, {
    cwd: tmpdir(),
    env: { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...env },
    stdio: ['ignore', stdout, 'inherit', 'ipc'],
  });
}

/** The same; resolves when it is ready. */
export async function startProgram(
  env: Readonly<Record<string, string>>,
  options?: SpawnOptions,
): Promise<ChildProcess> {
  const child = spawnProgram(env, options);
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`The server ended at its start, with ${code}.`);
  });
  await Promise.race([once(child, 'message'), gone]);
  gone.catch(() => undefined);
  return child;
}

/** Terminates a program and waits until it has exited. */
export async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/** No two clicks of a test file are of the same recipient. */
let recipient = 0;

/** Between two clicks of a client: those that never pause keep a server that starts meanwhile from the processor. */
const pauseMs = 40;

/** Clicks continuously, each click with another recipient, until the returned function is called. */
export function startClicking(
  port: number,
  link: ClickedLink,
  clients = 16,
  through: 'http' | 'https' = 'http',
): Clicks & { stop(): Promise<Clicks> } {
  const clicks: Clicks = { answered: new Set(), failed: 0, broken: 0 };
  const options = { keepAlive: true, maxSockets: clients };
  // The certificate is for other tests to look at.
  const agent = through === 'http' ? new Agent(options) : new SecureAgent({ ...options, rejectUnauthorized: false });
  let stopping = false;
  const client = async () => {
    while (!stopping) {
      const mine = String(++recipient);
      const status = await clickOf(mine, port, link, agent);
      if (status === 302) clicks.answered.add(mine);
      else if (status === undefined) clicks.broken++;
      else clicks.failed++;
      if (!stopping) await sleep(status === undefined ? 20 : pauseMs);
    }
  };
  const running = Promise.all(Array.from({ length: clients }, client));
  const stop = async () => {
    stopping = true;
    await running;
    agent.destroy();
    return clicks;
  };
  return Object.assign(clicks, { stop });
}

/** Clicks once: the status of the answer; undefined when there was none. */
export function clickOf(recipient: string, port: number, { host, key, linkId }: ClickedLink, agent: Agent | false) {
  const token = sealToken({ kind: 'c', id: linkId, keyId: 1, recipientId: recipient }, host, key);
  const send = agent instanceof SecureAgent ? secureRequest : request;
  return new Promise<number | undefined>((done) => {
    const options = { port, agent, path: `/c/${token}`, headers: { host }, servername: host };
    const sent = send(options, (response) => {
      response.resume().once('end', () => done(response.statusCode));
      response.once('error', () => done(undefined));
    });
    sent.on('error', () => done(undefined)).end();
  });
}
