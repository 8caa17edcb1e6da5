import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { findProgram } from './find-program.ts';
import { needs } from './needs.ts';

function folderWith(name: string, mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-programs-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  onTestFinished(() => void vi.unstubAllEnvs());
  writeFileSync(join(folder, name), '');
  chmodSync(join(folder, name), mode);
  return folder;
}

describe('a program', () => {
  it('is looked up in PATH first', () => {
    const folder = folderWith('knotd', 0o755);
    vi.stubEnv('PATH', folder);
    expect(findProgram('knotd')).toBe(join(folder, 'knotd'));
    expect(needs('knotd')).toEqual({});
  });

  it('is never a file that is not executable', () => {
    const folder = folderWith('knotd', 0o644);
    vi.stubEnv('PATH', folder);
    expect(findProgram('knotd')).not.toBe(join(folder, 'knotd'));
  });

  it('is the browser that CHROMIUM names, if set', () => {
    folderWith('unused', 0o644);
    vi.stubEnv('CHROMIUM', '/opt/chromium');
    expect(findProgram('chromium')).toBe('/opt/chromium');
  });
});
