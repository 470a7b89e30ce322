import { buildProductModel, type ModelProduct, type Purchase } from '../../src/marketing/product-model.js';
import { trainRecommender } from '../../src/marketing/recommend/train-recommender.js';
import { suggestProducts } from '../../src/marketing/suggest.js';
import { generateShop, growingShop } from './generated-shop.js';
import type { ShopData } from './shop-data.js';

export interface Growth {
  lines: number;
  products: number;
  customers: number;
  trainSeconds: number;
  /** Of processor time: what a machine with nothing else to do would take. */
  cpuSeconds: number;
  /** Of the process, at most so far. */
  megabytes: number;
}

/** Time and memory to learn from generated shops of growing size. */
export function measureGrowth(sizes: readonly number[]): Growth[] {
  return sizes.map((lines) => {
    const { log, descriptions, end } = generateShop(growingShop(lines), 3);
    const started = performance.now();
    const before = process.cpuUsage();
    trainRecommender(log, descriptions, end, { novel: false });
    const { user, system } = process.cpuUsage(before);
    return {
      lines,
      products: log.products.length,
      customers: log.customers.length,
      trainSeconds: (performance.now() - started) / 1000,
      cpuSeconds: (user + system) / 1e6,
      megabytes: process.resourceUsage().maxRSS / 1024,
    };
  });
}

export interface ChatSpeed {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
}

/** The chat's own suggestions, one after the other, everything but the database. Milliseconds. */
export async function measureChat({ log, descriptions, end }: ShopData, times: number): Promise<ChatSpeed> {
  const products = descriptions.map(
    (one): ModelProduct => ({
      id: one.id,
      externalId: one.id,
      title: one.title ?? one.id,
      category: one.category ?? '',
      brand: one.brand ?? '',
      priceMinor: 100,
      currency: 'CNY',
      stock: 5,
      attributes: {},
      tags: [],
      replenishDays: 30,
    }),
  );
  const purchases = log.customers.map((customerId, customer) => purchasesOf(customer, customerId));
  const now = new Date(end * 86_400_000);
  const model = await buildProductModel(products, purchases.flat(), now);
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    const started = performance.now();
    suggestProducts(
      model,
      purchases[(n * 31) % purchases.length] ?? [],
      { words: [], exclude: [], limit: 8 },
      now,
    );
    taken.push(performance.now() - started);
  }
  const total = taken.reduce((sum, one) => sum + one, 0);
  taken.sort((a, b) => a - b);
  const at = (share: number) => taken[Math.floor(taken.length * share)] ?? 0;
  return { perSecond: (1000 * times) / total, p50: at(0.5), p95: at(0.95), p99: at(0.99) };

  function purchasesOf(customer: number, customerId: string): Purchase[] {
    const found: Purchase[] = [];
    for (let line = log.starts[customer] as number; line < (log.starts[customer + 1] as number); line++)
      found.push({
        orderId: `${log.order[line]}`,
        customerId,
        productId: log.products[log.product[line] as number] as string,
        quantity: 1,
        at: new Date((log.day[line] as number) * 86_400_000),
      });
    return found;
  }
}
