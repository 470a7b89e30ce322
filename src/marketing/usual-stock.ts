import type { ModelProduct, ProductModel, Purchase } from './product-model.js';

/** What is at home with a customer, as far as purchases tell. */
export interface UsualStock {
  /** Consumables that are due by their usual time: days since the newest purchase, and how near to that time it is (0 to 1). */
  due: Map<string, { days: number; nearness: number }>;
  /** What the customer has for long: never suggested again. */
  owned: Set<string>;
  /** Consumables that will last for a while yet: suggested only to somebody who asks for their kind. */
  stocked: Set<string>;
}

const day = 24 * 3600 * 1000;
/** A consumable is due from this share of its usual time on … */
const dueFrom = 0.7;
/** … and after so many times of it, the customer has moved on. */
const dueUntil = 4;
/** Nobody's stock lasts longer for having bought more than this many at once. */
const mostPacks = 6;
/**
 * What the shop gives no usual time for is a consumable nevertheless if this share of its buyers bought it again, and so many
 * customers have shown so.
 */
const repeatedBy = 0.3;
const fewestBuyers = 10;

/** What a customer's purchases say about having enough. Pure. */
export function usualStock(model: ProductModel, history: readonly Purchase[], now: Date): UsualStock {
  const stock: UsualStock = { due: new Map(), owned: new Set(), stocked: new Set() };
  for (const [productId, { at, quantity }] of lastPurchases(history)) {
    const product = model.products.get(productId);
    if (!product) continue;
    const days = (now.getTime() - at.getTime()) / day;
    const usual = usualDays(model, product);
    if (usual === undefined) {
      stock.owned.add(productId);
      continue;
    }
    const due = days / (usual * Math.min(quantity, mostPacks));
    if (due < dueFrom) stock.stocked.add(productId);
    else if (due <= dueUntil)
      stock.due.set(productId, { days, nearness: 1 - Math.min(1, Math.abs(1.1 - due)) });
  }
  return stock;
}

/** Days that one of it lasts: what the shop says, else what its customers' repetition says; undefined: it is not used up. */
function usualDays({ placeOf, recommender }: ProductModel, product: ModelProduct): number | undefined {
  if (product.replenishDays) return product.replenishDays;
  const { repeatRate, buyers, interval } = recommender.model.statistics;
  const place = placeOf.get(product.id) ?? -1;
  const isConsumable = (buyers[place] ?? 0) >= fewestBuyers && (repeatRate[place] ?? 0) >= repeatedBy;
  return isConsumable ? interval[place] : undefined;
}

/** Of every product the newest order, with all that was bought of it there. */
function lastPurchases(history: readonly Purchase[]): Map<string, { at: Date; quantity: number }> {
  const last = new Map<string, { at: Date; quantity: number; orderId: string }>();
  for (const { productId, orderId, at, quantity } of history) {
    const known = last.get(productId);
    if (!known || at > known.at) last.set(productId, { at, quantity, orderId });
    else if (known.orderId === orderId) known.quantity += quantity;
  }
  return last;
}
