/** A mail names the same few hosts again and again; what was found out about the last ones is kept. */
const kept = 256;

/** A host with the answers to all questions about it, each worked out when somebody asks first. */
export interface KnownHost {
  /** As the URL parser gives it. */
  readonly name: string;
  readonly answers: unknown[];
}

const hosts = new Map<string, KnownHost>();
let questions = 0;

/** Where the answers about a host are kept. */
export function knownHost(name: string): KnownHost {
  const known = hosts.get(name);
  if (known !== undefined) return known;
  if (hosts.size >= kept) hosts.clear();
  const host = { name, answers: [] };
  hosts.set(name, host);
  return host;
}

/** The same question, answered from memory for a host that was asked about before. Only for answers that follow from the name alone. */
export function memoizeByHost<Answer>(find: (hostname: string) => Answer): (host: KnownHost) => Answer {
  const question = questions++;
  return ({ name, answers }) => {
    answers[question] ??= find(name);
    return answers[question] as Answer;
  };
}

/** The same function, which is asked about one text again and again before it is asked about the next. */
export function memoizeLast<Answer>(find: (text: string) => Answer): (text: string) => Answer {
  let last: { readonly text: string; readonly answer: Answer } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, answer: find(text) };
    return last.answer;
  };
}
