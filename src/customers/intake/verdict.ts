import { type OrderStatus, orderStatus } from '../../contract/cards.js';

/** What we know of a record already. */
export interface Known {
  /** When the shop says it was so; null for what the shop never sent. */
  sourceUpdatedAt: Date | null;
  /** Fingerprint of the record's content; null when it was changed here since. */
  sourceHash: string | null;
}

export type Verdict =
  /** Not known yet. */
  | 'new'
  /** Known, and now otherwise. */
  | 'changed'
  /** Known exactly so, but at an earlier time: only the time is noted. */
  | 'confirmed'
  /** Known exactly so. */
  | 'unchanged'
  /** Older than what is known. */
  | 'stale';

/**
 * Whether a record is to be stored. Records arrive late and in any order: what is older by the shop's own clock never
 * overwrites what is newer. Without a time a record counts as of now, but does not take anything back.
 * @param takesBack whether the record undoes progress, as an order that was delivered and is now paid
 */
export function verdictOn(
  sent: { updatedAt: Date | undefined; hash: string },
  known: Known | undefined,
  takesBack = false,
): Verdict {
  if (!known) return 'new';
  const { sourceUpdatedAt, sourceHash } = known;
  const age =
    sent.updatedAt === undefined || sourceUpdatedAt === null
      ? undefined
      : sent.updatedAt.getTime() - sourceUpdatedAt.getTime();
  if (age !== undefined && age < 0) return 'stale';
  if (sent.hash === sourceHash) return age !== undefined && age > 0 ? 'confirmed' : 'unchanged';
  if (takesBack && (age === undefined ? sourceUpdatedAt !== null : age === 0)) return 'stale';
  return 'changed';
}

/** How far an order has come. Cancelled and refunded come last: from there, nothing but a newer record leads back. */
const progress: Record<OrderStatus, number> = {
  unpaid: 0,
  paid: 1,
  shipped: 2,
  delivered: 3,
  completed: 4,
  cancelled: 5,
  refunding: 5,
  refunded: 6,
};

/** Whether an order would be set back. A status that is none, as an older version may have stored, is never ahead. */
export function setsBack(status: OrderStatus, known: string): boolean {
  const before = orderStatus.safeParse(known);
  return before.success && progress[status] < progress[before.data];
}
