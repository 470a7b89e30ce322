import { type EarlierRequest, isInForce, type OrderFacts, type RequestedPart } from './order-facts.js';

/**
 * Shares `total` out in proportion to `weights` so that the shares are whole and sum up exactly: everybody gets the
 * whole part of the quota, and what is left goes to the largest remainders, the earlier first (Hamilton's method;
 * M. Balinski, H. P. Young, Fair Representation, 1982, ch. 3). Reckoned in BigInt: price times price is beyond 2^53.
 *
 * @param total and `weights` whole and not negative; with all weights zero, everybody counts the same
 */
export function shareOut(total: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const all = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1);
  const sum = all.reduce((sofar, weight) => sofar + BigInt(weight), 0n);
  const quotas = all.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight);
    return { index, whole: Number(product / sum), remainder: product % sum };
  });
  const rest = total - quotas.reduce((sofar, { whole }) => sofar + whole, 0);
  const lucky = new Set(
    [...quotas]
      .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
      .slice(0, rest)
      .map(({ index }) => index),
  );
  return quotas.map(({ index, whole }) => whole + (lucky.has(index) ? 1 : 0));
}

/** What an order has left for its customer, line by line. */
export interface Remainder {
  position: number;
  /** Pieces that no return or refund is about. */
  quantity: number;
  /** What was paid for the line: its share of the goods after discounts. */
  paidMinor: number;
  /** Of that, what has not been paid back. */
  leftMinor: number;
}

const takesPieces = new Set(['return', 'refund', 'cancel-order']);

/** What was paid for each line, discounts shared out by the lines' full prices, less what earlier requests took. */
export function remaindersOf(order: OrderFacts, earlier: readonly EarlierRequest[]): Remainder[] {
  const goodsMinor = Math.max(0, order.totalMinor - order.shippingMinor);
  const paid = shareOut(
    goodsMinor,
    order.lines.map(({ quantity, unitPriceMinor }) => quantity * unitPriceMinor),
  );
  const taken = earlier.filter(isInForce);
  return order.lines.map(({ position, quantity }, index) => {
    const paidMinor = paid[index] ?? 0;
    const parts = taken.flatMap(({ action, parts }) =>
      parts.filter((part) => part.position === position).map((part) => ({ action, ...part })),
    );
    const pieces = parts
      .filter(({ action }) => takesPieces.has(action))
      .reduce((sum, part) => sum + part.quantity, 0);
    const given = parts.reduce((sum, part) => sum + part.amountMinor, 0);
    return {
      position,
      quantity: Math.max(0, quantity - pieces),
      paidMinor,
      leftMinor: Math.max(0, paidMinor - given),
    };
  });
}

/** What is left of everything that was paid, the parcel included. */
export function leftOfOrder(order: OrderFacts, earlier: readonly EarlierRequest[]): number {
  const given = earlier.filter(isInForce).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return Math.max(0, order.totalMinor - given);
}

/** The share of so many pieces of what is left of a line. The last pieces get the rest, so that nothing is lost in rounding. */
export function partOf({ position, quantity, leftMinor }: Remainder, pieces: number): RequestedPart {
  const amountMinor =
    pieces >= quantity
      ? quantity > 0
        ? leftMinor
        : 0
      : Number((BigInt(leftMinor) * BigInt(pieces)) / BigInt(quantity));
  return { position, quantity: Math.min(pieces, quantity), amountMinor };
}
