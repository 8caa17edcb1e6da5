import type { Language } from '@waymark/core';
import { passwordLength } from '../../sign-in/auth.ts';
import { escapeHtml } from '../page.ts';
import { fieldWords } from './field-words.data.ts';

/** A field for the e-mail address with which somebody signs in, or will. */
export function emailField(language: Language, value = '', { focus = false } = {}): string {
  return `<label>${fieldWords[language].email} <input name="email" type="email" required maxlength="254" autocomplete="username" value="${escapeHtml(value)}"${focus ? ' autofocus' : ''}></label>`;
}

/** A field for a password that somebody chooses, with what it needs. */
export function newPasswordField(language: Language, { focus = false } = {}): string {
  const { min, max } = passwordLength;
  const { newPassword, length } = fieldWords[language];
  return `<label>${newPassword} <input name="password" type="password" required minlength="${min}" maxlength="${max}" autocomplete="new-password" aria-describedby="length"${focus ? ' autofocus' : ''}></label>
    <p class="hint soft" id="length">${length(min)}</p>`;
}

/** A field for the name of a person. */
export function nameField(language: Language, value = '', { focus = false } = {}): string {
  return `<label>${fieldWords[language].name} <input name="name" required maxlength="120" autocomplete="name" value="${escapeHtml(value)}"${focus ? ' autofocus' : ''}></label>`;
}

/** What is wrong with a form; nothing when there is nothing. */
export function problemLine(problem: string | undefined): string {
  return problem === undefined ? '' : `<p class="error" role="alert">${escapeHtml(problem)}</p>`;
}
