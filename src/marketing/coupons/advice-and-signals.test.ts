import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CouponWorld, couponWorld, minute, noCounters, refusal } from '../../../test/coupon-world.js';
import { openTestDatabase } from '../../../test/database.js';
import { silentLog } from '../../../test/silent-log.js';
import type { Database } from '../../platform/database.js';
import { alwaysOnDuty } from '../../platform/duty.js';
import { newId } from '../../platform/ids.js';
import { makeCouponCode } from './coupon-code.js';
import { createCouponKeeper } from './coupon-keeper.js';
import { expireOverdue } from './hold-store.js';
import { suspicious, wrongCodes } from './signal-store.js';
import { createUpkeep } from './upkeep-store.js';

let open: Database;
let world: CouponWorld;
beforeAll(async () => {
  open = await openTestDatabase();
  world = couponWorld(open);
});
afterAll(() => open.close());

const lines = (...prices: number[]) => ({
  lines: prices.map((unitPriceMinor, index) => ({
    lineId: `L${index}`,
    productId: 'P1',
    quantity: 1,
    unitPriceMinor,
  })),
});

it('wrong codes are counted and lock whoever tries them; right ones are then refused too', async () => {
  const { code } = await world.publicCoupon();
  const deviceId = newId();
  for (let tried = 0; tried < wrongCodes.most; tried++)
    await expect(world.checkout.reserve(`WRONG${tried}`, world.order({ deviceId }))).rejects.toMatchObject(
      refusal('unknown-code'),
    );
  await expect(world.checkout.reserve(code, world.order({ deviceId }))).rejects.toMatchObject({
    code: 'rate-limited',
    retryAfterSeconds: expect.any(Number),
    ...refusal('too-many-tries'),
  });
  expect((await world.checkout.reserve(code, world.order({ deviceId: newId() }))).state).toBe('reserved');
  world.time.now = new Date(world.time.now.getTime() + (wrongCodes.lockMinutes + 1) * minute);
  expect((await world.checkout.reserve(code, world.order({ deviceId }))).state).toBe('reserved');
});

it('many accounts on one device or address, and a rush on one device, are noted without anybody’s data', async () => {
  const { id, code } = await world.publicCoupon({ stackGroup: '' });
  for (let account = 0; account < suspicious.accounts; account++)
    await world.checkout.reserve(
      code,
      world.order({ customerId: newId(), deviceId: 'a-device-seen', address: '上海市某路 1 号' }),
    );
  for (let use = 0; use < suspicious.usesPerMinute; use++)
    await world.checkout.reserve(code, world.order({ customerId: newId(), deviceId: 'a-device-in-a-hurry' }));
  await world.signals.look(world.time.now);
  await world.signals.look(world.time.now);
  const { items } = await world.signals.list({ limit: 50 });
  expect(items.filter(({ couponId }) => couponId === id).map(({ kind, count }) => [kind, count])).toEqual(
    expect.arrayContaining([
      ['shared-device', suspicious.accounts],
      ['shared-address', suspicious.accounts],
    ]),
  );
  expect(items.filter(({ kind }) => kind === 'unusual-speed')).toHaveLength(1);
  const stored = JSON.stringify(await open.prisma.couponSignal.findMany());
  for (const clear of ['a-device', '上海']) expect(stored).not.toContain(clear);
});

it('the best combination of what is held, what is public and what was typed; reserving it gives the same', async () => {
  await open.prisma.coupon.updateMany({ data: { status: 'ended' } });
  const customer = await world.rows.customer();
  const mine = await world.rows.coupon({ title: '满100减20', stackGroup: '甲' });
  const code = makeCouponCode(crypto.getRandomValues(new Uint8Array(16)));
  await open.prisma.walletCoupon.create({ data: { couponId: mine.id, customerId: customer.id, code } });
  const percent = await world.publicCoupon({
    title: '9折',
    kind: 'percent',
    valueMinor: null,
    percentOff: 10,
    thresholdMinor: 0,
    stackGroup: '乙',
  });
  await world.publicCoupon({
    title: '满500减80',
    thresholdMinor: 50_000,
    valueMinor: 8000,
    stackGroup: '甲',
  });
  const freight = await world.publicCoupon({
    title: '包邮券',
    kind: 'shipping',
    valueMinor: 1000,
    thresholdMinor: 0,
    stackGroup: 'shipping',
  });
  const cart = { ...lines(9900, 5050), shippingMinor: 800 };
  const wanted = world.order({ customerId: customer.externalId, cart });
  const advice = await world.advise({
    cart: wanted.cart,
    customerId: customer.externalId,
    codes: ['NO-SUCH'],
  });
  expect(advice.chosen.map(({ code: named, discountMinor }) => [named, discountMinor])).toEqual([
    [percent.code, 1495],
    [code, 2000],
    [freight.code, 800],
  ]);
  expect(advice).toMatchObject({ savedMinor: 4295, payMinor: 11_455, exact: true });
  expect(advice.notUsed.map(({ refusal: { reason } }) => reason)).toEqual(['threshold']);
  for (const { code: named, discountMinor, lines: split } of advice.chosen)
    expect(await world.checkout.reserve(named, { ...wanted, idempotencyKey: `best-${named}` })).toMatchObject(
      {
        discountMinor,
        lines: split,
      },
    );
});

it('the keeper gives back by itself what nobody paid for', async () => {
  const { time, signals } = world;
  const { id, code } = await world.publicCoupon();
  await world.checkout.reserve(code, world.order());
  const keeper = createCouponKeeper({
    duty: alwaysOnDuty,
    ...createUpkeep(open),
    expireOverdue: (now, limit) => expireOverdue(open, now, { limit }),
    look: signals.look,
    clock: () => time.now,
    log: silentLog,
  });
  await keeper.tick();
  expect(await world.counters(id)).toMatchObject({ reservedCount: 1 });
  time.now = new Date(time.now.getTime() + 16 * minute);
  await keeper.tick();
  expect(await world.counters(id)).toEqual(noCounters);
});
