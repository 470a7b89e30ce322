import type { PurchaseLog } from './purchase-log.js';

/** What is known of a product beside its sales; everything but the id may be missing. */
export interface ProductDescription {
  id: string;
  title?: string | undefined;
  /** In the currency of the log's prices. */
  price?: number | undefined;
  category?: string | undefined;
  brand?: string | undefined;
  /** Further facts by name: department, colour, 品类 … */
  attributes?: Record<string, string | readonly string[]> | undefined;
}

/** Facts of all products of a log, as numbers, by place in `log.products`. */
export interface ProductFacts {
  titles: readonly (string | undefined)[];
  /** -1 where unknown. */
  category: Int32Array;
  categories: readonly string[];
  brand: Int32Array;
  brands: readonly string[];
  /** Natural logarithm of the price; NaN where unknown. */
  logPrice: Float64Array;
  /** Traits (words of the title, further facts) of product p: `traits[traitStarts[p]]` to before the next. */
  traitStarts: Int32Array;
  traits: Int32Array;
  /** How much a trait says: inverse document frequency. */
  traitWeight: Float64Array;
}

/** A trait that more products than this share have says nothing. */
const commonTrait = 0.2;
const mostTraits = 24;

/**
 * Sorts what is known of the products of a log. A price that is missing is the mean of what was paid for it before `at`.
 * @param at days since 1970 UTC
 */
export function describeProducts(
  log: PurchaseLog,
  descriptions: Iterable<ProductDescription>,
  at: number,
): ProductFacts {
  const count = log.products.length;
  const titles = new Array<string | undefined>(count).fill(undefined);
  const logPrice = paidPrices(log, at);
  const category = new Int32Array(count).fill(-1);
  const brand = new Int32Array(count).fill(-1);
  const categories = new Map<string, number>();
  const brands = new Map<string, number>();
  const traitNames = new Map<string, number>();
  const traitsOf: number[][] = Array.from({ length: count }, () => []);
  for (const { id, title, price, ...described } of descriptions) {
    const product = log.productAt.get(id);
    if (product === undefined) continue;
    if (title) titles[product] = title;
    if (price !== undefined && price > 0) logPrice[product] = Math.log(price);
    if (described.category) category[product] = placeOf(categories, described.category);
    if (described.brand) brand[product] = placeOf(brands, described.brand);
    const own = new Set<string>(title ? wordsOf(title) : []);
    for (const [name, values] of Object.entries(described.attributes ?? {}))
      for (const value of [values].flat()) if (value !== '') own.add(`${name}=${value}`);
    traitsOf[product] = [...own].slice(0, mostTraits).map((trait) => placeOf(traitNames, trait));
  }
  return {
    titles,
    category,
    categories: [...categories.keys()],
    brand,
    brands: [...brands.keys()],
    logPrice,
    ...weighTraits(traitsOf, traitNames.size),
  };
}

/** Latin words and numbers, and pairs of neighbouring Chinese characters: what titles share without a dictionary. */
function wordsOf(title: string): string[] {
  const found: string[] = [];
  for (const [run] of title.toLowerCase().matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+/gu)) {
    if (!/\p{Script=Han}/u.test(run)) found.push(run);
    else {
      const characters = Array.from(run);
      for (let at = 0; at + 1 < characters.length; at++) found.push(`${characters[at]}${characters[at + 1]}`);
    }
  }
  return found;
}

function weighTraits(traitsOf: number[][], traitCount: number) {
  const holders = new Int32Array(traitCount);
  for (const traits of traitsOf) for (const trait of traits) holders[trait] = (holders[trait] as number) + 1;
  const most = Math.max(2, commonTrait * traitsOf.length);
  const tells = (trait: number) => (holders[trait] as number) > 1 && (holders[trait] as number) <= most;
  const traitStarts = new Int32Array(traitsOf.length + 1);
  const kept: number[] = [];
  for (const [product, traits] of traitsOf.entries()) {
    for (const trait of traits) if (tells(trait)) kept.push(trait);
    traitStarts[product + 1] = kept.length;
  }
  const traitWeight = Float64Array.from(holders, (holding) =>
    Math.log((traitsOf.length + 1) / (holding + 1)),
  );
  return { traitStarts, traits: Int32Array.from(kept), traitWeight };
}

function paidPrices(log: PurchaseLog, at: number): Float64Array {
  const sums = new Float64Array(log.products.length);
  const counts = new Int32Array(log.products.length);
  for (let line = 0; line < log.day.length; line++) {
    const price = log.unitPrice[line] as number;
    if ((log.day[line] as number) >= at || Number.isNaN(price)) continue;
    const product = log.product[line] as number;
    sums[product] = (sums[product] as number) + Math.log(price);
    counts[product] = (counts[product] as number) + 1;
  }
  return sums.map((sum, product) => sum / (counts[product] as number));
}

function placeOf(places: Map<string, number>, name: string): number {
  const known = places.get(name);
  if (known !== undefined) return known;
  places.set(name, places.size);
  return places.size - 1;
}
