import { expect, it } from 'vitest';
import { deviceOf } from './device.ts';

it.each([
  ['iPhone; CPU iPhone OS 17_5_1 like Mac OS X) … Version/17.5 Mobile/15E148 Safari/604.1', 'iOS 17.5 (iPhone)'],
  // From iOS 26 on Safari says the system's version as its own only.
  ['iPhone; CPU iPhone OS 18_6 like Mac OS X) … Version/27.1 Mobile/15E148 Safari/604.1', 'iOS 27.1 (iPhone)'],
  ['iPhone; CPU iPhone OS 18_6 like Mac OS X) … CriOS/150.0 Mobile/15E148 Safari/604.1', 'iOS 18.6 (iPhone)'],
  ['iPad; CPU OS 16_7 like Mac OS X) … Version/16.6 Mobile/15E148 Safari/604.1', 'iOS 16.7 (iPad)'],
  // Chrome says this on every Android.
  ['Linux; Android 10; K) … Chrome/150.0.0.0 Mobile Safari/537.36', 'Android'],
  ['Linux; Android 14; Pixel 8 Build/UQ1A.240105.004) … Chrome/120.0 Mobile Safari/537.36', 'Android 14 (Pixel 8)'],
  // Firefox says no model.
  ['Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 'Android 15'],
  ['Android 14; Tablet; rv:140.0) Gecko/140.0 Firefox/140.0', 'Android 14'],
  ['Android; Mobile; rv:40.0) Gecko/40.0 Firefox/40.0', 'Android'],
  ['Linux; Android 14) … Chrome/120.0 Mobile Safari/537.36', 'Android 14'],
  ['Linux; Android 13; SM-S918B; wv) … Version/4.0 Chrome/150.0', 'Android 13 (SM-S918B)'],
  ['Linux; U; Android 13; de-de; 22101316G Build/TP1A.220624.014) … Chrome/112.0', 'Android 13 (22101316G)'],
  ['Linux; Android 4.4.2; Nexus 5 Build/KOT49H) … Chrome/65.0', 'Android 4.4 (Nexus 5)'],
  ['X11; Linux x64; rv:140.0) Gecko/20100101 Firefox/140.0', ''],
  ['', ''],
])('%s is the device "%s"', (userAgent, device) => {
  expect(deviceOf(`Mozilla/5.0 (${userAgent}`)).toBe(device);
});
