import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIntake } from '../src/customers/intake/intake.js';
import { createIntakeStore } from '../src/customers/intake/intake-store.js';
import { valuesOf } from '../src/customers/intake/sent-lines.js';
import { createShippingAddresses } from '../src/customers/shipping-address.js';
import { createFieldEncryption } from '../src/platform/field-encryption.js';
import { openPostgresTestDatabase, type PostgresTestDatabase } from './database.js';
import { customer, order, product } from './intake-bench.js';

let database: PostgresTestDatabase | undefined;
beforeAll(async () => {
  database = await openPostgresTestDatabase();
}, 60_000);
afterAll(() => database?.close());

/** Many connections: what only a real server shows. */
describe('the same records from several senders at once', () => {
  it('end as the newest of each, with every line, and nobody waits for ever', async ({ skip }) => {
    if (!database) return skip();
    const fields = createFieldEncryption(['a-secret-for-tests-of-32-letters-']);
    const store = createIntakeStore(database, { fields, addresses: createShippingAddresses(fields) });
    const { take } = createIntake({ store, clock: () => new Date() });
    const options = { atomic: false, createMissing: false };
    const products = Array.from({ length: 60 }, (_, index) => product({ id: `R-P${index}` }));
    await take('products', valuesOf(products), options);
    await take('customers', valuesOf([customer({ id: 'R-C' })]), options);

    const version = (hour: number) =>
      Array.from({ length: 120 }, (_, index) =>
        order('R-C', `R-P${index % 60}`, {
          id: `R-O${index}`,
          // Every other order is the same in all versions: known exactly so, at another time.
          shippingMinor: index % 2 === 0 ? hour : 0,
          updatedAt: `2026-11-20T0${hour}:00:00Z`,
        }),
      );
    const shuffled = (hour: number) =>
      version(hour).sort((a, b) => ((a.id.length * 7 + hour * 31) % 5) - ((b.id.length * 3 + hour) % 5));
    const summaries = await Promise.all([
      take('orders', valuesOf(shuffled(3)), options),
      take('orders', valuesOf(shuffled(1).reverse()), options),
      take('orders', valuesOf(shuffled(2)), options),
      take('orders', valuesOf(shuffled(3).reverse()), options),
      take('products', valuesOf([...products].reverse().map((one) => ({ ...one, stock: 7 }))), options),
    ]);
    expect(summaries.map(({ failed }) => failed)).toEqual([0, 0, 0, 0, 0]);
    const rows = await database.prisma.order.findMany({
      where: { externalId: { startsWith: 'R-O' } },
      include: { lines: true },
    });
    expect(rows).toHaveLength(120);
    for (const { externalId, shippingMinor, lines, sourceUpdatedAt } of rows) {
      const index = Number(externalId.slice(3));
      expect([externalId, shippingMinor, lines.length]).toEqual([externalId, index % 2 === 0 ? 3 : 0, 1]);
      expect(sourceUpdatedAt).toEqual(new Date('2026-11-20T03:00:00Z'));
    }
    expect(await database.prisma.product.count({ where: { stock: 7 } })).toBe(60);
  }, 60_000);
});
