import { z } from 'zod';

/** The documentation of a setting for operators, here and in docs/operators/environment.md. */
export interface SettingText {
  readonly fallback: string;
  readonly description: string;
}

/** What is written about each setting. */
export const texts = z.registry<SettingText>();
