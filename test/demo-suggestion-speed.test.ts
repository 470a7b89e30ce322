import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedDemoShop } from '../src/demo/demo-seed.js';
import { createMarketingStore } from '../src/marketing/marketing-store.js';
import { buildProductModel, type ModelProduct, type Purchase } from '../src/marketing/product-model.js';
import { trainInThread } from '../src/marketing/recommend/train-in-thread.js';
import { createShopAssistant } from '../src/marketing/shop-assistant.js';
import { suggestProducts } from '../src/marketing/suggest.js';
import type { Database } from '../src/platform/database.js';
import { buildProgram } from './build-program.js';
import { openTestDatabase } from './database.js';
import { silentLog } from './silent-log.js';

/** Afternoon in Shanghai, well outside quiet hours. */
const now = new Date('2026-11-21T07:00:00Z');
const usual = { words: [], exclude: [], limit: 4 };

let database: Database;
let customers: { id: string }[];
beforeAll(async () => {
  database = await openTestDatabase();
  await seedDemoShop(database, now, silentLog);
  customers = await database.prisma.customer.findMany({
    select: { id: true },
    orderBy: { externalId: 'asc' },
  });
}, 60_000);
afterAll(() => database.close());

const openAssistant = (train?: Parameters<typeof createShopAssistant>[0]['train']) =>
  createShopAssistant({
    store: createMarketingStore(database),
    clock: () => now,
    shopTimeZone: 'Asia/Shanghai',
    declinedMarketing: async () => false,
    agreed: async () => true,
    log: silentLog,
    standings: async () => new Map(),
    perWeek: async () => 3,
    random: () => 0,
    ...(train ? { train } : {}),
  });
describe('speed of suggestions', () => {
  it('on the demo shop they take few milliseconds, also while the model is rebuilt', async () => {
    const time = async (run: () => Promise<unknown>) => {
      const started = performance.now();
      await run();
      return performance.now() - started;
    };
    const assistant = openAssistant();
    await assistant.warmUp();
    const taken: number[] = [];
    for (let round = 0; round < 400; round++) {
      const customerId = customers[round % customers.length]?.id ?? '';
      taken.push(await time(() => assistant.suggest({ ...usual, customerId, personal: true })));
    }
    taken.sort((a, b) => a - b);
    const at = (share: number) => (taken[Math.floor(taken.length * share)] ?? 0).toFixed(1);
    process.stdout.write(`suggest(): p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms\n`);
    // The aim is 15 ms on two free cores; other suites run beside this one.
    expect(Number(at(0.5))).toBeLessThan(15);
    expect(Number(at(0.95))).toBeLessThan(150);

    const program = pathToFileURL(await buildProgram('src/marketing/recommend/train-worker.ts'));
    const rebuild = openAssistant((job) => trainInThread(job, program)).warmUp();
    const started = performance.now();
    let longestBlock = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      longestBlock = Math.max(longestBlock, performance.now() - last);
      last = performance.now();
    }, 1);
    await rebuild;
    clearInterval(watch);
    process.stdout.write(
      `model: built in ${(performance.now() - started).toFixed(0)} ms, longest block ${longestBlock.toFixed(0)} ms\n`,
    );
    expect(longestBlock).toBeLessThan(400);
  }, 60_000);

  it('in a shop of 20,000 products an answer ranks candidates, not the shop', async () => {
    const shop = Array.from({ length: 20_000 }, (_, number) => bigShopProduct(number));
    const purchases = Array.from(
      { length: 6_000 },
      (_, number): Purchase => ({
        orderId: `order-${number >> 1}`,
        customerId: `customer-${(number >> 1) % 300}`,
        // Some sell far more than others.
        productId: `product-${Math.floor(20_000 * ((number * 0.618) % 1) ** 3)}`,
        quantity: 1,
        at: new Date(now.getTime() - ((number * 7919) % 360) * 86_400_000),
      }),
    );
    const model = await buildProductModel(shop, purchases, now);
    const taken = Array.from({ length: 60 }, (_, customer) => {
      const own = purchases.filter(({ customerId }) => customerId === `customer-${customer}`);
      const started = performance.now();
      expect(suggestProducts(model, own, usual, now)).toHaveLength(usual.limit);
      return performance.now() - started;
    }).sort((a, b) => a - b);
    process.stdout.write(
      `20,000 products: fastest ${taken[0]?.toFixed(1)} ms, p50 ${taken[30]?.toFixed(1)} ms\n`,
    );
    // 4 ms; ranking every product took 80.
    expect(taken[15]).toBeLessThan(30);
  }, 60_000);
});

function bigShopProduct(number: number): ModelProduct {
  return {
    id: `product-${number}`,
    externalId: `product-${number}`,
    title: `商品 ${number}`,
    category: `品类 ${number % 40}`,
    brand: `品牌 ${number % 90}`,
    priceMinor: 1000 + ((number * 37) % 90_000),
    currency: 'CNY',
    stock: 5,
    attributes: {},
    tags: [],
  };
}
