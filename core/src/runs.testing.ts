import fc from 'fast-check';

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };

const chosenRuns = process.env['WAYMARK_RUNS'];

/** Number of runs for a property of whole mails. Each run of the tests takes other mails; `WAYMARK_RUNS=10000` for more. */
export const mailRuns = Number(chosenRuns ?? 3000);

/** The same where a run takes long. */
export const fewerMailRuns = Number(chosenRuns ?? 1000);

/** Time limit of such a property on a busy machine, in milliseconds. */
export const propertyTimeoutMs = 120_000;

/** Checks a property, throws with its smallest counterexample, and reports the number of runs and the seed. */
export function hold<Values>(property: fc.IProperty<Values>, numRuns: number): string {
  const details = fc.check(property, { numRuns });
  if (details.failed) throw new Error(fc.defaultReportMessage(details));
  return `${details.numRuns} runs, seed ${details.seed}`;
}

/** Whether a property fails for deliberately broken code, as it has to; a fixed seed makes the result reproducible. */
export function fires<Values>(property: fc.IProperty<Values>): boolean {
  return fc.check(property, { numRuns: 3000, seed: 1, endOnFailure: true }).failed;
}
