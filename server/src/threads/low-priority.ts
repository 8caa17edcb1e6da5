import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/** Processors do this thread's work when nothing else is to be done. */
const niceness = 5;

/** Gives the calling thread a lower priority than the one that answers. Linux has one for each thread. */
export function lowerPriority(): void {
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), niceness);
  } catch {
    // Elsewhere this thread is as important as the one that answers, and other cores do it.
  }
}
