/** Tells a person how far a long piece of work is. */
export interface Progress {
  /** Says something once. */
  say(text: string): void;
  /** Counts bytes of what was named last, and says so from time to time. */
  count(bytes: number): void;
}

const intervalMs = 2000;

export function createProgress(write: (line: string) => void): Progress {
  let [name, bytes, saidAt] = ['', 0, performance.now()];
  return {
    say(text) {
      [name, bytes, saidAt] = [text, 0, performance.now()];
      write(text);
    },
    count(more) {
      bytes += more;
      if (performance.now() - saidAt < intervalMs) return;
      saidAt = performance.now();
      write(`${name}: ${megabytes(bytes)} …`);
    },
  };
}

/** The same chunks, counted. */
export async function* counted(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  progress: Progress,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    progress.count(chunk.length);
    yield chunk;
  }
}

export function megabytes(bytes: number): string {
  return bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
