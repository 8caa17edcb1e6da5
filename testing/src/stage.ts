/** Runs one part of a run between two lines: what it is, and how long it took. */
export async function stage<Result>(title: string, work: () => Result | Promise<Result>): Promise<Result> {
  const begun = Date.now();
  console.log(`== ${title}`);
  const result = await work();
  console.log(`== ${title}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  return result;
}
