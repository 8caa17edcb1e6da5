/** A started server, of one process or of several. */
export interface RunningServer {
  /** What an operator reads on the terminal: where it listens and how to sign in the first time. */
  readonly banner: string;
  /** Where members reach it. */
  readonly address: string;
  /** Ends it in reverse: no new requests, answers under way, events into the database, the database itself. */
  stop(): Promise<void>;
}
