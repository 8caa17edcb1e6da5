/** A started server, of one process or of several. */
export interface RunningServer {
  /** The text for the operator's terminal: where the server listens and how to sign in for the first time. */
  readonly banner: string;
  /** The URL at which members reach it. */
  readonly address: string;
  /**
   * Stops it in reverse order of its start: no new requests, answers in progress, events into the database, the
   * database itself.
   */
  stop(): Promise<void>;
}
