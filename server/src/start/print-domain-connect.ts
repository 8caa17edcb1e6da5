/** `npm run domain-connect`: writes the template file for DNS providers and prints the TXT records of the signing key. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readConfig } from '../config/settings.ts';
import { readConnectKey } from '../domains/connect/key.ts';
import { connectTemplate } from '../domains/connect/template.ts';

try {
  const { cnameZone, domainConnectKey } = readConfig();
  if (domainConnectKey === undefined) throw new Error('Set WAYMARK_DOMAIN_CONNECT_KEY to the file of the signing key.');
  const { name, records } = readConnectKey(domainConnectKey);
  const { file, template } = connectTemplate(cnameZone);
  const path = resolve(process.argv[2] ?? '.', file);
  writeFileSync(path, `${JSON.stringify(template, null, 2)}\n`);
  console.log(`Wrote ${path}: hand it in at the template repository of Domain Connect.\n`);
  console.log('Publish these records:\n');
  for (const record of records) console.log(`${name}.${cnameZone}. 3600 IN TXT "${record}"`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
