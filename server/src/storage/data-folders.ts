import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder in which a worker keeps its event log and its copy of the links. */
export function workerFolder(dataFolder: string, number: number): string {
  return join(dataFolder, `worker-${number}`);
}

/** The data folder and those in it of workers, of today's and of former ones; none where there is no data folder. */
export function dataFolders(dataFolder: string): string[] {
  if (!existsSync(dataFolder)) return [];
  const workers = readdirSync(dataFolder).filter((name) => /^worker-\d+$/.test(name));
  return [dataFolder, ...workers.map((name) => join(dataFolder, name))];
}
