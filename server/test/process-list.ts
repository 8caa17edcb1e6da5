import { readdir, readFile } from 'node:fs/promises';

/** The processes that name a folder in their command line; on Linux. */
export async function processesOn(folder: string): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return ids.filter((_, index) => commands[index]!.includes(folder)).map(Number);
}

/** The number of the embedded PostgreSQL in a data folder, as it sees itself. */
export async function postmasterIn(dataFolder: string): Promise<number> {
  const file = `${dataFolder}/postgres/pgdata/postmaster.pid`;
  return Number((await readFile(file, 'utf8')).split('\n')[0]);
}
