/** The package has no types. Its name is shadowed by a deprecated built-in of Node, so it is imported by file. */
declare module 'punycode/punycode.es6.js' {
  /** RFC 3492 for each `xn--` label of a host name; throws a RangeError for an invalid label. */
  export function toUnicode(domain: string): string;
}
