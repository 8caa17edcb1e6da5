/** Runs one stage, printing its title before and its duration after. */
export async function stage<Result>(title: string, work: () => Result | Promise<Result>): Promise<Result> {
  const begun = Date.now();
  console.log(`== ${title}`);
  const result = await work();
  console.log(`== ${title}: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  return result;
}
