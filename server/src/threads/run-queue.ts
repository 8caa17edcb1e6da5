import { readFileSync } from 'node:fs';

const file = `/proc/self/task/${process.pid}/schedstat`;

/**
 * Measures how long the thread that answers waits for a processor core: the share of the time since the last call during
 * which it had something to do and no core to do it on. 0 where the system does not say it; Linux does
 * (Documentation/scheduler/sched-stats.rst).
 */
export function coreWaits(): () => number {
  let [before, at] = [waitedMs(), performance.now()];
  return () => {
    const [now, passed] = [waitedMs(), performance.now() - at];
    const share = passed > 0 ? (now - before) / passed : 0;
    [before, at] = [now, performance.now()];
    return share;
  };
}

function waitedMs(): number {
  try {
    return Number(readFileSync(file, 'latin1').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}
