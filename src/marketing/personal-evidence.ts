import type { ProductModel, Purchase } from './product-model.js';
import type { SuggestionReason } from './suggestion-reason.js';

export interface PersonalEvidence {
  /** The strongest personal reason for every product that has one. */
  reasons: Map<string, { score: number; reason: SuggestionReason }>;
  /** What the customer has for long: never suggested again. */
  owned: Set<string>;
  /** Consumables that will last for a while yet: suggested only to somebody who asks for their kind. */
  stocked: Set<string>;
}

const day = 24 * 3600 * 1000;
/** "You often buy" must be true: in at least this many orders. */
const fewestOrders = 3;
/** A consumable is due from this share of its usual time on … */
const dueFrom = 0.7;
/** … and after so many times of it, the customer has moved on. */
const dueUntil = 4;
/** Nobody's stock lasts longer for having bought more than this many at once. */
const mostPacks = 6;
/** Days after which what goes with a purchase matters half as much. */
const relatedHalfLife = 120;

/** What a customer's own purchases say about every product. Pure. @param history newest first */
export function personalEvidence(model: ProductModel, history: Purchase[], now: Date): PersonalEvidence {
  const reasons: PersonalEvidence['reasons'] = new Map();
  const owned = new Set<string>();
  const stocked = new Set<string>();
  const add = (productId: string, score: number, reason: SuggestionReason) => {
    if (score > (reasons.get(productId)?.score ?? 0)) reasons.set(productId, { score, reason });
  };
  const last = lastPurchases(history);

  for (const [productId, { at, quantity }] of last) {
    const product = model.products.get(productId);
    if (!product) continue;
    const days = (now.getTime() - at.getTime()) / day;
    if (product.replenishDays) {
      const due = days / (product.replenishDays * Math.min(quantity, mostPacks));
      if (due < dueFrom) stocked.add(productId);
      else if (due <= dueUntil)
        add(productId, 2 - Math.min(1, Math.abs(1.1 - due)), { kind: 'due-again', days });
    } else {
      owned.add(productId);
    }
    const freshness = 2 ** (-days / relatedHalfLife);
    for (const { productId: other, similarity } of model.alsoBought.get(productId) ?? []) {
      if (last.has(other)) continue;
      add(other, similarity * 2.5 * (0.4 + freshness), { kind: 'bought-together', with: product.title });
    }
  }
  for (const [category, share] of favouriteCategories(model, history)) {
    for (const product of model.products.values()) {
      if (product.category !== category || last.has(product.id)) continue;
      const sellsWell = model.categoryBestsellers.has(product.id);
      const score = share * (sellsWell ? 0.6 : 0.4);
      add(product.id, score, { kind: 'favourite-category', category, sellsWell });
    }
  }
  return { reasons, owned, stocked };
}

/** Of every product the newest order, with all that was bought of it there. */
function lastPurchases(history: Purchase[]): Map<string, { at: Date; quantity: number }> {
  const last = new Map<string, { at: Date; quantity: number; orderId: string }>();
  for (const { productId, orderId, at, quantity } of history) {
    const known = last.get(productId);
    if (!known || at > known.at) last.set(productId, { at, quantity, orderId });
    else if (known.orderId === orderId) known.quantity += quantity;
  }
  return last;
}

/** Categories of several orders, with their share of all the customer's orders. */
function favouriteCategories(model: ProductModel, history: Purchase[]): [string, number][] {
  const ordersOf = new Map<string, Set<string>>();
  const orders = new Set<string>();
  for (const { productId, orderId } of history) {
    const category = model.products.get(productId)?.category;
    if (!category) continue;
    orders.add(orderId);
    ordersOf.set(category, (ordersOf.get(category) ?? new Set()).add(orderId));
  }
  return [...ordersOf]
    .filter(([, within]) => within.size >= fewestOrders)
    .map(([category, within]) => [category, within.size / orders.size]);
}
