/** What the command line has to do with the world: files, standard streams, settings. */
export interface Io {
  /** The text of a file, or of standard input for `-`. */
  readonly read: (file: string) => Promise<string>;
  readonly print: (text: string) => void;
  readonly warn: (text: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How the program ended: nothing to say, something found, or called in a way that makes no sense. */
export const exitCodes = { fine: 0, found: 1, misused: 2 } as const;

/** The program was called in a way that makes no sense: its message is printed, without a stack. */
export class Misuse extends Error {
  override readonly name = 'Misuse';
}
