import type { ProductDescription } from '../../src/marketing/recommend/product-facts.js';
import { createLogBuilder } from '../../src/marketing/recommend/purchase-log.js';
import { seededRandom } from '../../src/platform/seeded-random.js';
import { endOf, type ShopData } from './shop-data.js';

export interface ShopKind {
  name: string;
  lines: number;
  customers: number;
  products: number;
  days: number;
  /** Share of purchases that repeat one of the customer's own. */
  repeats: number;
  /** Tastes that customers and products share; a customer's purchases come mostly from two of them. */
  tastes: number;
  /** How much each product's sales rise in its time of the year, 0: not at all. */
  season: number;
  /** New products come in all the time and old ones go. */
  turnover: boolean;
}

/** A fashion shop: few purchases each, hardly any repetition, seasons, a catalogue that changes. */
export const fashionShop: ShopKind = {
  name: 'generated fashion shop',
  lines: 30_000,
  customers: 6000,
  products: 1500,
  days: 500,
  repeats: 0.03,
  tastes: 12,
  season: 3,
  turnover: true,
};

/** A shop of consumables of any size, for growth. */
export function growingShop(lines: number): ShopKind {
  return {
    name: `${lines} lines`,
    lines,
    customers: Math.ceil(lines / 25),
    products: Math.min(50_000, Math.ceil(Math.sqrt(lines) * 20)),
    days: 365,
    repeats: 0.3,
    tastes: 20,
    season: 0,
    turnover: false,
  };
}

/** Purchases drawn from the kind's rules; the same seed gives the same shop. */
export function generateShop(kind: ShopKind, seed: number): ShopData {
  const random = seededRandom(seed);
  const firstDay = 20_000;
  const upTo = (count: number) => Math.floor(random() * count);
  const products = Array.from({ length: kind.products }, (_, n) => ({
    id: `p${n}`,
    taste: upTo(kind.tastes),
    // Zipf's law, as sales of shops have it.
    appeal: 1 / (1 + upTo(kind.products)) ** 0.8,
    peak: random() * 365,
    born: kind.turnover ? random() * kind.days - 150 : -1,
  }));
  const byTaste = Array.from({ length: kind.tastes }, (_, taste) =>
    drawer(
      products.filter((one) => one.taste === taste),
      random,
    ),
  );
  const all = drawer(products, random);
  const builder = createLogBuilder();
  for (const { id } of products) builder.addProduct(id);
  const own = new Map<number, string[]>();
  const lines = Array.from({ length: kind.lines }, () => random() * kind.days).sort((a, b) => a - b);
  for (const [n, day] of lines.entries()) {
    // A few customers buy much, most buy little.
    const customer = Math.floor(kind.customers * random() ** 2);
    const history = own.get(customer) ?? [];
    let productId = history[upTo(history.length)];
    if (productId === undefined || random() > kind.repeats) {
      const tastes = [(customer * 7) % kind.tastes, (customer * 13 + 5) % kind.tastes];
      const draw = (random() < 0.75 ? byTaste[tastes[random() < 0.7 ? 0 : 1] as number] : all) ?? all;
      productId = draw((one) => fits(one, day)).id;
    }
    own.set(customer, [...history, productId].slice(-50));
    builder.add({
      orderId: `o${n}`,
      customerId: `c${customer}`,
      productId,
      quantity: 1,
      day: firstDay + day,
    });
  }
  const log = builder.build();
  const descriptions: ProductDescription[] = products.map(({ id, taste }, n) => ({
    id,
    category: `k${taste * 3 + (n % 3)}`,
    brand: `b${n % 17}`,
  }));
  return { name: kind.name, log, descriptions, end: endOf(log) };

  function fits({ born, peak }: (typeof products)[number], day: number): boolean {
    if (kind.turnover && (day < born || day > born + 240)) return false;
    if (kind.season === 0) return true;
    const chance = Math.exp(kind.season * (Math.cos(((day - peak) / 365) * 2 * Math.PI) - 1));
    return random() < chance;
  }
}

/** Draws by appeal; what does not fit is drawn again, a few times. */
function drawer<One extends { appeal: number }>(from: readonly One[], random: () => number) {
  const sums = new Float64Array(from.length);
  let total = 0;
  for (const [n, { appeal }] of from.entries()) {
    total += appeal;
    sums[n] = total;
  }
  const one = () => {
    const wanted = random() * total;
    let low = 0;
    let high = from.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) < wanted) low = middle + 1;
      else high = middle;
    }
    return from[low] as One;
  };
  return (fits: (one: One) => boolean): One => {
    for (let tries = 0; tries < 40; tries++) {
      const drawn = one();
      if (fits(drawn)) return drawn;
    }
    return one();
  };
}
