import { createWaymark, type Waymark } from '../waymark.ts';
import { type Io, Misuse } from './io.ts';

export interface ServerOptions {
  readonly server?: string | undefined;
  readonly project?: string | undefined;
}

/** The server that the options or the environment name. The key is read from the environment only: others see a command's options. */
export function connected(options: ServerOptions, { env }: Pick<Io, 'env'>): Waymark {
  const server = options.server ?? env['WAYMARK_SERVER'];
  const key = env['WAYMARK_KEY'];
  const project = options.project ?? env['WAYMARK_PROJECT'];
  if (server === undefined) throw new Misuse('Name your server: --server, or WAYMARK_SERVER in the environment.');
  if (key === undefined) throw new Misuse('Put a secret key into the environment as WAYMARK_KEY.');
  return createWaymark({ server, key, ...(project !== undefined && { project }) });
}
