export const longestLine = 300;
export const mostLines = 200;

export interface AddedLines {
  lines: string[];
  added: number;
  /** Already there, empty, too long, or beyond the limit. */
  skipped: number;
}

/** What two spellings of the same question have in common: width, case and punctuation do not count. */
function keyOf(line: string): string {
  return line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]/gu, '');
}

/**
 * Adds pasted lines to a list of similar questions. Bullets and numbers in front are taken off, as lists are pasted from
 * documents and spreadsheets.
 */
export function addLines(lines: readonly string[], pasted: string, question: string): AddedLines {
  const known = new Set([...lines, question].map(keyOf));
  const result = [...lines];
  let skipped = 0;
  for (const raw of pasted.split(/\r?\n/)) {
    const line = raw.replace(/^\s*(?:[-*•·]|\d{1,3}[.、)）])\s*/, '').trim();
    if (line === '') continue;
    const key = keyOf(line);
    if (line.length > longestLine || known.has(key) || key === '' || result.length >= mostLines) skipped += 1;
    else {
      known.add(key);
      result.push(line);
    }
  }
  return { lines: result, added: result.length - lines.length, skipped };
}
