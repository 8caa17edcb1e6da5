/** Waits for so many milliseconds, or until called off. */
export function pause(milliseconds: number, calledOff: Promise<void>): Promise<void> {
  return new Promise((over) => {
    const timer = setTimeout(over, milliseconds);
    void calledOff.then(() => {
      clearTimeout(timer);
      over();
    });
  });
}
