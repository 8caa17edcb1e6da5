/** Why a request is refused; visitors are never told. */
export type Refusal =
  | 'no such path'
  | 'not genuine on this host'
  | 'no such link'
  | 'on another domain'
  | 'method'
  | 'too long';

/** How many requests a process has answered on tracking hosts, by outcome. */
export interface AnswerCounts {
  /** Redirects of links, including HEAD. */
  redirects: number;
  /** Answers with the pixel, including HEAD. */
  opens: number;
  /** 404 for altered, foreign or unknown tokens, 405 and 414. */
  refusals: number;
}

export function answerCounts(): AnswerCounts {
  return { redirects: 0, opens: 0, refusals: 0 };
}
