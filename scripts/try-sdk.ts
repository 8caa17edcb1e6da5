// Installs the SDK's package in empty projects with each package manager, runs it on each Node and type-checks it with each
// TypeScript: `npm run try-sdk`. Needs the registry. A part of it, on this machine's versions, is plugin-sdk/build/package.test.ts.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from '../plugin-sdk/build/package.ts';

const managers: Readonly<Record<string, (tarball: string) => readonly string[]>> = {
  npm: (tarball) => ['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', tarball],
  pnpm: (tarball) => ['npx', '-y', 'pnpm@12.21.0', 'add', '--prefer-offline', tarball],
  yarn: (tarball) => ['npx', '-y', 'yarn@1.22.22', 'add', '--silent', `file:${tarball}`],
};
const nodes = ['20.20.2', '22.23.5', '24.21.0'];
const compilers = ['5.9.3', '7.0.2'];
const fixtures = join(import.meta.dirname, '../plugin-sdk/build');

const folder = mkdtempSync(join(tmpdir(), 'try-sdk-'));
let failures = 0;
try {
  const tarball = await packed();
  const tools = installTools();
  for (const [manager, install] of Object.entries(managers)) {
    const project = join(folder, manager);
    mkdirSync(project);
    writeFileSync(join(project, 'package.json'), '{ "name": "project", "private": true, "type": "module" }');
    attempt(`${manager} installs it`, () => run(install(tarball), project));
    cpSync(join(fixtures, 'first-steps.js'), join(project, 'send.js'));
    for (const version of nodes)
      attempt(`${manager}, Node ${version} runs it`, () => {
        const printed = run([join(tools, `node-${version}/bin/node`), 'send.js'], project);
        if (printed !== 'wrap https://brand.com/\nrefused\n') throw new Error(`It printed ${printed}`);
      });
    cpSync(join(fixtures, 'first-types.ts.txt'), join(project, 'use.ts'));
    cpSync(join(fixtures, 'strictest.json'), join(project, 'tsconfig.json'));
    for (const version of compilers)
      attempt(`${manager}, TypeScript ${version} finds its types right`, () =>
        run([process.execPath, join(tools, `typescript-${version}/bin/tsc`), '-p', '.'], project),
      );
  }
  attempt('@arethetypeswrong/cli finds nothing', () =>
    run(['npx', '-y', '@arethetypeswrong/cli@0.18.5', tarball, '--profile', 'esm-only', '--no-emoji'], folder),
  );
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = failures > 0 ? 1 : 0;

async function packed(): Promise<string> {
  const built = join(folder, 'built');
  await buildPackage(built);
  return join(built, run(['npm', 'pack', '--silent'], built).trim());
}

/** Every Node and TypeScript beside each other, from their npm packages. */
function installTools(): string {
  const tools = join(folder, 'tools');
  mkdirSync(tools);
  const system = `node-${process.platform}-${process.arch}`;
  const wanted = [
    ...nodes.map((version) => `node-${version}@npm:${system}@${version}`),
    ...compilers.map((version) => `typescript-${version}@npm:typescript@${version}`),
  ];
  writeFileSync(join(tools, 'package.json'), '{ "private": true }');
  run(['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', ...wanted], tools);
  return join(tools, 'node_modules');
}

function run([command, ...args]: readonly string[], cwd: string): string {
  return execFileSync(command!, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function attempt(what: string, action: () => unknown): void {
  try {
    action();
    console.log(`ok    ${what}`);
  } catch (error) {
    failures++;
    const { stdout = '', stderr = '', message } = error as { stdout?: string; stderr?: string; message: string };
    console.log(`FAILS ${what}\n${stdout || stderr || message}`);
  }
}
