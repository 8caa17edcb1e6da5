import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from '@waymark/testing/needs';

/** A certificate and its key, in PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority for tests, made with openssl. */
export interface Authority {
  /** Its own certificate: what a client has to trust. */
  readonly root: string;
  /** Issues a certificate for a name; with `expired`, one that expired yesterday. */
  issue(name: string, options?: { readonly expired?: boolean }): Certificate;
  remove(): void;
}

export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-ca-'));
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync(program('openssl'), args, { cwd: folder, stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '30',
    '-subj',
    '/O=Test Authority',
  );
  writeFileSync(file('index'), '');
  writeFileSync(file('serial'), '1000\n');
  writeFileSync(
    file('ca.cnf'),
    '[ca]\ndefault_ca=d\n[d]\ndatabase=index\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\ncopy_extensions=copy\nunique_subject=no\n[p]\ncommonName=supplied\n',
  );
  return {
    root: readFileSync(file('ca.pem'), 'utf8'),
    issue(name, { expired = false } = {}) {
      openssl(
        'req',
        ...newKey,
        '-keyout',
        'h.key',
        '-out',
        'h.csr',
        '-subj',
        `/CN=${name}`,
        '-addext',
        `subjectAltName=DNS:${name}`,
      );
      const until = expired ? '20250102000000Z' : '20490101000000Z';
      const times = ['-startdate', '20250101000000Z', '-enddate', until];
      openssl(
        'ca',
        '-batch',
        '-notext',
        '-config',
        'ca.cnf',
        '-cert',
        'ca.pem',
        '-keyfile',
        'ca.key',
        '-in',
        'h.csr',
        '-out',
        'h.pem',
        ...times,
      );
      return { cert: readFileSync(file('h.pem'), 'utf8'), key: readFileSync(file('h.key'), 'utf8') };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
