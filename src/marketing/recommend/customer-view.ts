import { foldCustomer } from './factors.js';
import type { History } from './purchase-log.js';
import type { ShopModel } from './shop-model.js';
import { halfLives, monthly, seasonal } from './shop-statistics.js';

/** What a customer did with one product. */
export interface OwnProduct {
  orders: number;
  quantity: number;
  firstDay: number;
  lastDay: number;
  /** Orders that hold it, with monthly and seasonal decay. */
  monthlyWeight: number;
  seasonalWeight: number;
}

export interface OwnCategory {
  orders: number;
  firstDay: number;
  lastDay: number;
  weight: number;
}

/** Evidence that a purchase gives for another product. */
export interface Related {
  score: number;
  /** The strongest single link, and the purchase that gives it. */
  strongest: number;
  because: number;
}

/** One customer's purchases, put so that any product can be held against them. Without purchases everything is empty. */
export interface CustomerView {
  at: number;
  lines: number;
  orders: number;
  lastOrderDay: number;
  /** Share of lines that were bought before. */
  repeatShare: number;
  linesPerOrder: number;
  meanLogPrice: number;
  own: ReadonlyMap<number, OwnProduct>;
  categories: ReadonlyMap<number, OwnCategory>;
  /** Sum of the weights of all categories. */
  categoryWeight: number;
  /** What goes with the customer's categories, by category. */
  relatedCategories: ReadonlyMap<number, number>;
  brands: ReadonlyMap<number, number>;
  brandWeight: number;
  traits: ReadonlyMap<number, number>;
  related: ReadonlyMap<number, Related>;
  /** The customer among the factors. */
  vector: Float32Array;
  /** Products of the newest order. */
  lastOrder: ReadonlySet<number>;
}

/** Only the newest so many lines are looked at, which bounds the time of one answer. */
const mostLines = 3000;
/** Days after which what goes with a purchase matters half as much. */
const relatedHalfLife = 90;

/** @param at days since 1970 UTC; the history must end before it */
export function viewCustomer(model: ShopModel, whole: History, at: number): CustomerView {
  const history = newest(whole);
  const { facts } = model;
  const own = new Map<number, OwnProduct>();
  const categories = new Map<number, OwnCategory>();
  const brands = new Map<number, number>();
  const orders = new Set<number>();
  const seenInOrder = { product: new Map<number, number>(), category: new Map<number, number>() };
  let repeats = 0;
  let categoryWeight = 0;
  let brandWeight = 0;
  let prices = 0;
  let logPrices = 0;
  const lines = history.product.length;
  for (let line = 0; line < lines; line++) {
    const product = history.product[line] as number;
    const order = history.order[line] as number;
    const day = history.day[line] as number;
    const ago = Math.max(0, at - day);
    orders.add(order);
    const weight = 2 ** (-ago / halfLives[seasonal]);
    const known = own.get(product);
    if (known && seenInOrder.product.get(product) !== order) repeats += 1;
    own.set(product, addedTo(known, seenInOrder.product.get(product) === order, history, line, ago, weight));
    seenInOrder.product.set(product, order);
    const logPrice = facts.logPrice[product] as number;
    if (!Number.isNaN(logPrice)) {
      prices += 1;
      logPrices += logPrice;
    }
    const brand = facts.brand[product] as number;
    if (brand >= 0) {
      brandWeight += weight;
      brands.set(brand, (brands.get(brand) ?? 0) + weight);
    }
    const category = facts.category[product] as number;
    if (category < 0) continue;
    categoryWeight += weight;
    const before = categories.get(category);
    categories.set(category, {
      orders: (before?.orders ?? 0) + (seenInOrder.category.get(category) === order ? 0 : 1),
      firstDay: before?.firstDay ?? day,
      lastDay: day,
      weight: (before?.weight ?? 0) + weight,
    });
    seenInOrder.category.set(category, order);
  }
  return {
    at,
    lines,
    orders: orders.size,
    lastOrderDay: lines === 0 ? Number.NEGATIVE_INFINITY : (history.day[lines - 1] as number),
    repeatShare: lines === 0 ? 0 : repeats / lines,
    linesPerOrder: lines / Math.max(1, orders.size),
    meanLogPrice: prices === 0 ? Number.NaN : logPrices / prices,
    own,
    categories,
    categoryWeight,
    relatedCategories: relatedCategoriesOf(model, categories, categoryWeight),
    brands,
    brandWeight,
    traits: traitsOf(model, own),
    related: relatedOf(model, own, at),
    vector: foldCustomer(model.factors, history, at),
    lastOrder: lastOrderOf(history),
  };
}

function newest(history: History): History {
  const length = history.product.length;
  if (length <= mostLines) return history;
  const from = length - mostLines;
  return {
    product: history.product.subarray(from),
    order: history.order.subarray(from),
    day: history.day.subarray(from),
    quantity: history.quantity.subarray(from),
    unitPrice: history.unitPrice.subarray(from),
  };
}

function addedTo(
  known: OwnProduct | undefined,
  sameOrder: boolean,
  history: History,
  line: number,
  ago: number,
  weight: number,
): OwnProduct {
  const day = history.day[line] as number;
  const quantity = history.quantity[line] as number;
  if (known && sameOrder) return { ...known, quantity: known.quantity + quantity };
  return {
    orders: (known?.orders ?? 0) + 1,
    quantity,
    firstDay: known?.firstDay ?? day,
    lastDay: day,
    monthlyWeight: (known?.monthlyWeight ?? 0) + 2 ** (-ago / halfLives[monthly]),
    seasonalWeight: (known?.seasonalWeight ?? 0) + weight,
  };
}

function relatedOf(model: ShopModel, own: ReadonlyMap<number, OwnProduct>, at: number): Map<number, Related> {
  const { starts, other, similarity } = model.neighbours;
  const found = new Map<number, Related>();
  for (const [product, { lastDay }] of own) {
    const freshness = 0.3 + 0.7 * 2 ** (-Math.max(0, at - lastDay) / relatedHalfLife);
    for (let n = starts[product] as number; n < (starts[product + 1] as number); n++) {
      const to = other[n] as number;
      const strength = (similarity[n] as number) * freshness;
      const known = found.get(to);
      if (!known) found.set(to, { score: strength, strongest: strength, because: product });
      else {
        known.score += strength;
        if (strength > known.strongest) {
          known.strongest = strength;
          known.because = product;
        }
      }
    }
  }
  return found;
}

function relatedCategoriesOf(
  { categoryNeighbours: { starts, other, similarity } }: ShopModel,
  categories: ReadonlyMap<number, OwnCategory>,
  total: number,
): Map<number, number> {
  const found = new Map<number, number>();
  for (const [category, { weight }] of categories)
    for (let n = starts[category] as number; n < (starts[category + 1] as number); n++) {
      const to = other[n] as number;
      found.set(to, (found.get(to) ?? 0) + ((similarity[n] as number) * weight) / total);
    }
  return found;
}

/** How much each trait is the customer's own: weighted share of purchases with it. */
function traitsOf(
  { facts: { traitStarts, traits, traitWeight } }: ShopModel,
  own: ReadonlyMap<number, OwnProduct>,
): Map<number, number> {
  const found = new Map<number, number>();
  let total = 0;
  for (const [product, { seasonalWeight }] of own) {
    total += seasonalWeight;
    for (let t = traitStarts[product] as number; t < (traitStarts[product + 1] as number); t++) {
      const trait = traits[t] as number;
      found.set(trait, (found.get(trait) ?? 0) + seasonalWeight * (traitWeight[trait] as number));
    }
  }
  for (const [trait, weight] of found) found.set(trait, weight / total);
  return found;
}

function lastOrderOf({ order, product }: History): Set<number> {
  const last = order[order.length - 1];
  return new Set(product.filter((_, line) => order[line] === last));
}
