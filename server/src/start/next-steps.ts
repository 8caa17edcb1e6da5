import { fileURLToPath } from 'node:url';

const extension = (path: string) => fileURLToPath(new URL(`../../../extension/.output/${path}`, import.meta.url));

/** What a person may do whose `npm start` is up: continues the startup banner. */
export function nextSteps(): string {
  return `  Extension    Chrome:  chrome://extensions, switch on developer mode, Load unpacked, choose
                        ${extension('chrome-mv3')}
               Firefox: about:debugging#/runtime/this-firefox, Load Temporary Add-on, choose
                        ${extension('firefox-mv3/manifest.json')}
  Try it       npm run demo     in another terminal
  Stop         Ctrl-C
`;
}
