import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { program } from '@waymark/testing/needs';

/** A real nats-server with JetStream, on a port and a folder of its own. */
export interface NatsServer {
  readonly port: number;
  /** Kills it without warning, like a crash. */
  kill(): Promise<void>;
  /** Suspends it without closing any connection, until `goOn`. */
  halt(): Promise<void>;
  goOn(): void;
  /** Starts it again on the same port and folder. */
  restart(): Promise<void>;
  /** Stops it and deletes its folder. */
  remove(): Promise<void>;
}

/** Starts one on a free port; `configuration` is appended to its configuration file. */
export async function startNatsServer(port: number, configuration = ''): Promise<NatsServer> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-nats-'));
  const file = join(folder, 'nats.conf');
  await writeFile(
    file,
    `listen: "127.0.0.1:${port}"\njetstream { store_dir: ${JSON.stringify(folder)}, max_file: 1GB }\n${configuration}\n`,
  );
  let child: ChildProcess;

  async function start(): Promise<void> {
    child = spawn(program('nats-server'), ['-c', file], { stdio: 'ignore' });
    await Promise.race([answering(port), once(child, 'error').then(([error]) => Promise.reject(error))]);
  }

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async function halt(): Promise<void> {
    child.kill('SIGSTOP');
    // The signal takes effect only when its threads are scheduled next.
    while (
      !(await promisify(execFile)(program('ps'), ['-o', 'state=', '-p', String(child.pid)])).stdout.startsWith('T')
    );
  }

  await start();
  return {
    port,
    kill,
    halt,
    goOn: () => void child.kill('SIGCONT'),
    restart: start,
    async remove() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when something is listening on the port. */
async function answering(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const said = await new Promise<boolean>((answered) => {
      socket.once('data', () => answered(true)).once('error', () => answered(false));
    });
    socket.destroy();
    if (said) return;
    await new Promise((turn) => setTimeout(turn, 10));
  }
}
