import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { notePrices } from '../src/marketing/campaigns/trigger-store.js';
import type { Database } from '../src/platform/database.js';
import { createWebhookStore } from '../src/webhooks/webhook-store.js';
import {
  afternoon,
  ago,
  at,
  content,
  day,
  deskOn,
  hour,
  minute,
  running,
  shopper,
  startOver,
  states,
  triggered,
} from './campaign-world.js';
import { openTestDatabase } from './database.js';
import { shopRows } from './shop-rows.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => startOver(database));

describe('advertising', () => {
  const cart = (customerId: string, at: Date, name = 'cart_add') =>
    database.prisma.event.create({
      data: { name, customerId, properties: { productId: 'P1', title: '保温杯' }, occurredAt: at },
    });

  it('about a cart goes only to who agreed, only after half an hour, and not once something was ordered', async () => {
    const { keeper } = deskOn(database);
    await running(database, triggered('abandoned-cart', '{商品}还在购物车里'));
    const [agreed, not, early, bought, emptied] = [
      await shopper(database),
      await shopper(database, { agreed: false }),
      await shopper(database),
      await shopper(database),
      await shopper(database),
    ];
    for (const { customerId } of [agreed, not, bought]) await cart(customerId, ago(40 * minute));
    await cart(early.customerId, ago(20 * minute));
    await cart(emptied.customerId, ago(45 * minute));
    await cart(emptied.customerId, ago(40 * minute), 'cart_remove');
    const product = await shopRows(database.prisma).product();
    await shopRows(database.prisma).order(bought.customerId, [product.id], {
      at: ago(5 * minute),
      status: 'paid',
    });
    await keeper.tick();
    await keeper.tick();
    expect(await agreed.told()).toEqual(['保温杯还在购物车里']);
    for (const { told } of [not, early, bought, emptied]) expect(await told()).toEqual([]);
  });

  it('about a cart that is filled before and after midnight is said once, in the morning', async () => {
    const { keeper } = deskOn(database);
    await running(database, triggered('abandoned-cart', '{商品}还在购物车里'));
    const one = await shopper(database);
    // 23:25 and 23:50 in Shanghai, looked at half an hour later each.
    for (const [filled, looked] of [
      ['2026-11-24T15:25:00Z', '2026-11-24T15:56:00Z'],
      ['2026-11-24T15:50:00Z', '2026-11-24T16:21:00Z'],
    ] as const) {
      await cart(one.customerId, new Date(filled));
      at.now = new Date(looked);
      await keeper.tick();
    }
    at.now = new Date('2026-11-25T00:00:00Z');
    await keeper.tick();
    expect(await one.told()).toEqual(['保温杯还在购物车里']);
    expect(await states(database)).toEqual(['sent']);
  });

  it('stops at once when the consent is withdrawn, also for what was planned', async () => {
    const { keeper, consents } = deskOn(database);
    await running(database, triggered('birthday', '{称呼}，生日快乐'));
    const one = await shopper(database, { birthday: '11-25' });
    at.now = new Date('2026-11-24T16:30:00Z');
    await keeper.tick();
    expect(await states(database)).toEqual(['planned']);
    const { customerId, visitorId } = one;
    await consents.record({ visitorId, customerId, purpose: 'marketing', granted: false, source: 'chat' });
    at.now = new Date('2026-11-25T00:01:00Z');
    await keeper.tick();
    expect(await one.told()).toEqual([]);
    expect(await states(database)).toEqual(['dropped: no-consent']);
  });

  it('keeps to three a week over all campaigns', async () => {
    const { keeper } = deskOn(database);
    await running(database, triggered('birthday', '{称呼}，生日快乐'));
    const one = await shopper(database, { birthday: '11-24' });
    const coupon = await shopRows(database.prisma).coupon();
    for (const days of [1, 2, 3])
      await shopRows(database.prisma).offer(one.customerId, coupon.id, { createdAt: ago(days * day) });
    await keeper.tick();
    expect(await states(database)).toEqual(['dropped: fatigue']);
  });

  it('about a fall in price: the price is everybody’s, and what was said is true when it is said', async () => {
    const { keeper } = deskOn(database);
    const product = await shopRows(database.prisma).product({ priceMinor: 10_000 });
    at.now = ago(2 * day);
    await notePrices(database, at.now);
    const one = await shopper(database);
    await database.prisma.event.create({
      data: {
        name: 'product_view',
        customerId: one.customerId,
        properties: { productId: product.externalId },
        occurredAt: new Date(at.now.getTime() + hour),
      },
    });
    at.now = afternoon;
    await database.prisma.product.update({ where: { id: product.id }, data: { priceMinor: 8000 } });
    await running(database, triggered('price-drop', '{商品}降到 {价格}'));
    await keeper.tick();
    expect(await one.told()).toEqual(['青禾 保温杯降到 80 元']);
  });

  it('reaches the shop’s own server by a kept notice, and nobody who is held out; their would-be contact is logged', async () => {
    const webhooks = createWebhookStore(database);
    const { keeper } = deskOn(database, {
      shopListener: async () => (tx, message, moment) =>
        webhooks.addIn(tx, 'campaign.message', { ...message }, moment),
    });
    const campaignId = await running(database, triggered('birthday', '{称呼}，生日快乐'));
    const [reached, heldOut] = [
      await shopper(database, { birthday: '11-24' }),
      await shopper(database, { birthday: '11-24' }),
    ];
    await database.prisma.assignment.create({
      data: { campaignId, customerId: heldOut.customerId, arm: 'holdout', assignedAt: at.now },
    });
    await keeper.tick();
    expect(await reached.told()).toEqual(['林女士，生日快乐']);
    expect(await heldOut.told()).toEqual([]);
    const groups = await database.prisma.assignment.findMany({
      where: { campaignId },
      orderBy: { arm: 'asc' },
    });
    expect(groups.map(({ arm, triggeredAt, exposedAt }) => [arm, triggeredAt, exposedAt])).toEqual([
      ['a', at.now, at.now],
      ['holdout', at.now, null],
    ]);
    const notices = await database.prisma.webhookDelivery.findMany({ where: { topic: 'campaign.message' } });
    expect(notices).toHaveLength(1);
    expect(notices[0]?.payload).toMatchObject({ text: '林女士，生日快乐' });
  });

  it('carries a coupon as an offer that can be taken; one that was dismissed is never sent again', async () => {
    const { keeper } = deskOn(database);
    const coupon = await shopRows(database.prisma).coupon({
      validFrom: ago(9 * day),
      validUntil: new Date('2026-12-30'),
    });
    await running(
      database,
      content({
        delivery: { kind: 'trigger', on: 'birthday', afterMinutes: 30, bar: 0.7, dropPercent: 5 },
        arms: [
          { id: 'a', weight: 1, message: '送您{券}', offer: { kind: 'coupon', couponId: coupon.externalId } },
        ],
      }),
    );
    const [one, dismissed] = [
      await shopper(database, { birthday: '11-24' }),
      await shopper(database, { birthday: '11-24' }),
    ];
    await shopRows(database.prisma).offer(dismissed.customerId, coupon.id, {
      state: 'dismissed',
      createdAt: ago(60 * day),
    });
    await keeper.tick();
    expect(await one.told()).toEqual(['送您满100减20', null]);
    expect(await dismissed.told()).toEqual([]);
    const offers = await database.prisma.offer.findMany({ where: { customerId: one.customerId } });
    expect(offers).toMatchObject([{ conversationId: one.conversationId, state: 'offered', propensity: 1 }]);
  });
});
