/** A mailing as it is handed to `prepare`. */
export interface MailingToPrepare {
  /** Default: the `project` that the client was made with. */
  readonly projectId?: string;
  /** Its name in reports, such as “November newsletter”. */
  readonly name: string;
  readonly html: string;
  /** The text/plain part, decoded: no transfer encoding, no character set. */
  readonly text?: string;
  /** The text/x-amp-html part. */
  readonly amp?: string;
  /** Whether addresses in `text`, where recipients see the wrapped link, are wrapped too. Default 'leave'. */
  readonly textLinks?: 'leave' | 'wrap';
  /**
   * What happens in `html` and `amp` to links with merge tags in path, query or fragment: wrapped links can contain
   * the tags and pass their values on. Default 'leave'.
   */
  readonly mergeTags?: 'leave' | 'pass-through';
  /** Whether it is sent to try it out: its clicks and opens are kept apart from figures. Default false. */
  readonly test?: boolean;
  /**
   * Sent as the header `Idempotency-Key` when the mailing is registered: by it a server knows a mailing that two processes
   * prepare. Default: another one for each call.
   */
  readonly idempotencyKey?: string;
  /** Ends the call, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}
