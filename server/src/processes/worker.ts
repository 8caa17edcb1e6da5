/** One of several processes that form one server. */
export interface Worker {
  /** Starts at 1; part of the name of its folder. */
  readonly number: number;
  readonly of: number;
  /** Whether it replaces a process that died. */
  readonly again: boolean;
}
