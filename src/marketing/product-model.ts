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
  /** Units sold, newer ones counting more. */
  popularity: Map<string, number>;
  /** Cosine similarity of customers in common, strongest first. */
  alsoBought: Map<string, { productId: string; similarity: number; together: number }[]>;
}

const day = 24 * 3600 * 1000;
/** A sale counts half after this many days. */
const popularityHalfLife = 30;
/** One odd customer in common proves nothing. */
const fewestInCommon = 3;
const neighboursKept = 30;
/** Customers who bought more kinds than this say little about any pair, and would cost quadratic time. */
const longestBasket = 200;

/**
 * Item-to-item collaborative filtering by cosine over customers (Linden, Smith, York: "Amazon.com Recommendations",
 * IEEE Internet Computing 7(1), 2003) and popularity with exponential decay.
 */
export function buildProductModel(products: ModelProduct[], purchases: Purchase[], now: Date): ProductModel {
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
  return { products: known, popularity, alsoBought: similarProducts([...basketOf.values()]) };
}

function similarProducts(baskets: Set<string>[]): ProductModel['alsoBought'] {
  const buyers = new Map<string, number>();
  const together = new Map<string, Map<string, number>>();
  for (const basket of baskets) {
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
    const neighbours = [...row]
      .filter(([, count]) => count >= fewestInCommon)
      .map(([other, count]) => ({
        productId: other,
        together: count,
        similarity: count / Math.sqrt((buyers.get(one) ?? 1) * (buyers.get(other) ?? 1)),
      }))
      .sort((a, b) => b.similarity - a.similarity)
      .slice(0, neighboursKept);
    result.set(one, neighbours);
  }
  return result;
}
