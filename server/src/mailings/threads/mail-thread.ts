/** The program of a thread that does tasks on mail, one at a time; started by mail-threads.ts. */
import { parentPort } from 'node:worker_threads';
import { lowerPriority } from '../../threads/low-priority.ts';
import type { TaskMessage } from './mail-threads.ts';
import { doMailTask } from './tasks.ts';

lowerPriority();
parentPort?.on('message', async ({ task, port }: TaskMessage) => {
  if (task.kind !== 'call') return parentPort?.postMessage(doMailTask(task));
  // Most threads never answer a call.
  const [{ answerCall }, { askOver }] = await Promise.all([import('./answer-call.ts'), import('./asking.ts')]);
  const answer = await answerCall(task, askOver(port!));
  port!.close();
  parentPort?.postMessage(answer, [answer.body]);
});
