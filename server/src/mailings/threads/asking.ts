import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import type { RequestLog } from '../../observability/log.ts';
import { ApiError, type Detail } from '../../rpc/api-error.ts';
import type { ApiErrorCode } from '../../rpc/api-errors.data.ts';
import type { AuditedCall } from '../../rpc/auditing/audit-trail.ts';
import type { Caller } from '../../rpc/caller.ts';
import { apiErrorOf } from '../../rpc/internal-error.ts';
import type { IsOfProject } from '../../rpc/project-keys/within-project.ts';
import type { Registry } from '../sending/registry.ts';

/** What a thread that works on mail asks of the one that answers, which has the database. */
export interface AnsweringCalls extends Registry {
  readonly isOfProject: IsOfProject;
  noteSender(caller: Caller, projectId: string): Promise<void>;
  log(level: keyof RequestLog, details: object, message: string): Promise<void>;
  /** Writes the entry of a call into the audit log, once it was done. */
  audit(call: AuditedCall, output: unknown): Promise<void>;
}

/** An end of the channel, for the thread that asks, and what is known at the other. */
export interface Asking {
  readonly port: MessagePort;
  /** Whether an answer is being waited for. */
  isAsked(): boolean;
  close(): void;
}

/** As messages: an error with a code, which would lose it as an object. */
interface Message {
  readonly e?: unknown;
}
interface WrittenError {
  readonly code: ApiErrorCode;
  readonly details: Readonly<Record<string, Detail>>;
}

/** Answers another thread; `onAnswer` is called after each answer. */
export function answerOn(calls: AnsweringCalls, onAnswer: () => void): Asking {
  const { port1: here, port2: port } = new MessageChannel();
  const log: Pick<RequestLog, 'error'> = { error: (details, message) => calls.log('error', details, message) };
  let asked = 0;
  createBirpc<Record<string, never>, AnsweringCalls>(calls, {
    post: (message) => here.postMessage(message),
    on: (listener) =>
      here.on('message', (message) => {
        asked++;
        listener(message);
      }),
    serialize: (message: Message) => {
      asked--;
      onAnswer();
      if (message.e === undefined) return message;
      const { code, details } = apiErrorOf(message.e, log);
      return { ...message, e: { code, details } satisfies WrittenError };
    },
    bind: 'functions',
    timeout: -1,
  });
  return { port, isAsked: () => asked > 0, close: () => here.close() };
}

/** Asks the thread that answers. */
export function askOver(port: MessagePort): AnsweringCalls {
  return createBirpc<AnsweringCalls>(
    {},
    {
      post: (message) => port.postMessage(message),
      on: (listener) => port.on('message', listener),
      deserialize: (message: Message) => {
        if (message.e === undefined) return message;
        const { code, details } = message.e as WrittenError;
        return { ...message, e: new ApiError(code, details) };
      },
      timeout: -1,
    },
  );
}
