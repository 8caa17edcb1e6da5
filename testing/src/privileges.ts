import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from './find-program.ts';

/** Something that a machine may not allow or support. */
export interface Privilege {
  readonly purpose: string;
  /** How to get it. */
  readonly hint: string;
  /** Tries it. */
  allowed(): boolean;
}

const succeeds = (command: string, ...args: string[]) =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 20_000 }).status === 0;

/** Every privilege that a test may ask for. */
export const privileges = {
  linux: {
    purpose: "Linux's programs and /proc",
    hint: 'run the tests on Linux',
    allowed: () => process.platform === 'linux',
  },
  'file modes': {
    purpose: 'files that are closed to other users',
    hint: 'run the tests on Linux or macOS',
    allowed: () => process.platform !== 'win32',
  },
  'a database': {
    purpose: 'the embedded PostgreSQL, which root may only run in a user namespace',
    hint: 'run the tests as another user',
    allowed: () => process.getuid?.() !== 0 || succeeds('unshare', '--user', '--map-user=65534', 'true'),
  },
  'mounting a file system': {
    purpose: 'a disk that gets full',
    hint: 'run the tests as root',
    allowed: () => inFolder((folder) => mounts(folder, '-t', 'tmpfs', 'tmpfs')),
  },
  'freezing a file system': {
    purpose: 'a disk that hangs',
    hint: 'run the tests as root on a machine with loop devices',
    allowed: () => inFolder(freezes),
  },
  'a process namespace': {
    purpose: 'containers, in which numbers of processes begin again',
    hint: 'run the tests as root',
    allowed: () => succeeds('unshare', '-p', '-f', '--mount-proc', 'true'),
  },
  'tracing a process': {
    purpose: 'the order of system calls',
    hint: 'run the tests where ptrace is allowed',
    allowed: () => succeeds(findProgram('strace') ?? 'strace', '-o', '/dev/null', 'true'),
  },
} as const satisfies Readonly<Record<string, Privilege>>;

export type PrivilegeName = keyof typeof privileges;

function inFolder(attempt: (folder: string) => boolean): boolean {
  if (process.platform !== 'linux') return false;
  const folder = mkdtempSync(join(tmpdir(), 'waymark-privilege-'));
  try {
    return attempt(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function mounts(folder: string, ...source: string[]): boolean {
  return succeeds('mount', ...source, folder) && succeeds('umount', folder);
}

function freezes(folder: string): boolean {
  const [image, disk] = [join(folder, 'image'), join(folder, 'disk')];
  mkdirSync(disk);
  const mounted =
    succeeds('truncate', '-s', '16M', image) &&
    succeeds(findProgram('mkfs.ext4') ?? 'mkfs.ext4', '-q', image) &&
    succeeds('mount', '-o', 'loop', image, disk);
  if (!mounted) return false;
  const frozen = succeeds('fsfreeze', '-f', disk) && succeeds('fsfreeze', '-u', disk);
  return succeeds('umount', disk) && frozen;
}
