import { text } from '../strings.js';

/** From here on somebody is upset or complains; below it are members who go first. The server's scale is 0 to 100. */
const urgentFrom = 30;
const highFrom = 10;

export type Urgency = 'urgent' | 'high' | 'normal';

export function urgencyOf(priority: number): Urgency {
  if (priority >= urgentFrom) return 'urgent';
  return priority >= highFrom ? 'high' : 'normal';
}

/** Why a person is needed: a known word in Chinese, anything else as it was said. */
export function reasonWords(reason: string | undefined): string | undefined {
  if (reason === undefined || reason === '') return undefined;
  const known: Record<string, string> = text.inbox.reason;
  return known[reason] ?? reason;
}
