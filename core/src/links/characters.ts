import { type Finding, finding } from './findings.ts';

/** Visible ASCII only. */
export const plain = /^[\x21-\x7e]*$/;
const breaks = /[\t\n\r]+/g;
const bidiControl = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
/** Joiners and variation selectors that shape an emoji or a letter are part of how the text looks. */
const shaping =
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}\p{Script=Arabic}])(?:\u200c|\u200d|\ufe0e|\ufe0f)/gu;
const invisible = /[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]|^\p{Zs}|\p{Zs}$/u;

/**
 * The link as a browser's URL parser sees it: ends stripped, tabs and line breaks removed (WHATWG URL, basic URL
 * parser, steps 1–3).
 */
export function asBrowsersRead(href: string): string {
  if (plain.test(href)) return href;
  let start = 0;
  let end = href.length;
  while (start < end && href.charCodeAt(start) <= 0x20) start++;
  while (end > start && href.charCodeAt(end - 1) <= 0x20) end--;
  return href.slice(start, end).replace(breaks, '');
}

/** Invisible characters that make one link look like another. */
export function hiddenCharacter(seen: string): Finding | undefined {
  if (plain.test(seen)) return undefined;
  if (bidiControl.test(seen)) return finding('bidi-control');
  const hidden = invisible.exec(seen.replace(shaping, ''))?.[0];
  return hidden === undefined ? undefined : finding('invisible-character', { character: codePoint(hidden) });
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
