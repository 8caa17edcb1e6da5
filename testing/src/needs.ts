import type { TestOptions } from 'vitest';
import { findProgram } from './find-program.ts';
import { type PrivilegeName, privileges } from './privileges.ts';
import { declared, type ProgramName, programs } from './programs.ts';

declare module 'vitest' {
  interface TaskMeta {
    /** Why this machine cannot run the test, and how to fix that. */
    leftOut?: string;
  }
}

/**
 * Options of a test or suite that needs programs or privileges: it is skipped, with a reason, if they are missing.
 * In CI a missing program is an error.
 */
export function needs(...wanted: readonly (ProgramName | PrivilegeName)[]): Pick<TestOptions, 'skip' | 'meta'> {
  const missing = wanted.map(lacking).filter((reason) => reason !== undefined);
  if (missing.length === 0) return {};
  if (process.env['CI'] && wanted.some((name) => isProgram(name) && findProgram(name) === undefined))
    throw new Error(`In CI no test is left out for want of a program: ${missing.join('; ')}`);
  return { skip: true, meta: { leftOut: missing.join('; ') } };
}

/** The path of a program that a test runs. Throws if it is missing; `needs` checks that beforehand. */
export function program(name: ProgramName): string {
  const path = findProgram(name);
  if (path === undefined) throw new Error(lacking(name));
  return path;
}

const isProgram = (name: ProgramName | PrivilegeName): name is ProgramName => name in programs;

/** Why a program or privilege is missing, and how to fix that; undefined if it is available. */
export function lacking(name: ProgramName | PrivilegeName): string | undefined {
  if (isProgram(name)) {
    if (findProgram(name)) return;
    return `${name} is missing (${declared(name).purpose}); on Debian: apt-get install ${declared(name).package}`;
  }
  const { purpose, hint, allowed } = privileges[name];
  return allowed() ? undefined : `${name} is not possible here (${purpose}); ${hint}`;
}
