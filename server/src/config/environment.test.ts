import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { ConfigError, readEnvironment } from './environment.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'waymark-environment-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    delete process.env['WAYMARK_CA'];
  });
  return made;
}

it('a file of settings gives those that the environment does not have, not even empty', () => {
  const file = join(folder(), '.env');
  writeFileSync(file, 'WAYMARK_CA=pki.example # ours\nWAYMARK_DATA="/from/file"\nWAYMARK_LISTEN=::\n');
  vi.stubEnv('WAYMARK_DATA', '/from/environment');
  vi.stubEnv('WAYMARK_LISTEN', '');
  expect(readEnvironment(file)).toMatchObject({
    WAYMARK_CA: 'pki.example',
    WAYMARK_DATA: '/from/environment',
    WAYMARK_LISTEN: '',
  });
});

it('there need not be one', () => {
  expect(readEnvironment(join(folder(), '.env'))).toBe(process.env);
});

it('one that cannot be read is named, with the reason', () => {
  const file = folder();
  expect(() => readEnvironment(file)).toThrow(ConfigError);
  expect(() => readEnvironment(file)).toThrow(`The settings in ${file} cannot be read (EISDIR).`);
});
