/** The program of a thread that does tasks on mail, one at a time; started by mail-threads.ts. */
import { parentPort } from 'node:worker_threads';
import { lowerPriority } from '../../threads/low-priority.ts';
import { doMailTask, type MailTask } from './tasks.ts';

lowerPriority();
parentPort?.on('message', (task: MailTask) => parentPort?.postMessage(doMailTask(task)));
