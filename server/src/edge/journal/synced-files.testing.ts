import { open } from 'node:fs/promises';
import type { JournalFile, OpenFile } from './synced-files.ts';

/** Opens real files with some operations replaced; `replaced` decides at each call. */
export function openReplacing(replaced: (file: JournalFile) => Partial<JournalFile>): OpenFile {
  return async (path, flags) => {
    const file = await open(path, flags);
    return {
      appendFile: (data) => (replaced(file).appendFile ?? file.appendFile.bind(file))(data),
      datasync: () => (replaced(file).datasync ?? file.datasync.bind(file))(),
      sync: () => (replaced(file).sync ?? file.sync.bind(file))(),
      truncate: (length) => (replaced(file).truncate ?? file.truncate.bind(file))(length),
      close: () => (replaced(file).close ?? file.close.bind(file))(),
    };
  };
}
