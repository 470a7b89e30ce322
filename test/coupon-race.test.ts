import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../src/contract/ack.js';
import type { CouponUse } from '../src/contract/coupon-checkout.js';
import { checkLedger } from '../src/marketing/coupons/ledger-check-store.js';
import { createApiKeyStore } from '../src/staff/api-key-store.js';
import { createAuditStore } from '../src/staff/audit-store.js';
import { buildProgram } from './build-program.js';
import { openPostgresTestDatabase, type PostgresTestDatabase } from './database.js';
import { type ShopRows, shopRows } from './shop-rows.js';

const orders = 1000;
const places = 100;
const discountMinor = 2000;
const longestStart = 60_000;

let program: string;
let folder: string;
let database: PostgresTestDatabase | undefined;
let rows: ShopRows;
let key: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  database = await openPostgresTestDatabase();
  if (!database) return;
  program = await buildProgram('src/main.ts');
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-coupons-'));
  const { prisma } = database;
  rows = shopRows(prisma);
  await prisma.customer.createMany({
    data: Array.from({ length: orders }, (_, index) => ({ externalId: `C${index}`, name: '顾客' })),
  });
  const keys = createApiKeyStore({ prisma, audit: createAuditStore({ prisma }) });
  const by = { type: 'system', id: 'test' } as const;
  key = (await keys.create({ name: '商城', scopes: ['coupons:write'] }, by)).key;
}, 120_000);
afterAll(async () => {
  await Promise.all(children.map(kill));
  await database?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** @returns a server process on the shared database, once it is ready */
async function start(): Promise<{ address: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [program], {
    env: {
      ...process.env,
      DATABASE_URL: database?.url ?? '',
      DATA_DIR: folder,
      MODEL_DIR: join(folder, 'no-model'),
      PORT: '0',
      DEMO: 'false',
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  for (let waited = 0; waited < longestStart; waited += 50) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
    if (address && (await fetch(`${address}/readyz`)).ok) return { address, child };
    if (child.exitCode !== null) break;
    await wait(50);
  }
  throw new Error(`The server did not start: ${said}`);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

type Answer = { order: string; use?: CouponUse; problem?: Problem };

/** Asks over HTTP; an answer without use and problem never came. */
async function ask(
  address: string,
  code: string,
  step: string,
  order: string,
  body: object,
): Promise<Answer> {
  try {
    const answer = await fetch(`${address}/v1/coupons/${code}/${step}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify({ orderReference: order, ...body }),
    });
    const told = await answer.json();
    return answer.ok ? { order, use: told as CouponUse } : { order, problem: told as Problem };
  } catch {
    return { order };
  }
}

const redeem = (address: string, code: string, index: number, name: string) =>
  ask(address, code, 'redeem', `${name}-${index}`, {
    customerId: `C${index}`,
    idempotencyKey: `redeem-${name}-${index}`,
    cart: { lines: [{ lineId: '1', productId: 'P1', quantity: 1, unitPriceMinor: 10_000 }] },
  });

const scarceCoupon = (publicCode: string) =>
  rows.coupon({
    distribution: 'public',
    publicCode,
    totalCap: 1_000_000,
    budgetMinor: places * discountMinor,
  });

/** What the database holds of a coupon; counters and ledger have been compared. */
async function standing(couponId: string) {
  if (!database) throw new Error('There is no database.');
  expect(await checkLedger(database)).toEqual([]);
  const { prisma } = database;
  const { redeemedCount, reservedCount, spentMinor, reservedMinor } = await prisma.coupon.findUniqueOrThrow({
    where: { id: couponId },
  });
  const redeemed = await prisma.couponHold.findMany({
    where: { couponId, state: 'redeemed' },
    select: { orderReference: true },
  });
  return {
    redeemedCount,
    reservedCount,
    spentMinor,
    reservedMinor,
    orders: redeemed.map(({ orderReference }) => orderReference),
  };
}

it('1,000 redemptions at once at two servers, budget for 100: exactly 100; what is released can be had again', async () => {
  if (!database) return;
  const [first, second] = await Promise.all([start(), start()]);
  const at = (index: number) => (index % 2 === 0 ? first.address : second.address);
  const { id } = await scarceCoupon('SPRING');
  const started = performance.now();
  const answers = await Promise.all(
    Array.from({ length: orders }, (_, index) => redeem(at(index), 'SPRING', index, 'A')),
  );
  const seconds = (performance.now() - started) / 1000;
  const got = answers.filter(({ use }) => use);
  const refused = answers.flatMap(({ problem }) => problem?.refusal?.reason ?? []);
  process.stdout.write(
    `${orders} redemptions at two servers in ${seconds.toFixed(1)} s: ${got.length} got it, ${refused.length} refused\n`,
  );
  expect(got).toHaveLength(places);
  expect(refused).toEqual(Array(orders - places).fill('budget-used'));
  expect(await standing(id)).toMatchObject({ redeemedCount: places, spentMinor: places * discountMinor });

  // 37 orders are cancelled: exactly so many more succeed.
  const back = got.slice(0, 37);
  await Promise.all(back.map(({ order }, index) => ask(at(index), 'SPRING', 'release', order, {})));
  expect(await standing(id)).toMatchObject({ redeemedCount: places - 37 });
  const again = await Promise.all(
    Array.from({ length: 200 }, (_, index) => redeem(at(index), 'SPRING', index, 'B')),
  );
  const more = again.filter(({ use }) => use);
  // Who still has one from before is refused for that reason instead.
  expect(more).toHaveLength(37);
  expect(await standing(id)).toMatchObject({ redeemedCount: places, spentMinor: places * discountMinor });
  await Promise.all([kill(first.child), kill(second.child)]);
}, 240_000);

it('one of two servers is killed in the middle: never above the budget, nothing told is lost, and the repeat gets the same', async () => {
  if (!database) return;
  const [dying, staying] = await Promise.all([start(), start()]);
  const { id } = await scarceCoupon('AUTUMN');
  const { prisma } = database;
  const asked = Array.from({ length: orders }, (_, index) =>
    redeem(index % 2 === 0 ? dying.address : staying.address, 'AUTUMN', index, 'K'),
  );
  // Some have got it, most have not.
  for (;;) {
    const { redeemedCount } = await prisma.coupon.findUniqueOrThrow({ where: { id } });
    if (redeemedCount >= places / 4) break;
    await wait(2);
  }
  await kill(dying.child);
  const answers = await Promise.all(asked);
  const unanswered = answers.filter(({ use, problem }) => !use && !problem);
  const told = answers.filter(({ use }) => use).map(({ order }) => order);
  // What the dead process had open is rolled back by the database.
  await wait(500);
  const after = await standing(id);
  expect(after.redeemedCount).toBeLessThanOrEqual(places);
  expect(after.orders).toEqual(expect.arrayContaining(told));
  process.stdout.write(
    `killed in the middle: ${told.length} told, ${after.redeemedCount} redeemed, ${unanswered.length} without an answer\n`,
  );
  expect(unanswered.length).toBeGreaterThan(0);

  // The shop repeats what was not answered, with the same keys, at the server that is left.
  const repeats = await Promise.all(
    unanswered.map(({ order }) => redeem(staying.address, 'AUTUMN', Number(order.split('-')[1]), 'K')),
  );
  const end = await standing(id);
  expect(end).toMatchObject({ redeemedCount: places, spentMinor: places * discountMinor, reservedMinor: 0 });
  const all = [...told, ...repeats.filter(({ use }) => use).map(({ order }) => order)];
  expect([...new Set(all)].sort()).toEqual([...end.orders].sort());
  expect(repeats.flatMap(({ problem }) => problem?.refusal?.reason ?? [])).toEqual(
    Array(repeats.filter(({ use }) => !use).length).fill('budget-used'),
  );
}, 240_000);
