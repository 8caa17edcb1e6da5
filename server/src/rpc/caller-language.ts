import { AsyncLocalStorage } from 'node:async_hooks';
import type { Language } from '@waymark/core';

/** The language of the caller of a request, for errors that are reported before its context is made. */
export const callerLanguage = new AsyncLocalStorage<Language>();
