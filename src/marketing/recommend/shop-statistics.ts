import type { ProductFacts } from './product-facts.js';
import { firstFrom, type PurchaseLog } from './purchase-log.js';

/** Days after which a sale counts half: what sells this week, this month, this season, and ever. */
export const halfLives = [7, 30, 120, 1e6] as const;
/** Places in `halfLives`. */
export const weekly = 0;
export const monthly = 1;
export const seasonal = 2;
export const everSold = 3;

const daysOfYear = 365;
/** What "lately" means to shoppers, in days. */
export const lateDays = 30;
/** Weight of the shop's own mean against what few buyers of a product or category say, in buyers. */
const priorBuyers = 5;

/** What all purchases before a moment say about each product and category. */
export interface ShopStatistics {
  /** Days since 1970 UTC: only lines before it were counted. */
  at: number;
  lines: number;
  /** Customers who had bought anything. */
  customers: number;
  /** Day of the first sale of all; `at` when there is none. */
  firstDay: number;
  /** Sales with exponential decay, one array a half-life. */
  popularity: readonly Float64Array[];
  /** Days that a recommendation looks ahead. */
  horizon: number;
  /** Whether sales of a year ago are known. */
  hasLastYear: boolean;
  /** Share of all sales with seasonal decay, by category and by brand. */
  categoryShare: Float64Array;
  brandShare: Float64Array;
  buyers: Int32Array;
  /** Share of a product's buyers who bought it again in another order, drawn to the category's and the shop's. */
  repeatRate: Float64Array;
  /** Usual days between two purchases of it by one customer, drawn to its category's and the shop's (geometric mean). */
  interval: Float64Array;
  categoryInterval: Float64Array;
  /** Share of purchases that were repeats, of the whole shop. */
  shopRepeatRate: number;
  firstSold: Float64Array;
  lastSold: Float64Array;
  /** Orders of the last `lateDays` days that hold it. */
  lateOrders: Int32Array;
  /** Sales in the same stretch of last year: `horizon` days from a year before `at`. */
  lastYear: Float64Array;
}

/** @param horizon days that a recommendation looks ahead */
export function gatherStatistics(
  log: PurchaseLog,
  facts: ProductFacts,
  at: number,
  horizon: number,
): ShopStatistics {
  const count = log.products.length;
  const popularity = halfLives.map(() => new Float64Array(count));
  const firstSold = new Float64Array(count).fill(at);
  const lastSold = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  const lastYear = new Float64Array(count);
  const lateOrders = new Int32Array(count);
  const rhythm = createRhythm(log, facts);
  let lines = 0;
  let customers = 0;
  let firstDay = at;
  for (let customer = 0; customer + 1 < log.starts.length; customer++) {
    const end = firstFrom(log, customer, at);
    if (end > (log.starts[customer] as number)) customers += 1;
    for (let line = log.starts[customer] as number; line < end; line++) {
      const product = log.product[line] as number;
      const day = log.day[line] as number;
      lines += 1;
      if (day < firstDay) firstDay = day;
      if (day < (firstSold[product] as number)) firstSold[product] = day;
      if (day > (lastSold[product] as number)) lastSold[product] = day;
      const ago = at - day;
      if (ago <= daysOfYear && ago > daysOfYear - horizon)
        lastYear[product] = (lastYear[product] as number) + 1;
      for (const [place, halfLife] of halfLives.entries()) {
        const weight = 2 ** (-ago / halfLife);
        const sales = popularity[place] as Float64Array;
        sales[product] = (sales[product] as number) + weight;
      }
      const isNewOrder = rhythm.see(customer, product, log.order[line] as number, day);
      if (isNewOrder && ago <= lateDays) lateOrders[product] = (lateOrders[product] as number) + 1;
    }
  }
  return {
    at,
    lines,
    customers,
    firstDay,
    popularity,
    horizon,
    hasLastYear: at - firstDay > daysOfYear - horizon / 2,
    categoryShare: sharesOf(popularity[seasonal] as Float64Array, facts.category, facts.categories.length),
    brandShare: sharesOf(popularity[seasonal] as Float64Array, facts.brand, facts.brands.length),
    firstSold,
    lastSold,
    lastYear,
    lateOrders,
    ...rhythm.told(),
  };
}

/** What share of the sales of all products with a kind each kind has. */
function sharesOf(sales: Float64Array, kindOf: Int32Array, kinds: number): Float64Array {
  const sums = new Float64Array(kinds);
  let total = 0;
  for (let product = 0; product < sales.length; product++) {
    const kind = kindOf[product] as number;
    if (kind < 0) continue;
    sums[kind] = (sums[kind] as number) + (sales[product] as number);
    total += sales[product] as number;
  }
  return sums.map((sum) => sum / Math.max(1e-9, total));
}

/** Counts who bought what again, and after how long. Lines must come by customer and in time. */
function createRhythm(log: PurchaseLog, facts: ProductFacts) {
  const count = log.products.length;
  const kinds = facts.categories.length;
  const products = emptyRhythm(count);
  const categories = emptyRhythm(kinds);
  const shop = { buyers: 0, repeaters: 0, gaps: 0, logGaps: 0 };

  function countOne(
    of: ReturnType<typeof emptyRhythm>,
    place: number,
    customer: number,
    order: number,
    day: number,
  ) {
    const { buyer, lastOrder, lastDay, repeated, buyers, repeaters, gaps, logGaps } = of;
    if (buyer[place] !== customer) {
      buyer[place] = customer;
      repeated[place] = 0;
      buyers[place] = (buyers[place] as number) + 1;
    } else if (lastOrder[place] !== order) {
      if (repeated[place] === 0) repeaters[place] = (repeaters[place] as number) + 1;
      repeated[place] = 1;
      gaps[place] = (gaps[place] as number) + 1;
      logGaps[place] = (logGaps[place] as number) + Math.log(Math.max(0.5, day - (lastDay[place] as number)));
    }
    lastOrder[place] = order;
    lastDay[place] = day;
  }

  return {
    /** @returns whether the product is new in this order */
    see(customer: number, product: number, order: number, day: number): boolean {
      const isNew = products.buyer[product] !== customer || products.lastOrder[product] !== order;
      countOne(products, product, customer, order, day);
      const category = facts.category[product] as number;
      if (category >= 0) countOne(categories, category, customer, order, day);
      return isNew;
    },
    told() {
      for (let p = 0; p < count; p++) {
        shop.buyers += products.buyers[p] as number;
        shop.repeaters += products.repeaters[p] as number;
        shop.gaps += products.gaps[p] as number;
        shop.logGaps += products.logGaps[p] as number;
      }
      const shopRate = (shop.repeaters + 0.1 * priorBuyers) / (shop.buyers + priorBuyers);
      const shopLogGap = (shop.logGaps + priorBuyers * Math.log(30)) / (shop.gaps + priorBuyers);
      // Of a category, how its products are bought again: summed over products, not "another of the category".
      const [kindBuyers, kindRepeaters, kindGaps, kindLogGaps] = [0, 1, 2, 3].map(
        () => new Float64Array(kinds),
      );
      const add = (to: Float64Array | undefined, place: number, value: number) => {
        if (to) to[place] = (to[place] as number) + value;
      };
      for (let p = 0; p < count; p++) {
        const kind = facts.category[p] as number;
        if (kind < 0) continue;
        add(kindBuyers, kind, products.buyers[p] as number);
        add(kindRepeaters, kind, products.repeaters[p] as number);
        add(kindGaps, kind, products.gaps[p] as number);
        add(kindLogGaps, kind, products.logGaps[p] as number);
      }
      const rateOf = (kind: number) =>
        kind < 0
          ? shopRate
          : ((kindRepeaters?.[kind] ?? 0) + priorBuyers * shopRate) /
            ((kindBuyers?.[kind] ?? 0) + priorBuyers);
      const logGapOf = (kind: number) =>
        kind < 0
          ? shopLogGap
          : ((kindLogGaps?.[kind] ?? 0) + priorBuyers * shopLogGap) / ((kindGaps?.[kind] ?? 0) + priorBuyers);
      const repeatRate = new Float64Array(count);
      const interval = new Float64Array(count);
      for (let p = 0; p < count; p++) {
        const kind = facts.category[p] as number;
        repeatRate[p] =
          ((products.repeaters[p] as number) + priorBuyers * rateOf(kind)) /
          ((products.buyers[p] as number) + priorBuyers);
        interval[p] = Math.exp(
          ((products.logGaps[p] as number) + priorBuyers * logGapOf(kind)) /
            ((products.gaps[p] as number) + priorBuyers),
        );
      }
      const categoryInterval = new Float64Array(kinds);
      for (let kind = 0; kind < kinds; kind++)
        categoryInterval[kind] = Math.exp(
          ((categories.logGaps[kind] as number) + priorBuyers * shopLogGap) /
            ((categories.gaps[kind] as number) + priorBuyers),
        );
      return { buyers: products.buyers, repeatRate, interval, categoryInterval, shopRepeatRate: shopRate };
    },
  };
}

function emptyRhythm(count: number) {
  return {
    buyer: new Int32Array(count).fill(-1),
    lastOrder: new Int32Array(count),
    lastDay: new Float64Array(count),
    repeated: new Uint8Array(count),
    buyers: new Int32Array(count),
    repeaters: new Int32Array(count),
    gaps: new Int32Array(count),
    logGaps: new Float64Array(count),
  };
}
