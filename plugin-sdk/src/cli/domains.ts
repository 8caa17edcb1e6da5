import { everyPage } from '../api/pages.ts';
import { connected, type ServerOptions } from './connected.ts';
import { exitCodes, type Io, Misuse } from './io.ts';

export interface DomainsOptions extends ServerOptions {
  readonly format: string;
}

/** Prints the tracking domains with their status; ends with 1 when one is not verified. */
export async function domains(options: DomainsOptions, io: Io): Promise<number> {
  const { format } = options;
  if (format !== 'text' && format !== 'json') throw new Misuse(`There is no format "${format}": write text or json.`);
  const { api } = connected(options, io);
  const all = await everyPage((page) => api.domains.list.query(page));
  if (format === 'json') io.print(JSON.stringify(all, null, 2));
  else {
    const width = Math.max(0, ...all.map(({ host }) => host.length));
    io.print(
      all
        .map(({ host, status, diagnosis }) => `${host.padEnd(width)}  ${status}  ${diagnosis?.title ?? ''}`)
        .join('\n'),
    );
  }
  return all.every(({ status }) => status === 'verified') ? exitCodes.fine : exitCodes.found;
}
