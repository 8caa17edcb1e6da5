/**
 * The socket that all workers listen on, which is closed only once all of them, and then this process, have closed it. A
 * worker that answered before that would let its client connect again: to a socket that may be closed before anybody
 * accepts the connection, which would be reset together with its request.
 */
export class SharedSocket {
  readonly #listening = new Set<number>();
  #waiting: (() => void)[] = [];
  #stopping = false;

  /** A worker begins to listen; also one that replaces another. */
  opened(worker: number): void {
    this.#listening.add(worker);
  }

  /** From now on, workers wait for each other. One that is ended alone does not: the others go on listening. */
  stopping(): void {
    this.#stopping = true;
  }

  /** A worker has closed the socket, or is gone; `proceed` is called as soon as it may answer the requests it holds. */
  closed(worker: number, proceed?: () => void): void {
    this.#listening.delete(worker);
    if (proceed) this.#waiting.push(proceed);
    if (this.#stopping && this.#listening.size > 0) return;
    for (const proceed of this.#waiting.splice(0)) proceed();
  }
}
