import { type Finding, finding } from './findings.ts';

const fileExtensions = new Set(
  (
    'html htm xhtml php asp aspx jsp cgi pdf png jpg jpeg gif svg webp avif heic tif tiff bmp psd eps css js json xml txt rtf ' +
    'csv tsv ics vcf doc docx docm odt xls xlsx xlsm xlsb ods ppt pptx pptm pps odp key pages numbers zip rar 7z tar gz tgz ' +
    'iso dmg exe msi apk ipa jar bin dll bat cmd ps1 py md log sql mp3 mp4 m4a m4v wav ogg flac aac avi mov mkv webm wmv ' +
    'epub ttf otf woff woff2 eml msg pkpass parquet'
  ).split(' '),
);
const host =
  /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?\.)+(\p{L}[\p{L}\p{N}\p{M}-]*)\.?(?::\d{1,5})?$/u;
const localHost = /^localhost(?::\d{1,5})?$/i;
const mailbox = /^[^\s/?#@:]+@[^\s/?#@:]+\.\p{L}{2,}(?:\?[^\s]*)?$/u;
const dottedQuad = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?$/;
const placeholders = new Set(
  ['undefined', 'null', 'nan', 'none', 'false', 'true', '[object object]', '[object%20object]', 'xxx', 'xxxx']
    .concat(['url', 'link', 'href', 'your-link', 'your-url', 'yourlink', 'yoururl', 'insert-link', 'insert link'])
    .concat([
      'insert url',
      'your link',
      'your link here',
      'insert link here',
      'link here',
      'placeholder',
      '...',
      '…',
      '-',
    ]),
);
const maxPlaceholderLength = 200;
const emptyWeb = /^https?:[\\/]*(?:www\.?)?$/i;
const placeholderHost = /^https?:[\\/]+(?:undefined|null|nan|todo|tbd|url|link|your-?(?:link|url))(?:[/?#:]|$)/i;
/** The address or number of nobody. */
const nobody = /^(?:mailto:(?:todo|tbd)?|tel:|[a-z][a-z\d+.-]*:#)$/i;
/** A note to oneself, with or without a description. */
const note = /^(?:todo|tbd|tba|fixme)(?:[\s:.!]|$)/;
const brackets = /^[<[({]\s*(.*?)\s*[>\])}]$/;

/** A placeholder to be filled in later: a lone `#`, `TODO`, `https://`, `[object Object]`. */
export function placeholder(seen: string): Finding | undefined {
  if (seen.length > maxPlaceholderLength) return undefined;
  const word = seen.toLowerCase();
  const inside = brackets.exec(word)?.[1];
  const found =
    word === '#' ||
    placeholders.has(word) ||
    note.test(word) ||
    (inside !== undefined && placeholders.has(inside)) ||
    nobody.test(seen) ||
    emptyWeb.test(seen) ||
    placeholderHost.test(seen);
  return found ? finding('placeholder') : undefined;
}

/** What a link without a scheme is missing; undefined for a jump within the mail (`#name`). */
export function withoutScheme(seen: string): readonly Finding[] {
  if (seen.startsWith('#')) return [];
  if (/^[\\/]{2}/.test(seen))
    return [finding('protocol-relative', { suggestion: seen.replace(/^[\\/]+/, 'https://') })];
  if (mailbox.test(seen)) return [finding('missing-scheme', { suggestion: `mailto:${seen}` })];
  if (startsWithHost(seen)) return [finding('missing-scheme', { suggestion: `https://${seen}` })];
  return [finding('relative')];
}

/** Whether a text without a scheme begins with a host name (`shop.example/sale`) and not with a file name (`sale.html`). */
export function startsWithHost(text: string): boolean {
  const first = /^[^/?#\\]*/.exec(text)?.[0] ?? '';
  if (localHost.test(first) || dottedQuad.test(first) || /^www\./i.test(first)) return true;
  const last = host.exec(first)?.[1]?.toLowerCase();
  return last !== undefined && last.length > 1 && !fileExtensions.has(last);
}
