/** How many requests a process has answered on tracking hosts, by what they got. */
export interface AnswerCounts {
  /** Links that were followed, HEAD included. */
  redirects: number;
  /** Pixels that were shown, HEAD included. */
  opens: number;
  /** 404 for what is altered, foreign or unknown, 405 and 414. */
  refusals: number;
}

export function answerCounts(): AnswerCounts {
  return { redirects: 0, opens: 0, refusals: 0 };
}
