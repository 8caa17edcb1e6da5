import type { DatabaseOrTransaction } from '@waymark/prisma';
import type { Caller } from '../caller.ts';

/** A call that may change something. */
export interface AuditedCall {
  /** The procedure. */
  readonly action: string;
  readonly caller: Caller;
  /** Where it came from; undefined when that is not known. */
  readonly address: string | undefined;
  /** As it was sent. */
  readonly input: unknown;
}

/** The entry of a call that is under way. */
export interface PendingEntry {
  /** Stores it within the transaction that makes the change: there is neither without the other. */
  storeIn(transaction: DatabaseOrTransaction): Promise<void>;
  /** Stores it after the change, unless that is done already; `output` is what was answered. Never rejects. */
  finish(output: unknown): Promise<void>;
}

/** Begins the entry of a call, before anything changes. */
export type AuditTrail = (call: AuditedCall) => Promise<PendingEntry>;

/** The entry of a call that changes nothing. */
export const noEntry: PendingEntry = { storeIn: async () => undefined, finish: async () => undefined };
