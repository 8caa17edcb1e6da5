import { join } from 'node:path';

/** One of several processes that form one server. */
export interface Worker {
  /** Starts at 1; part of the name of its folder. */
  readonly number: number;
  readonly of: number;
  /** Whether it replaces a process that died. */
  readonly again: boolean;
}

/** The folder in which a worker keeps its event log and its copy of the links. */
export function workerFolder(dataFolder: string, number: number): string {
  return join(dataFolder, `worker-${number}`);
}
