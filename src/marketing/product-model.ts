import { setImmediate as nextTurn } from 'node:timers/promises';

/** A product as recommendation sees it. */
export interface ModelProduct {
  id: string;
  externalId: string;
  title: string;
  category: string;
  brand: string;
  priceMinor: number;
  listPriceMinor?: number;
  currency: string;
  stock: number;
  attributes: Record<string, string | string[]>;
  tags: string[];
  replenishDays?: number;
  imageUrl?: string;
  url?: string;
}

/** One line of an order, as behaviour. */
export interface Purchase {
  orderId: string;
  customerId: string;
  productId: string;
  quantity: number;
  at: Date;
}

/** What all purchases together say, in memory. Rebuilt from the database; never changed in place. */
export interface ProductModel {
  products: Map<string, ModelProduct>;
  /** What words are looked for in: title, tags and attributes of every product, lower case. */
  searchText: Map<string, string>;
  /** Categories and 品类 that the shop has. */
  kinds: Set<string>;
  /** Units sold, newer ones counting more. */
  popularity: Map<string, number>;
  /** The best sellers of the whole shop. */
  bestsellers: Set<string>;
  /** The best sellers of each category. */
  categoryBestsellers: Set<string>;
  /** Cosine similarity of customers in common, strongest first. */
  alsoBought: Map<string, { productId: string; similarity: number; together: number }[]>;
}

const day = 24 * 3600 * 1000;
/** A sale counts half after this many days. */
const popularityHalfLife = 30;
/** One odd customer in common proves nothing. */
const fewestInCommon = 3;
/**
 * Both must be bought together this many times as often as chance alone would have it (lift; Brin, Motwani, Ullman,
 * Tsur: "Dynamic Itemset Counting and Implication Rules for Market Basket Data", SIGMOD 1997). What everybody buys goes
 * with nothing in particular.
 */
const smallestLift = 1.5;
const neighboursKept = 30;
/** Customers who bought more kinds than this say little about any pair, and would cost quadratic time. */
const longestBasket = 200;
/** How many may be called best sellers: of the shop, and of each category. */
const bestsellersOfShop = 20;
const bestsellersOfCategory = 3;
/** Sockets and timers get their turn after this many rows of the sums below. */
const rowsBetweenTurns = 25;

/**
 * Item-to-item collaborative filtering by cosine over customers (Linden, Smith, York: "Amazon.com Recommendations",
 * IEEE Internet Computing 7(1), 2003) and popularity with exponential decay. Gives way to the event loop as it goes.
 */
export async function buildProductModel(
  products: ModelProduct[],
  purchases: Purchase[],
  now: Date,
): Promise<ProductModel> {
  const known = new Map(products.map((product) => [product.id, product]));
  const popularity = new Map<string, number>();
  const basketOf = new Map<string, Set<string>>();
  for (const { customerId, productId, quantity, at } of purchases) {
    if (!known.has(productId)) continue;
    const age = Math.max(0, now.getTime() - at.getTime()) / day;
    const weight = quantity * 2 ** (-age / popularityHalfLife);
    popularity.set(productId, (popularity.get(productId) ?? 0) + weight);
    const basket = basketOf.get(customerId) ?? new Set<string>();
    basketOf.set(customerId, basket.add(productId));
  }
  const bySales = products
    .filter(({ id }) => (popularity.get(id) ?? 0) > 0)
    .sort((a, b) => (popularity.get(b.id) ?? 0) - (popularity.get(a.id) ?? 0));
  return {
    products: known,
    searchText: new Map(products.map((product) => [product.id, searchTextOf(product)])),
    kinds: new Set(products.flatMap(({ category, attributes }) => [category, attributes.品类 ?? []].flat())),
    popularity,
    bestsellers: new Set(bySales.slice(0, bestsellersOfShop).map(({ id }) => id)),
    categoryBestsellers: firstOfEachCategory(bySales),
    alsoBought: await similarProducts([...basketOf.values()]),
  };
}

function firstOfEachCategory(bySales: ModelProduct[]): Set<string> {
  const taken = new Map<string, number>();
  const best = bySales.filter(({ category }) => {
    const count = (taken.get(category) ?? 0) + 1;
    taken.set(category, count);
    return count <= bestsellersOfCategory;
  });
  return new Set(best.map(({ id }) => id));
}

function searchTextOf({ title, tags, attributes }: ModelProduct): string {
  return [title, ...tags, ...Object.values(attributes).flat()].join('\n').toLowerCase();
}

async function similarProducts(baskets: Set<string>[]): Promise<ProductModel['alsoBought']> {
  const buyers = new Map<string, number>();
  const together = new Map<string, Map<string, number>>();
  for (const [index, basket] of baskets.entries()) {
    if (index % rowsBetweenTurns === 0) await nextTurn();
    if (basket.size > longestBasket) continue;
    for (const one of basket) {
      buyers.set(one, (buyers.get(one) ?? 0) + 1);
      const row = together.get(one) ?? new Map<string, number>();
      together.set(one, row);
      for (const other of basket) if (other !== one) row.set(other, (row.get(other) ?? 0) + 1);
    }
  }
  const result: ProductModel['alsoBought'] = new Map();
  for (const [one, row] of together) {
    if (result.size % rowsBetweenTurns === 0) await nextTurn();
    const neighbours = [...row]
      .filter(([other, count]) => {
        const byChance = ((buyers.get(one) ?? 1) * (buyers.get(other) ?? 1)) / baskets.length;
        return count >= fewestInCommon && count >= smallestLift * byChance;
      })
      .map(([other, count]) => ({
        productId: other,
        together: count,
        similarity: count / Math.sqrt((buyers.get(one) ?? 1) * (buyers.get(other) ?? 1)),
      }))
      .sort((a, b) => b.similarity - a.similarity || (a.productId < b.productId ? -1 : 1))
      .slice(0, neighboursKept);
    result.set(one, neighbours);
  }
  return result;
}
