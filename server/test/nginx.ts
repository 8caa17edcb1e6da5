import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { program } from '@waymark/testing/needs';
import { ask } from './ask.ts';
import { documented } from './documented.ts';

/** A real nginx. */
export interface Nginx {
  stop(): Promise<void>;
}

/** The documented settings with these ports, over http. */
export function documentedNginx(port: number, servers: readonly number[]): string {
  return documented('https.md', 'nginx')
    .replace(/(?:\tserver 10\.0\.0\.\d:8080 (.*);\n)+/, (_all, how) =>
      servers.map((one) => `\tserver 127.0.0.1:${one} ${how};\n`).join(''),
    )
    .replace(/\tlisten 443 ssl (.*);\n/, `\tlisten 127.0.0.1:${port} $1;\n`)
    .replace(/\tssl_.*\n/g, '');
}

/** Starts nginx with these blocks of its http section. Throws when it does not answer on the port within ten seconds. */
export async function startNginx(port: number, http: string): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-nginx-'));
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const main = `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 512; }
http {
access_log off;
${paths.join('\n')}
${http}
}
`;
  await writeFile(join(folder, 'nginx.conf'), main);
  const child = spawn(program('nginx'), ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' });
  const gone = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGKILL');
    await gone;
    await rm(folder, { recursive: true });
  };
  const answers = () =>
    ask(port, '/').then(
      () => true,
      () => false,
    );
  for (let attempt = 0; !(await answers()); attempt++) {
    if (attempt < 200 && child.exitCode === null) await sleep(50);
    else {
      await stop();
      throw new Error('nginx did not start.');
    }
  }
  return { stop };
}
