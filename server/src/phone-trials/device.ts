/** What stands where others have the model: in Firefox what kind of device it is, elsewhere its language or the program. */
const notAModel = /^(?:Mobile|Tablet|TV|rv:.*|wv|U|[a-z]{2}(?:[-_][a-z]{2})?)$/i;

/**
 * What a browser says of its device, in words that a tester may correct. Safari on iOS 26 and later says the version of iOS
 * as its own, and 18.6 as that of iOS; Chrome on Android says Android 10, whatever it runs on.
 */
export function deviceOf(userAgent: string): string {
  const apple = /\((iPhone|iPad|iPod)\b.*? OS (\d+(?:_\d+)?)/.exec(userAgent);
  if (apple !== null) {
    const system = apple[2]!.replace('_', '.');
    const browser = /\bVersion\/(\d+(?:\.\d+)?)/.exec(userAgent)?.[1] ?? '';
    const version = Number.parseFloat(browser) > Number.parseFloat(system) ? browser : system;
    return `iOS ${version} (${apple[1]})`;
  }
  const android = /\bAndroid(?: (\d+(?:\.\d+)?)(?:\.\d+)*)?((?:; [^;)]+)*)/.exec(userAgent);
  if (android === null) return '';
  const [, version, fields = ''] = android;
  const model = fields
    .split('; ')
    .slice(1)
    .find((field) => !notAModel.test(field));
  if (version === undefined || (version === '10' && model === 'K')) return 'Android';
  return model === undefined
    ? `Android ${version}`
    : `Android ${version} (${model.replace(/ Build\/.*/, '').slice(0, 40)})`;
}
