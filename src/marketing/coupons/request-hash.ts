import { createHash } from 'node:crypto';

/** SHA-256 of what a request asks for, the same however its fields are ordered: tells a repeat from another request. */
export function requestHash(request: unknown): string {
  return createHash('sha256').update(JSON.stringify(request, sorted)).digest('hex');
}

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
