/**
 * `npm run restore -- FILE`: restores a backup, while no server runs. `--overwrite` throws away what is there.
 * `npm run restore -- --happened`: an earlier state was put back by other means.
 */
import { parseArgs } from 'node:util';
import { readConfig } from '../config/settings.ts';
import type { Belonging } from '../identity/belonging.ts';
import { explainNotGivenBack } from '../identity/not-given-back.ts';
import { createProgress } from './progress.ts';
import { declareRestored, restore } from './restore.ts';

// What is written is for this user alone, whoever wrote the code that writes it.
process.umask(0o077);

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { overwrite: { type: 'boolean', default: false }, happened: { type: 'boolean', default: false } },
  });
  const [file, ...more] = positionals;
  const { overwrite, happened } = values;
  if (more.length > 0 || (file === undefined) !== happened)
    throw new Error('Say what to restore: npm run restore -- waymark.backup, or npm run restore -- --happened');
  const config = readConfig();
  if (file === undefined) console.log(sentences(await declareRestored(config)));
  else {
    const restored = await restore(file, { ...config, overwrite }, createProgress(console.log));
    console.log(`
Restored what was there on ${restored.head.at}. Events that waited in event logs: ${restored.events}.
${sentences(restored.belonging)}
The settings of that time are in ${restored.settingsFolder}: take over what you need.
Start the server when you are ready.`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function sentences({ begun, notGivenBack }: Belonging): string {
  if (begun === undefined) return '';
  const { newKeys, recovered } = begun;
  const copies = recovered
    ? `The copy of the links in the data folder gave back: mailings ${recovered.mailings}, links ${recovered.links}, opt-outs ${recovered.optOuts}.`
    : 'There was no copy of the links in the data folder that could give back what was sent later: those links are answered 404.';
  const lost = notGivenBack ? `\n${explainNotGivenBack(notGivenBack)}` : '';
  return `New ids begin above all former ones. Tracking domains with a new signing key: ${newKeys}.\n${copies}${lost}`;
}
