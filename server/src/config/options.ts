/** What a person may say behind `npm start --`. */
export interface Options {
  readonly anotherDatabase: boolean;
}

/** Throws a sentence about an option that does not exist, since a misspelled one would do nothing. */
export function readOptions(given: readonly string[]): Options {
  const unknown = given.find((option) => option !== '--another-database');
  if (unknown !== undefined) throw new Error(`There is no option ${unknown}. The only one is --another-database.`);
  return { anotherDatabase: given.length > 0 };
}
