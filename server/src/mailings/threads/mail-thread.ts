/** The program of a thread that does tasks on mail, one at a time; started by mail-threads.ts. */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { doMailTask, type MailTask } from './tasks.ts';

/** Processors do this thread's work when nothing else is to be done. */
const niceness = 5;

try {
  // Linux has a priority for each thread.
  setPriority(Number(basename(readlinkSync('/proc/thread-self'))), niceness);
} catch {
  // Elsewhere this thread is as important as the one that answers, and other cores do it.
}

parentPort?.on('message', (task: MailTask) => parentPort?.postMessage(doMailTask(task)));
