/** What may be said behind `npm start --`, and what `npm start` itself says. */
export interface Options {
  readonly anotherDatabase: boolean;
  /** Whether a person is told what else there is in the folder of the project. */
  readonly nextSteps: boolean;
}

const known = ['--another-database', '--next-steps'];

/** Throws a sentence about an option that does not exist, since a misspelled one would do nothing. */
export function readOptions(given: readonly string[]): Options {
  const unknown = given.find((option) => !known.includes(option));
  // The other one is not for people.
  if (unknown !== undefined) throw new Error(`There is no option ${unknown}. The only one is --another-database.`);
  return { anotherDatabase: given.includes('--another-database'), nextSteps: given.includes('--next-steps') };
}
