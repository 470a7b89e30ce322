import type { Database } from '../platform/database.js';
import type { Log } from '../platform/log.js';
import { isEmptyShop, storeDemoShop, type WordingOf } from './demo-seed-store.js';
import { generateDemoShop } from './demo-shop.js';

/** Any number; the same one gives the same shop. */
const seed = 20261111;

/**
 * Fills an empty database with the demo shop.
 * @param wordingOf the version of the wording that those who agreed were asked with
 * @returns false when there are products already: nothing is touched
 */
export async function seedDemoShop(
  database: Database,
  now: Date,
  log: Log,
  wordingOf: WordingOf = () => 'registration',
): Promise<boolean> {
  if (!(await isEmptyShop(database))) return false;
  const shop = generateDemoShop({ seed, today: now });
  await storeDemoShop(database, shop, wordingOf);
  log.info(
    { products: shop.products.length, customers: shop.customers.length, orders: shop.orders.length },
    'The demo shop was set up.',
  );
  return true;
}
