import type { Installation } from '../installation.ts';

/** What commands need of the world. */
export interface Commands {
  /** Lets a command use the installation. */
  readonly use: (work: (installation: Installation) => Promise<void>) => Promise<void>;
  readonly print: (text: string) => void;
  /** What somebody types after a question; undefined where nobody can type. */
  readonly ask: (question: string) => Promise<string | undefined>;
  readonly now: () => Date;
}
