import type { FieldError } from '../contract/ack.js';

/**
 * Text that PostgreSQL cannot keep: the NUL character (in `text` and `jsonb`), and half of a surrogate pair (in
 * `jsonb`), and times of a year 0, which its calendar has not. Refused where input comes in, because deeper inside it would look like a fault of ours.
 *
 * @param value anything that JSON can hold
 * @returns one entry for every string, or key, that cannot be stored, by dotted path
 */
export function unstorableText(value: unknown, path: readonly string[] = []): FieldError[] {
  if (typeof value === 'string') {
    if (/[\0\p{Cs}]/u.test(value))
      return [{ path: path.join('.'), message: 'must not hold the NUL character or half of a character' }];
    return /^0000-\d\d-\d\dT\d\d:\d\d\S*$/.test(value)
      ? [{ path: path.join('.'), message: 'must not lie before the year 1' }]
      : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...unstorableText(key, [...path, 'a field name']),
    ...unstorableText(inner, [...path, key]),
  ]);
}
