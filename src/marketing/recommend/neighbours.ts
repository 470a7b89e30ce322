import { firstFrom, type PurchaseLog } from './purchase-log.js';

/** Of each thing, what goes with it most, strongest first: `other[starts[i]]` to before `starts[i + 1]`. */
export interface Neighbours {
  starts: Int32Array;
  other: Int32Array;
  similarity: Float32Array;
  /** Customers that the two have in common. */
  together: Int32Array;
}

export interface NeighbourSettings {
  /** Neighbours kept of each. */
  most: number;
  /** Of a customer, only the newest so many different things: more say little about any pair, and cost quadratic time. */
  longestBasket: number;
  /** Common customers are multiplied by n / (n + shrinkage), as few of them prove little (Bell & Koren 2007). */
  shrinkage: number;
  /** Things that fewer customers have are left out. */
  fewestBuyers: number;
}

/**
 * Item-to-item collaborative filtering by cosine over customers (Linden, Smith & York, "Amazon.com Recommendations",
 * IEEE Internet Computing 7(1), 2003), each customer's vote divided by the logarithm of how much they bought (inverse
 * user frequency, Breese, Heckerman & Kadie, UAI 1998), shrunk for small support (Bell & Koren, ICDM 2007).
 * Time: the sum of squared basket sizes. Memory: one row of counts at a time, beside the baskets.
 *
 * @param thingOf what is compared, by product: the product itself, or its category; -1: nothing
 * @param things how many there are
 */
export function findNeighbours(
  log: PurchaseLog,
  at: number,
  thingOf: (product: number) => number,
  things: number,
  settings: NeighbourSettings,
): Neighbours {
  const { baskets, holders } = basketsBefore(log, at, thingOf, things, settings.longestBasket);
  const { starts: basketStarts, items } = baskets;
  const starts = new Int32Array(things + 1);
  const found: { other: number[]; similarity: number[]; together: number[] } = {
    other: [],
    similarity: [],
    together: [],
  };
  const norm = new Float64Array(things);
  const vote = new Float64Array(basketStarts.length - 1);
  for (let b = 0; b < vote.length; b++) {
    const size = (basketStarts[b + 1] as number) - (basketStarts[b] as number);
    vote[b] = 1 / Math.log2(2 + size);
    for (let at = basketStarts[b] as number; at < (basketStarts[b + 1] as number); at++)
      norm[items[at] as number] = (norm[items[at] as number] as number) + (vote[b] as number);
  }
  const weight = new Float64Array(things);
  const common = new Int32Array(things);
  for (let one = 0; one < things; one++) {
    const from = holders.starts[one] as number;
    const to = holders.starts[one + 1] as number;
    starts[one] = found.other.length;
    if (to - from < settings.fewestBuyers) continue;
    const touched: number[] = [];
    for (let h = from; h < to; h++) {
      const b = holders.items[h] as number;
      const strength = vote[b] as number;
      for (let place = basketStarts[b] as number; place < (basketStarts[b + 1] as number); place++) {
        const other = items[place] as number;
        if (common[other] === 0) touched.push(other);
        common[other] = (common[other] as number) + 1;
        weight[other] = (weight[other] as number) + strength;
      }
    }
    const ranked: { other: number; similarity: number; together: number }[] = [];
    for (const other of touched) {
      const together = common[other] as number;
      const cosine = (weight[other] as number) / Math.sqrt((norm[one] as number) * (norm[other] as number));
      common[other] = 0;
      weight[other] = 0;
      const enough =
        (holders.starts[other + 1] as number) - (holders.starts[other] as number) >= settings.fewestBuyers;
      if (other === one || together < 2 || !enough) continue;
      ranked.push({ other, together, similarity: (cosine * together) / (together + settings.shrinkage) });
    }
    ranked.sort((a, b) => b.similarity - a.similarity || a.other - b.other);
    for (const { other, similarity, together } of ranked.slice(0, settings.most)) {
      found.other.push(other);
      found.similarity.push(similarity);
      found.together.push(together);
    }
  }
  starts[things] = found.other.length;
  return {
    starts,
    other: Int32Array.from(found.other),
    similarity: Float32Array.from(found.similarity),
    together: Int32Array.from(found.together),
  };
}

interface Rows {
  starts: Int32Array;
  items: Int32Array;
}

/** Different things of each customer, and the customers of each thing. */
function basketsBefore(
  log: PurchaseLog,
  at: number,
  thingOf: (product: number) => number,
  things: number,
  longest: number,
): { baskets: Rows; holders: Rows } {
  const customers = log.starts.length - 1;
  const basketStarts = new Int32Array(customers + 1);
  const items: number[] = [];
  const seenBy = new Int32Array(things).fill(-1);
  const counts = new Int32Array(things + 1);
  for (let customer = 0; customer < customers; customer++) {
    const first = log.starts[customer] as number;
    for (let line = firstFrom(log, customer, at) - 1; line >= first; line--) {
      const thing = thingOf(log.product[line] as number);
      if (thing < 0 || seenBy[thing] === customer) continue;
      if (items.length - (basketStarts[customer] as number) >= longest) break;
      seenBy[thing] = customer;
      items.push(thing);
      counts[thing + 1] = (counts[thing + 1] as number) + 1;
    }
    basketStarts[customer + 1] = items.length;
  }
  for (let thing = 0; thing < things; thing++)
    counts[thing + 1] = (counts[thing + 1] as number) + (counts[thing] as number);
  const free = counts.slice();
  const owners = new Int32Array(items.length);
  for (let customer = 0; customer < customers; customer++)
    for (
      let place = basketStarts[customer] as number;
      place < (basketStarts[customer + 1] as number);
      place++
    ) {
      const thing = items[place] as number;
      owners[free[thing] as number] = customer;
      free[thing] = (free[thing] as number) + 1;
    }
  return {
    baskets: { starts: basketStarts, items: Int32Array.from(items) },
    holders: { starts: counts, items: owners },
  };
}
