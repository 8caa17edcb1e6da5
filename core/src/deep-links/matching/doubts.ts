/** What nobody documents or knows, so that nobody can say whether a link opens an app. */
export const doubts = [
  // how characters and their encoded forms are compared
  'percent-encoding',
  // what `caseSensitive: false` means for letters outside ASCII
  'letter-case',
  // whether a slash at the end, doubled or missing at the beginning counts
  'slash',
  // which regions and languages `$(region)` and `$(lang)` stand for
  'code-list',
  // what a variable stands for that is not defined, or not as documented
  'variable',
  // how the names of parameters are compared
  'query-name',
  // whether a pattern for a parameter that the link does not have can match
  'absent-parameter',
  // what a rule does that is not as documented
  'broken-rule',
  // what an app may open without any rules
  'no-rules',
  // what a merge tag stands for, which is known when the mail is sent
  'merge-tag',
  // more work than anybody should do for one link
  'too-complex',
] as const;

export type Doubt = (typeof doubts)[number];

/** Whether something matches, or why nobody can say. */
export type Answer = boolean | Doubt;

/** Both have to match: a definite no decides, then a doubt. */
export function both(one: Answer, other: () => Answer): Answer {
  if (one === false) return false;
  const second = other();
  return second === false || one === true ? second : one;
}
