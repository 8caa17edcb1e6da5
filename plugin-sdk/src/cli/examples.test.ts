import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

const script = join(import.meta.dirname, '../../../examples/ci/check-mails.sh');
const program = join(import.meta.dirname, 'main.ts');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-mails-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const checked = () =>
  spawnSync('bash', [script, '.'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, WAYMARK: `${process.execPath} ${program}` },
  });

it('the script for CI ends with 1 for a mail with an error, and leaves its findings as SARIF', () => {
  writeFileSync(join(folder, 'spring mail.html'), '<p><a href="https://brand.com/">Shop</a></p>');
  expect(checked()).toMatchObject({ status: 0, stdout: expect.stringContaining('1 wrapped') });
  writeFileSync(join(folder, 'autumn.html'), '<p><a href="javascript:alert(1)">Shop</a></p>');
  expect(checked()).toMatchObject({ status: 1, stdout: expect.stringContaining('dangerous-scheme') });
  const { results } = JSON.parse(readFileSync(join(folder, 'waymark.sarif'), 'utf8')).runs[0];
  expect(results).toMatchObject([{ ruleId: 'dangerous-scheme', level: 'error' }]);
});

it('the script for CI does not pass where there is no mail', () => {
  expect(checked()).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no .html file') });
});
