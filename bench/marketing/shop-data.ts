import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readOrders, readProducts } from '../../src/cli/recommend-files.js';
import type { ProductDescription } from '../../src/marketing/recommend/product-facts.js';
import { createLogBuilder, type PurchaseLog } from '../../src/marketing/recommend/purchase-log.js';
import { boughtBetween } from '../../src/marketing/recommend/snapshot.js';

export interface ShopData {
  name: string;
  log: PurchaseLog;
  descriptions: ProductDescription[];
  /** The day behind the last order. */
  end: number;
}

/** A moment and what each customer (by place) bought in the time after it. Strangers have places below zero. */
export interface Test {
  label: string;
  at: number;
  wanted: Map<number, Set<number>>;
}

/** Reads `orders.csv` and `products.csv` of a folder. */
export async function readShop(folder: string): Promise<ShopData> {
  const builder = createLogBuilder();
  const descriptions = await readProducts(join(folder, 'products.csv'), builder);
  await readOrders(join(folder, 'orders.csv'), Number.POSITIVE_INFINITY, builder);
  const log = builder.build();
  return { name: 'data', log, descriptions, end: endOf(log) };
}

export function endOf({ day }: PurchaseLog): number {
  return Math.floor(day.reduce((most, one) => Math.max(most, one), 0)) + 1;
}

/** What `gold.jsonl` says was bought after the end of the orders. */
export async function goldTest(folder: string, { log, end }: ShopData): Promise<Test> {
  const wanted = new Map<number, Set<number>>();
  const text = await readFile(join(folder, 'gold.jsonl'), 'utf8');
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const { customerId, items } = JSON.parse(line) as { customerId: string; items: string[] };
    const customer = log.customerAt.get(customerId) ?? -1 - wanted.size;
    wanted.set(customer, new Set(items.map((item) => log.productAt.get(item) ?? -1)));
  }
  return { label: 'what followed the orders', at: end, wanted };
}

/** The same of a moment within the orders. */
export function cutTest({ log, end }: ShopData, daysBack: number, days: number): Test {
  const at = end - daysBack;
  const wanted = new Map<number, Set<number>>();
  for (let customer = 0; customer < log.customers.length; customer++) {
    const bought = boughtBetween(log, customer, at, at + days);
    if (bought.size > 0) wanted.set(customer, bought);
  }
  return { label: `${daysBack} days before the end`, at, wanted };
}
