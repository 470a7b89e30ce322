// Measures how many reservations a second the coupons' ledger takes on a PostgreSQL server.
// Run: npm run --silent bench:coupons -- [--url postgresql://…] [--seconds 10] [--callers 32]
// Without --url a server is started for it in a temporary folder, with fsync on.

import { parseArgs } from 'node:util';
import { couponReserve } from '../../src/contract/coupon-checkout.js';
import { createCouponCheckout } from '../../src/marketing/coupons/checkout-store.js';
import { createCouponFinding } from '../../src/marketing/coupons/finding-store.js';
import { checkLedger } from '../../src/marketing/coupons/ledger-check-store.js';
import { createSignalStore } from '../../src/marketing/coupons/signal-store.js';
import { createSubjectHash } from '../../src/marketing/coupons/subject-hash.js';
import { type Database, migrationsFolder } from '../../src/platform/database.js';
import { newId } from '../../src/platform/ids.js';
import { openPostgresDatabase } from '../../src/platform/postgres-database.js';
import { startServer } from './server.js';

const customers = 2_000;
const day = 86_400_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    seconds: { type: 'string', default: '10' },
    callers: { type: 'string', default: '32' },
  },
});
const seconds = Number(values.seconds);
const callers = Number(values.callers);
if (!(seconds > 0 && seconds <= 600 && Number.isInteger(callers) && callers > 0 && callers <= 1000)) {
  process.stderr.write('--seconds is up to 600, --callers a whole number up to 1000.\n');
  process.exit(1);
}

const server = values.url === undefined ? await startServer() : undefined;
const database = await openPostgresDatabase(values.url ?? server?.url ?? '', migrationsFolder(), silent);
try {
  await prepare(database);
  process.stdout.write(`${callers} callers at a time, one process, ${seconds} s each:\n`);
  for (const coupons of [1, 100]) await measure(database, coupons);
} finally {
  await database.close();
  await server?.stop();
}

async function prepare({ prisma }: Database): Promise<void> {
  await prisma.customer.createMany({
    data: Array.from({ length: customers }, (_, index) => ({ externalId: `bench-${index}`, name: '顾客' })),
    skipDuplicates: true,
  });
}

/** So many coupons, each caller taking the next one in turn. */
async function measure(database: Database, coupons: number): Promise<void> {
  const { prisma } = database;
  const now = Date.now();
  const codes = Array.from({ length: coupons }, (_, index) => `BENCH-${coupons}-${index}-${now}`);
  await prisma.coupon.createMany({
    data: codes.map((code) => ({
      externalId: code,
      title: code,
      kind: 'amount',
      valueMinor: 100,
      distribution: 'public',
      publicCode: code,
      perCustomerCap: 1_000_000,
      totalCap: 1_000_000_000,
      budgetMinor: 2_000_000_000,
      validFrom: new Date(now - day),
      validUntil: new Date(now + day),
    })),
  });
  const checkout = createCouponCheckout({
    prisma,
    finding: createCouponFinding(database),
    signals: createSignalStore(database),
    hash: createSubjectHash('bench'),
    customerIdOf: async () => {
      throw new Error('Every customer of the bench is there.');
    },
    clock: () => new Date(),
    shopTimeZone: 'Asia/Shanghai',
  });
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  let next = 0;
  async function call(): Promise<void> {
    while (performance.now() < end) {
      const turn = next++;
      const started = performance.now();
      await checkout.reserve(
        codes[turn % coupons] ?? '',
        couponReserve.parse({
          orderReference: newId(),
          customerId: `bench-${turn % customers}`,
          idempotencyKey: newId(),
          cart: { lines: [{ lineId: '1', productId: 'P1', quantity: 1, unitPriceMinor: 10_000 }] },
        }),
      );
      times.push(performance.now() - started);
    }
  }
  const started = performance.now();
  await Promise.all(Array.from({ length: callers }, call));
  const took = (performance.now() - started) / 1000;
  const differences = await checkLedger(database);
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(0);
  process.stdout.write(
    `${coupons === 1 ? 'one hot coupon' : `${coupons} coupons`}: ${(times.length / took).toFixed(0)} reservations/s, ` +
      `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, ` +
      `${differences.length} differences between counters and ledger\n`,
  );
}
