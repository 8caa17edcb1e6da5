import { OldProgramError } from '@waymark/prisma/versions';
import { freshSetupToken } from '../accounts/setup.ts';
import { type Config, readConfig } from '../config/settings.ts';
import { readConnectKey } from '../domains/connect/key.ts';
import { lockFolder } from '../edge/journal/folder-lock.ts';
import { isComplete } from '../feed/catch-up.ts';
import { RefusedDatabase } from '../identity/belonging.ts';
import { createLog } from '../observability/log.ts';
import type { RunningServer } from '../processes/running-server.ts';
import type { Worker } from '../processes/worker.ts';
import { MissingMasterKey } from '../secrets/master-keys.ts';
import { workerFolder } from '../storage/data-folders.ts';
import { orAborted } from '../storage/or-aborted.ts';
import { writeServerFile } from '../storage/server-file.ts';
import { type Begun, startWhenPossible } from '../storage/start-when-possible.ts';
import { stopStep } from '../storage/stop-step.ts';
import { prepareDataFolder } from '../storage/storage.ts';
import { startLinks } from './start-links.ts';
import { type RunningServices, type ServicesOptions, startServices } from './start-services.ts';
import { createStartupBanner } from './startup-banner.ts';

/** Each of its steps has a limit of its own; the embedded database may write a lot at its end. */
const servicesStopMs = 90_000;
/** How long answers may take that are under way. */
const listenerStopMs = 15_000;

export interface StartOptions extends Pick<ServicesOptions, 'feed' | 'fetching'> {
  /** Ends a start that is under way, which then throws the signal's reason and leaves nothing running. */
  readonly signal?: AbortSignal | undefined;
  /** Which process this is, if there are several. */
  readonly worker?: Worker | undefined;
}

/**
 * Starts everything in order: first what recipients need, which is available at once, then everything that needs the
 * database. If the database is unreachable and this server has a copy of the links, links are answered, and the rest
 * starts when the database is back. Throws one sentence that an operator can act on.
 */
export async function start(
  config: Config = readConfig(),
  { feed, fetching, worker, signal }: StartOptions = {},
): Promise<RunningServer> {
  const connectKey = config.domainConnectKey === undefined ? null : readConnectKey(config.domainConnectKey);
  const folder = worker ? workerFolder(config.dataFolder, worker.number) : config.dataFolder;
  const canWrite = prepareDataFolder(folder);
  const log = createLog(config.logLevel);
  await using started = new AsyncDisposableStack();
  if (!worker && canWrite) started.defer(stopStep(log, 'the lock of the data folder', lockFolder(folder)));
  const links = await startLinks({ ...config, dataFolder: folder }, log, { worker, canWrite });
  let services: Begun<RunningServices> | undefined;
  started.defer(stopStep(log, 'the event log and the copy of the links', links.close));
  started.defer(stopStep(log, 'what needs the database', () => services?.stop(), servicesStopMs));
  started.defer(stopStep(log, 'the listener', links.closeListener, listenerStopMs));
  let missing: string | undefined;
  const onReplaced = () => {
    links.waitFor('the database was restored or replaced');
    services?.again();
  };
  const options = { log, connectKey, feed, fetching, worker, folder, onReplaced };
  services = await startWhenPossible(
    (signal) => startServices(config, links, { ...options, signal }),
    {
      mayWait: (error) =>
        isComplete(links.linkMap) &&
        ![OldProgramError, RefusedDatabase, MissingMasterKey].some((kind) => error instanceof kind),
      onFailure: (error) => {
        const sentence = error instanceof Error ? error.message : String(error);
        links.waitFor(sentence);
        // Once for each reason, however often the start is tried again.
        if (sentence !== missing) log.warn({ error }, 'links are answered, everything else waits for the database');
        missing = sentence;
      },
      onStarted: () => log.info('the database is available: everything works'),
    },
    signal,
  );
  const { address } = links;
  if (!worker) started.defer(stopStep(log, 'the file that says where it listens', writeServerFile(folder, address)));
  const setupToken =
    services.running && showsBanner(worker)
      ? await orAborted(freshSetupToken(services.running.database), signal)
      : undefined;
  const running = started.move();
  return {
    banner: createStartupBanner({ address, config, setupToken, missing }),
    address,
    stop: () => running.disposeAsync(),
  };
}

/**
 * A new set-up link invalidates the previous one, so only one process creates it, and only if somebody will read it.
 */
function showsBanner(worker: Worker | undefined): boolean {
  return worker === undefined || (worker.number === 1 && !worker.again);
}
