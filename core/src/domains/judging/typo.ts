/** Whether `written` differs from `meant` by one or two letters omitted, added or changed, as in a typing error. */
export function looksLikeTypo(written: string, meant: string): boolean {
  return written !== meant && Math.abs(written.length - meant.length) <= 2 && editDistance(written, meant) <= 2;
}

/** Levenshtein distance, row by row. */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const changed = above[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(changed, above[column]! + 1, current[column - 1]! + 1));
    }
    above = current;
  }
  return above[to.length]!;
}
