import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage } from './package.ts';

export interface Project {
  readonly folder: string;
  /** The packed package. */
  readonly tarball: string;
  /** Where the package is installed. */
  readonly installed: string;
  /** Writes a file of the project. */
  write(name: string, text: string): string;
}

/** An empty project with nothing in it but the package, as `npm pack` packs it. */
export async function projectWithPackage(): Promise<Project> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'sdk-project-')));
  const built = join(folder, 'built');
  await buildPackage(built);
  const name = execFileSync('npm', ['pack', '--silent', '--offline'], { cwd: built, encoding: 'utf8' }).trim();
  const tarball = join(built, name);
  const installed = join(folder, 'project/node_modules/@waymark/sdk');
  mkdirSync(installed, { recursive: true });
  // It depends on nothing, so unpacking it is all that a package manager does.
  execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  const project = join(folder, 'project');
  const write = (file: string, text: string) => {
    const path = join(project, file);
    writeFileSync(path, text);
    return path;
  };
  write('package.json', JSON.stringify({ name: 'project', private: true, type: 'module' }));
  return { folder: project, tarball, installed, write };
}
