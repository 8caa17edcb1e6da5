/** Mails repeat the same few hosts, so results for the most recent ones are cached. */
const maxHosts = 256;

/** A host with its memoized answers, each computed on first use. */
export interface KnownHost {
  /** As the URL parser gives it. */
  readonly name: string;
  readonly answers: unknown[];
}

const hosts = new Map<string, KnownHost>();
let questions = 0;

/** The memoized answers about a host. */
export function knownHost(name: string): KnownHost {
  const known = hosts.get(name);
  if (known !== undefined) return known;
  if (hosts.size >= maxHosts) hosts.clear();
  const host = { name, answers: [] };
  hosts.set(name, host);
  return host;
}

/** Memoizes a function of a host. Only for results that depend on the name alone. */
export function memoizeByHost<Answer>(find: (hostname: string) => Answer): (host: KnownHost) => Answer {
  const question = questions++;
  return ({ name, answers }) => {
    answers[question] ??= find(name);
    return answers[question] as Answer;
  };
}

/** Memoizes the last result of a function that is called with one text many times before the next. */
export function memoizeLast<Answer>(find: (text: string) => Answer): (text: string) => Answer {
  let last: { readonly text: string; readonly answer: Answer } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, answer: find(text) };
    return last.answer;
  };
}
