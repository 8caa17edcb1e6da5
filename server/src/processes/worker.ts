import { join } from 'node:path';

/** One process of several that are one server. */
export interface Worker {
  /** From 1; its folder has it in its name. */
  readonly number: number;
  readonly of: number;
  /** Another process was this one before, and died. */
  readonly again: boolean;
}

/** Where a process of several keeps its event log and its copy of the links. */
export function workerFolder(dataFolder: string, number: number): string {
  return join(dataFolder, `worker-${number}`);
}
