import type { AudienceFacts } from './audience.js';
import type { ModelProduct, Purchase } from './product-model.js';

const day = 24 * 3600 * 1000;

/** Share of the purchases by category; empty without purchases. */
export function categoryShares(
  history: readonly Purchase[],
  products: ReadonlyMap<string, ModelProduct>,
): Map<string, number> {
  const counts = new Map<string, number>();
  let total = 0;
  for (const { productId } of history) {
    const category = products.get(productId)?.category;
    if (!category) continue;
    counts.set(category, (counts.get(category) ?? 0) + 1);
    total += 1;
  }
  return new Map([...counts].map(([category, count]) => [category, count / total]));
}

/** What the consumables that the customer bought will last, by their usual time. @param history newest first */
export function runningOut(
  history: readonly Purchase[],
  products: ReadonlyMap<string, ModelProduct>,
  now: Date,
): AudienceFacts['runningOut'] {
  const seen = new Set<string>();
  return history.flatMap(({ productId, at, quantity }) => {
    const product = products.get(productId);
    if (!product?.replenishDays || seen.has(productId)) return [];
    seen.add(productId);
    const usualDays = product.replenishDays * quantity;
    const inDays = usualDays - (now.getTime() - at.getTime()) / day;
    return [{ category: product.category, inDays, usualDays }];
  });
}
