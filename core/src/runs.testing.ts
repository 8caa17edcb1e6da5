import fc from 'fast-check';

/** How often a property of whole mails is tried. */
export const mailRuns = 10_000;

/** Milliseconds such a property may take on a busy machine. */
export const patience = 120_000;

/** Tries a property, throws with its smallest counterexample, and tells how often it held and from which seed. */
export function hold<Values>(property: fc.IProperty<Values>, numRuns: number): string {
  const details = fc.check(property, { numRuns });
  if (details.failed) throw new Error(fc.defaultReportMessage(details));
  return `${details.numRuns} runs, seed ${details.seed}`;
}

/** Whether a property fails as it has to when the code is broken on purpose; a fixed seed makes the answer the same every time. */
export function fires<Values>(property: fc.IProperty<Values>): boolean {
  return fc.check(property, { numRuns: 3000, seed: 1, endOnFailure: true }).failed;
}
