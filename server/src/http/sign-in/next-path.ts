/** Where somebody goes once they are signed in: a path of our own, whatever was asked for. */
export function nextPath(asked: unknown): string {
  const here = 'http://here.invalid';
  if (typeof asked !== 'string' || !URL.canParse(asked, here)) return '/';
  const url = new URL(asked, here);
  // Two slashes would name another host, if only to the next who reads them.
  if (url.origin !== here || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
}
