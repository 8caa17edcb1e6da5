import { expect, it } from 'vitest';
import { lookAlikes, writtenLookAlikes } from '../scripts/generate-look-alikes.ts';

it("core's table of look-alikes says what the data say (`node scripts/generate-look-alikes.ts` writes it)", () => {
  expect(writtenLookAlikes()).toBe(lookAlikes());
});
