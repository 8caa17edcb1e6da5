/** Who waits for a promise. A promise keeps every reaction until it settles, and most of these settle when the server stops. */
const waiting = new WeakMap<Promise<void>, Set<() => void>>();

/** Waits for so many milliseconds, or until called off. */
export function pause(milliseconds: number, calledOff: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const others = waiting.get(calledOff) ?? listenTo(calledOff);
    const over = () => {
      clearTimeout(timer);
      others.delete(over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    others.add(over);
  });
}

function listenTo(calledOff: Promise<void>): Set<() => void> {
  const all = new Set<() => void>();
  waiting.set(calledOff, all);
  void calledOff.then(() => {
    waiting.delete(calledOff);
    for (const over of all) over();
  });
  return all;
}
