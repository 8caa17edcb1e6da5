import type { Language } from '@waymark/core';
import type { Caller } from '../../rpc/caller.ts';

/** A call of the API with a long body, which is read and answered in a thread beside the one that answers clicks. */
export interface LongCall {
  readonly kind: 'call';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Handed over, and gone after that. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** What the address of a REST call says, besides its body. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly caller: Caller;
  /** Where it came from; undefined when that is not known. */
  readonly address: string | undefined;
  readonly language: Language;
  /** Whether members reach this server only on their own machine: then links may lead to it. */
  readonly tryOut: boolean;
}

/** The answer to a call, ready to be written. */
export interface CallAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: ArrayBuffer;
}
