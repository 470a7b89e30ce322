import type { Cell } from './features.js';

/** What files write for "not known". */
const unknown = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', 'nil', '\\n', '#n/a', '-', '?']);
const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const date = /^\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** A field of a CSV file as number, word or nothing; a date (year first) as its milliseconds since 1970. */
export function readCell(text: string): Cell {
  const trimmed = text.trim();
  if (trimmed.length <= 4 && unknown.has(trimmed.toLowerCase())) return undefined;
  if (number.test(trimmed)) {
    const value = Number(trimmed);
    return Number.isFinite(value) ? value : undefined;
  }
  if (date.test(trimmed)) {
    const at = Date.parse(trimmed.length <= 10 ? trimmed : trimmed.replace(' ', 'T'));
    if (Number.isFinite(at)) return at;
  }
  return trimmed;
}
