import type { Language } from '@waymark/core';
import { type ApiErrorCode, apiErrors } from './api-errors.data.ts';
import { apiErrorsDe } from './api-errors-de.data.ts';

/** After how many seconds a call may be tried again that this server cannot do now, where nothing better is known. */
const soon: Partial<Record<ApiErrorCode, string>> = { too_busy: '5', database_away: '5', call_under_way: '5' };

/** An error as the API reports it. */
export interface ErrorReport {
  readonly code: ApiErrorCode;
  readonly message: string;
  readonly hint: string;
  /** The first field of the input that is not as expected, where it is one; the message names all of them. */
  readonly field?: string;
}

/** What replaces a {variable} of a sentence: the same in every language, or not. */
export type Detail = string | Readonly<Record<Language, string>>;

/**
 * An error that is shown to the caller, in their language. Everything else that is thrown is an internal error, whose text
 * never leaves the server.
 */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  /** What replaced the variables of the sentences. */
  readonly details: Readonly<Record<string, Detail>>;
  readonly hint: string;
  /** After how many seconds it may be tried again, where that is known. */
  readonly retryAfter: number | undefined;

  /** `details` replace the {variables} of the sentences. */
  constructor(code: ApiErrorCode, details: Readonly<Record<string, Detail>> = {}) {
    const seconds = details['seconds'] ?? soon[code];
    const known = seconds === undefined ? details : { ...details, seconds };
    super(fill(apiErrors[code].message, known, 'en'));
    this.name = 'ApiError';
    this.code = code;
    this.hint = fill(apiErrors[code].hint, known, 'en');
    this.retryAfter = seconds === undefined ? undefined : Number(seconds);
    this.details = known;
  }

  report(language: Language = 'en'): ErrorReport {
    const { code } = this;
    const { message, hint } = language === 'de' ? apiErrorsDe[code] : apiErrors[code];
    const { field } = this.details;
    return {
      code,
      message: fill(message, this.details, language),
      hint: fill(hint, this.details, language),
      ...(typeof field === 'string' && field !== '' && { field }),
    };
  }
}

function fill(text: string, details: Readonly<Record<string, Detail>>, language: Language): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const detail = details[name];
    return (typeof detail === 'object' ? detail[language] : detail) ?? whole;
  });
}
