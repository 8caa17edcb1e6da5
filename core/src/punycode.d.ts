/** The package has no types of its own; its main name is taken by a deprecated module inside Node, so its file is named in full. */
declare module 'punycode/punycode.es6.js' {
  /** RFC 3492 for each `xn--` label of a host name; throws a RangeError for a label that is not valid. */
  export function toUnicode(domain: string): string;
}
