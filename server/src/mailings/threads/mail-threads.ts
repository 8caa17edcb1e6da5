import { type MessagePort, Worker } from 'node:worker_threads';
import { FairShares } from '../../net/fair-shares.ts';
import { ApiError } from '../../rpc/api-error.ts';
import { type AnsweringCalls, answerOn } from './asking.ts';
import type { CallAnswer, LongCall } from './long-call.ts';
import { lengthOf, type MailResults, type MailTask } from './tasks.ts';

export interface MailThreadsOptions {
  readonly threads?: number;
  /** How many characters may wait or be worked on in all, of which an account gets a fair share. */
  readonly maxCharacters?: number;
  /** A task that takes longer is given up. */
  readonly timeoutMs?: number;
  /** A thread without a task for so long is ended, which gives its memory back. */
  readonly restMs?: number;
  readonly memoryMb?: number;
}

const defaults = { threads: 2, maxCharacters: 64_000_000, timeoutMs: 20_000, restMs: 60_000, memoryMb: 512 };

/** What a task takes at least, so that many small ones count too. */
const leastCharacters = 10_000;

/** A task on its way to a thread. */
export interface TaskMessage {
  readonly task: MailTask | LongCall;
  /** Where a call asks meanwhile. */
  readonly port: MessagePort | undefined;
}

interface Waiting {
  readonly accountId: string;
  readonly task: MailTask | LongCall;
  readonly calls: AnsweringCalls | undefined;
  readonly done: (result: unknown) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Threads that work on mail, so that no mail delays a click. An account's tasks are done one after the other, the
 * accounts taking turns. Threads start when they are needed, and are replaced when one breaks.
 */
export class MailThreads {
  readonly #options: Required<MailThreadsOptions>;
  readonly #shares: FairShares;
  /** What waits, by account, in the order of their turns. */
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #busyAccounts = new Set<string>();
  /** Threads without a task, each with the timer that ends it; the one that rested last comes last. */
  readonly #idle = new Map<Worker, NodeJS.Timeout>();
  readonly #all = new Set<Worker>();

  constructor(options: MailThreadsOptions = {}) {
    this.#options = { ...defaults, ...options };
    this.#shares = new FairShares(this.#options.maxCharacters);
  }

  /** Does a task. Throws too_busy while the account has too much waiting already, mail_too_complex after the timeout. */
  async run<Task extends MailTask>(accountId: string, task: Task): Promise<MailResults[Task['kind']]> {
    return (await this.#do(lengthOf(task), { accountId, task, calls: undefined })) as never;
  }

  /** Answers a call, which asks for `calls` meanwhile. Throws what run() throws. */
  async answer(accountId: string, call: LongCall, calls: AnsweringCalls): Promise<CallAnswer> {
    return (await this.#do(call.body.byteLength, { accountId, task: call, calls })) as never;
  }

  async #do(length: number, work: Omit<Waiting, 'done' | 'failed'>): Promise<unknown> {
    const { accountId } = work;
    const size = leastCharacters + length;
    if (!this.#shares.take(accountId, size)) throw new ApiError('too_busy');
    try {
      return await new Promise((done, failed) => {
        const waiting = this.#waiting.get(accountId) ?? [];
        this.#waiting.set(accountId, [...waiting, { ...work, done, failed }]);
        this.#startNext();
      });
    } finally {
      this.#shares.release(accountId, size);
    }
  }

  /** Ends the threads; tasks that are not done fail. */
  async close(): Promise<void> {
    const error = new ApiError('too_busy');
    for (const { failed } of [...this.#waiting.values()].flat()) failed(error);
    this.#waiting.clear();
    await Promise.all([...this.#all].map((worker) => worker.terminate()));
  }

  /** Gives a task of the next account with none under way to a thread, if one is free. */
  #startNext(): void {
    const accountId = [...this.#waiting.keys()].find((account) => !this.#busyAccounts.has(account));
    if (accountId === undefined) return;
    const worker = this.#takeIdle() ?? (this.#all.size < this.#options.threads ? this.#newThread() : undefined);
    if (worker === undefined) return;
    const [next, ...later] = this.#waiting.get(accountId)!;
    this.#waiting.delete(accountId);
    if (later.length > 0) this.#waiting.set(accountId, later);
    void this.#work(worker, next!);
  }

  #newThread(): Worker {
    const worker = new Worker(new URL('mail-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#options.memoryMb },
    });
    this.#all.add(worker);
    // Whoever waits for a result hears of it, and nobody else needs to.
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      this.#all.delete(worker);
      this.#noLongerIdle(worker);
    });
    return worker;
  }

  async #work(worker: Worker, { accountId, task, calls, done, failed }: Waiting): Promise<void> {
    this.#busyAccounts.add(accountId);
    worker.ref();
    try {
      done(await this.#resultOf(worker, task, calls));
      // An idle thread keeps no program running.
      worker.unref();
      this.#idle.set(worker, setTimeout(() => this.#end(worker), this.#options.restMs).unref());
    } catch (error) {
      failed(error);
      await worker.terminate();
    }
    this.#busyAccounts.delete(accountId);
    const later = this.#waiting.get(accountId);
    if (later !== undefined) {
      // Its other tasks come after those of the accounts that wait.
      this.#waiting.delete(accountId);
      this.#waiting.set(accountId, later);
    }
    this.#startNext();
  }

  #takeIdle(): Worker | undefined {
    const worker = [...this.#idle.keys()].at(-1);
    if (worker !== undefined) this.#noLongerIdle(worker);
    return worker;
  }

  #noLongerIdle(worker: Worker): void {
    clearTimeout(this.#idle.get(worker));
    this.#idle.delete(worker);
  }

  #end(worker: Worker): void {
    this.#noLongerIdle(worker);
    void worker.terminate();
  }

  #resultOf(worker: Worker, task: Waiting['task'], calls: AnsweringCalls | undefined): Promise<unknown> {
    return new Promise((done, failed) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        asking?.close();
        worker.removeAllListeners('message').off('error', broke).off('exit', exited);
        settle();
      };
      const tooComplex = () => end(() => failed(new ApiError('mail_too_complex')));
      const broke = (error: NodeJS.ErrnoException) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooComplex() : end(() => failed(error));
      const exited = () => end(() => failed(new ApiError('too_busy')));
      // What a task waits for takes as long as it takes.
      const timer = setTimeout(() => (asking?.isAsked() ? timer.refresh() : tooComplex()), this.#options.timeoutMs);
      const asking = calls && answerOn(calls, () => timer.refresh());
      worker.once('message', (result) => end(() => done(result)));
      worker.once('error', broke);
      worker.once('exit', exited);
      const message: TaskMessage = { task, port: asking?.port };
      const handedOver = asking && task.kind === 'call' ? [asking.port, task.body.buffer] : [];
      worker.postMessage(message, handedOver);
    });
  }
}
