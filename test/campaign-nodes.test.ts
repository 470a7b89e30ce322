import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { CouponUse } from '../src/contract/coupon-checkout.js';
import { type CampaignNode, openCampaignNode } from './campaign-node.js';
import {
  ago,
  at,
  clock,
  content,
  day,
  minute,
  running,
  shopper,
  startOver,
  triggered,
} from './campaign-world.js';
import { openPostgresTestDatabase, type PostgresTestDatabase } from './database.js';
import { shopRows } from './shop-rows.js';
import { openHookReceiver } from './webhook-receiver.js';

/** Two server processes' parts on one PostgreSQL; whatever time sets off is set off in both at the same moment. */
let database: PostgresTestDatabase | undefined;
let [a, b]: CampaignNode[] = [];
let shop: Awaited<ReturnType<typeof openHookReceiver>>;
beforeAll(async () => {
  database = await openPostgresTestDatabase();
  if (!database) return;
  [a, b] = [await openCampaignNode(database, clock), await openCampaignNode(database, clock)];
  shop = await openHookReceiver();
  await a.call('PUT', '/v1/campaign-settings', { hookUrl: shop.url });
}, 60_000);
afterAll(async () => {
  shop?.close();
  await a?.close();
  await b?.close();
  await database?.close();
});
beforeEach(async () => {
  if (!database) return;
  await startOver(database);
  await database.prisma.consent.deleteMany();
});
const both = (work: (node: CampaignNode) => Promise<unknown>) =>
  Promise.all([a, b].flatMap((node) => (node ? [work(node)] : [])));

it('one process at a time keeps campaigns and coupons; another takes over once it has stopped', async () => {
  if (!database) return;
  const { prisma } = database;
  const [first, second] = [await openCampaignNode(database, clock), await openCampaignNode(database, clock)];
  await first.tick();
  await first.couponTick();
  const holders = async () =>
    new Map((await prisma.duty.findMany()).map(({ name, holder }) => [name, holder]));
  const before = await holders();
  await running(database, triggered('birthday', '{称呼}，生日快乐'));
  const one = await shopper(database, { birthday: '11-24' });
  await second.tick();
  await second.couponTick();
  expect(await one.told()).toEqual([]);
  expect(await holders()).toEqual(before);
  expect([...before.keys()].sort()).toEqual(['campaigns', 'coupons']);
  await first.start().stop();
  expect([...(await holders()).keys()]).toEqual(['coupons']);
  const next = await openCampaignNode(database, clock);
  await next.tick();
  expect(await one.told()).toHaveLength(1);
  expect((await holders()).get('campaigns')).not.toBe(before.get('campaigns'));
  await next.start().stop();
  for (const node of [first, second, next]) await node.close();
  await prisma.duty.deleteMany();
});

it('what campaigns say of the night is said once in the morning, and the shop’s server is told once', async () => {
  if (!database) return;
  const { prisma } = database;
  at.now = new Date('2026-11-24T15:00:00Z');
  const kinds = [
    triggered('birthday', '{称呼}，生日快乐'),
    content({
      delivery: { kind: 'once' },
      arms: [{ id: 'a', weight: 1, message: '{称呼}，周年庆开始了', offer: { kind: 'none' } }],
    }),
  ];
  for (const kind of kinds) await running(database, kind);
  const people = [];
  for (let count = 0; count < 10; count += 1) people.push(await shopper(database, { birthday: '11-24' }));
  await both((node) => node.tick());
  at.now = new Date('2026-11-25T00:00:00Z');
  for (let times = 0; times < 2; times += 1) await both((node) => node.tick());
  // The birthday was yesterday.
  for (const { told } of people) expect(await told()).toEqual(['林女士，周年庆开始了']);
  const ended = await prisma.campaignContact.groupBy({ by: ['trigger', 'state'], _count: true });
  expect(ended.map((row) => [row.trigger, row.state, row._count]).sort()).toEqual([
    ['birthday', 'dropped', 10],
    ['once', 'sent', 10],
  ]);
  await both((node) => node.deliver());
  const hooks = shop.got.map(({ data }) => data.deliveryKey);
  expect([hooks.length, new Set(hooks).size]).toEqual([10, 10]);
});

it('a coupon that was held and never paid for comes back once', async () => {
  if (!database || !a) return;
  const { prisma } = database;
  const rows = shopRows(prisma);
  const coupon = await rows.coupon({
    distribution: 'public',
    publicCode: 'TWICE20',
    validFrom: ago(day),
    validUntil: new Date('2026-12-30T00:00:00Z'),
  });
  const product = await rows.product();
  const key = await a.couponKey();
  for (const orderReference of ['O-1', 'O-2', 'O-3']) {
    const { externalId: customerId } = await rows.customer();
    const held = await a.call<CouponUse>(
      'POST',
      '/v1/coupons/TWICE20/reserve',
      {
        orderReference,
        customerId,
        holdSeconds: 60,
        idempotencyKey: `held-for-${orderReference}`,
        cart: {
          lines: [{ lineId: '1', productId: product.externalId, quantity: 2, unitPriceMinor: 10_000 }],
        },
      },
      key,
    );
    expect(held.status, JSON.stringify(held.body)).toBe(200);
  }
  const counters = () =>
    prisma.coupon.findUniqueOrThrow({
      where: { id: coupon.id },
      select: { claimedCount: true, reservedMinor: true, spentMinor: true },
    });
  expect(await counters()).toEqual({ claimedCount: 3, reservedMinor: 6000, spentMinor: 0 });
  at.now = new Date(at.now.getTime() + 2 * minute);
  for (let times = 0; times < 2; times += 1) await both((node) => node.couponTick());
  expect(await counters()).toEqual({ claimedCount: 0, reservedMinor: 0, spentMinor: 0 });
  const entries = await prisma.couponLedgerEntry.findMany({ where: { couponId: coupon.id, kind: 'expire' } });
  expect(entries).toHaveLength(3);
});
