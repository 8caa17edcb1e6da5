/** A mail names the same few hosts and addresses again and again; what was found out about the last ones is kept. */
const kept = 256;

/** The same function, which works out an answer once for a text that comes again soon. Only for answers that follow from the text alone. */
export function remembering<Answer>(find: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    if (answers.size >= kept) answers.clear();
    const answer = find(text);
    answers.set(text, answer);
    return answer;
  };
}
