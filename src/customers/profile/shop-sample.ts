import { type Catalogue, type CustomerHistory, colourOf, type Occasion, occasionsOf } from './history.js';

/** What is kept of a customer for fitting. */
export type SampledCustomer = Occasion[];

export interface ShopSample {
  /** Customers with purchases, a fair draw of all where there are more than fit. */
  customers: SampledCustomer[];
  /** Customers that were shown, with and without purchases. */
  seen: number;
  shares: Record<'categories' | 'brands' | 'priceBands' | 'colours', Record<string, number>>;
  /** Share of orders with a discount. */
  discountShare: number;
  /** Days between two purchases of the same product, by category. */
  categoryGaps: Record<string, number[]>;
}

const mostCustomers = 20_000;
const mostOccasions = 400;
const mostNames = 5000;
const mostGaps = 300;

/**
 * Gathers what a shop's model is fitted on, in bounded memory however many customers are shown (reservoir sampling,
 * Vitter 1985, algorithm R).
 * @param random in [0, 1)
 */
export function createShopSample(
  catalogue: Catalogue,
  local: (instant: number) => number,
  random: () => number,
) {
  const customers: SampledCustomer[] = [];
  let seen = 0;
  let buyers = 0;
  const counts = {
    categories: new Map<string, number>(),
    brands: new Map<string, number>(),
    priceBands: new Map<string, number>(),
    colours: new Map<string, number>(),
  };
  const gaps = new Map<string, { kept: number[]; seen: number }>();
  let orders = 0;
  let discounted = 0;

  const count = (of: Map<string, number>, name: string | undefined) => {
    if (name && (of.has(name) || of.size < mostNames)) of.set(name, (of.get(name) ?? 0) + 1);
  };
  /** A place in a reservoir, or undefined when this one is not kept. */
  const place = (nth: number, capacity: number): number | undefined => {
    if (nth <= capacity) return nth - 1;
    const drawn = Math.floor(random() * nth);
    return drawn < capacity ? drawn : undefined;
  };

  return {
    add(history: CustomerHistory): void {
      seen += 1;
      const lastBought = new Map<string, number>();
      for (const order of history.orders) {
        orders += 1;
        if (order.discountMinor > 0) discounted += 1;
        for (const line of order.lines) {
          const product = catalogue.get(line.productId);
          if (!product) continue;
          count(counts.categories, product.category);
          count(counts.brands, product.brand);
          count(counts.priceBands, product.band);
          count(counts.colours, colourOf(line, product));
          const before = lastBought.get(line.productId);
          const days = before === undefined ? 0 : Math.round((order.at - before) / 86_400_000);
          if (days > 0) {
            const known = gaps.get(product.category) ?? { kept: [], seen: 0 };
            known.seen += 1;
            const at = place(known.seen, mostGaps);
            if (at !== undefined) known.kept[at] = days;
            gaps.set(product.category, known);
          }
          lastBought.set(line.productId, order.at);
        }
      }
      const occasions = occasionsOf(history.orders, local).slice(-mostOccasions);
      if (occasions.length === 0) return;
      buyers += 1;
      const at = place(buyers, mostCustomers);
      if (at !== undefined) customers[at] = occasions;
    },
    done: (): ShopSample => ({
      customers,
      seen,
      shares: {
        categories: sharesOf(counts.categories),
        brands: sharesOf(counts.brands),
        priceBands: sharesOf(counts.priceBands),
        colours: sharesOf(counts.colours),
      },
      discountShare: orders === 0 ? 0 : discounted / orders,
      categoryGaps: Object.fromEntries([...gaps].map(([category, { kept }]) => [category, kept])),
    }),
  };
}

function sharesOf(counts: ReadonlyMap<string, number>): Record<string, number> {
  const total = [...counts.values()].reduce((sum, each) => sum + each, 0);
  return Object.fromEntries([...counts].map(([name, count]) => [name, count / total]));
}
