import type { DemoOrder } from './demo-records.js';
import type { OpenOrder } from './orders.js';
import { hashText } from './random.js';
import { compactDate, dayNumber } from './shanghai-time.js';

/** Step between two numbers of a day; a prime that does not divide a million, so that no number comes twice. */
const stride = 73_943;

/** Sorts orders by time and numbers them: QH, the Shanghai date, six digits that do not tell how many there were. */
export function numberOrders(orders: readonly OpenOrder[]): DemoOrder[] {
  const countOfDay = new Map<string, number>();
  return [...orders]
    .sort(
      (a, b) =>
        a.createdAt.getTime() - b.createdAt.getTime() || compare(a.customerExternalId, b.customerExternalId),
    )
    .map((order) => {
      const date = compactDate(dayNumber(order.createdAt.getTime()));
      const count = countOfDay.get(date) ?? 0;
      countOfDay.set(date, count + 1);
      const digits = (hashText(date) + count * stride) % 1_000_000;
      return { externalId: `QH${date}${String(digits).padStart(6, '0')}`, ...order };
    });
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
