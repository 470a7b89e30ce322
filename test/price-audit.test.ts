import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProductItem } from '../src/contract/cards.js';
import { appendMessages } from '../src/conversation/message-rows-store.js';
import { createMessageStore } from '../src/conversation/message-store.js';
import { differencesAsCsv } from '../src/customers/privacy/price-audit.js';
import { createPriceAudit } from '../src/customers/privacy/price-audit-store.js';
import { createSegmentRows } from '../src/customers/segments/segment-rows-store.js';
import { createSegments } from '../src/customers/segments/segment-store.js';
import type { Database } from '../src/platform/database.js';
import { openTestDatabase } from './database.js';
import { shopRows } from './shop-rows.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const timeZone = 'Asia/Shanghai';
const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date());

async function conversationOf(tier?: string) {
  const rows = shopRows(database.prisma);
  const customer = tier === undefined ? undefined : await rows.customer({ tier });
  const visitor = await rows.visitor(customer?.id);
  const { id } = await database.prisma.conversation.create({
    data: { visitorId: visitor.id, ...(customer ? { customerId: customer.id } : {}) },
  });
  return { id, ...(customer ? { customerId: customer.id } : {}) };
}

type Card = NonNullable<Parameters<typeof appendMessages>[3][number]['card']>;
let sequence = 0;
const show = (conversationId: string, card: Card) =>
  database.prisma.$transaction((tx) => {
    sequence += 1;
    return appendMessages(tx, conversationId, sequence, [{ from: 'bot', type: 'card', card }]);
  });

function itemOf({
  externalId,
  title,
  priceMinor,
}: {
  externalId: string;
  title: string;
  priceMinor: number;
}) {
  const price = { amountMinor: priceMinor, currency: 'CNY' };
  return { productId: externalId, title, price, inStock: true } satisfies ProductItem;
}

const rowsOfSegments = () => createSegmentRows({ prisma: database.prisma, audit: async () => undefined });
const segments = () =>
  createSegments({ prisma: database.prisma, rows: rowsOfSegments(), timeZone, clock: () => new Date() });

const report = () =>
  createPriceAudit({ prisma: database.prisma, timeZone, segments: segments() }).report({
    from: today(),
    to: today(),
  });

describe('the audit of prices', () => {
  it('finds nothing where everybody is shown the same, whatever the tier and however often the price changes', async () => {
    expect(createMessageStore(database)).toBeDefined();
    const { prisma } = database;
    const rows = shopRows(prisma);
    const product = await rows.product({ priceMinor: 12_900 });
    const coupon = await rows.coupon({ title: '店庆满100减20', thresholdMinor: 10_000, valueMinor: 2_000 });
    const offered = {
      couponId: coupon.externalId,
      title: coupon.title,
      headline: '¥20',
      conditions: '满 100 元可用 · 全场可用',
      validUntil: coupon.validUntil.toISOString(),
      state: 'offered' as const,
    };
    for (const tier of [undefined, 'regular', 'gold', 'gold']) {
      const { id } = await conversationOf(tier);
      await show(id, { kind: 'productList', products: [itemOf(product), itemOf(product)] });
      await show(id, { kind: 'coupon', coupon: offered });
    }
    // Its age is past the time of a change: only what is shown counts.
    const dearer = await prisma.product.update({ where: { id: product.id }, data: { priceMinor: 13_900 } });
    await show((await conversationOf('gold')).id, { kind: 'product', product: itemOf(dearer) });
    const found = await report();
    expect(found).toMatchObject({ shown: 13, things: 2, unexplained: 0, differences: [] });
    expect(found.publicCoupons[0]?.shown.map(({ audience }) => audience).sort()).toEqual([
      'gold',
      'regular',
      'visitor',
    ]);
  });

  it('finds a price that depends on who asks, a coupon whose terms do, and one that went to the wrong tier', async () => {
    const { prisma } = database;
    const rows = shopRows(prisma);
    const product = await rows.product({ priceMinor: 9_900, title: '偷偷涨价的杯子' });
    await prisma.$executeRaw`UPDATE "Product" SET "updatedAt" = now() - interval '1 day' WHERE id = ${product.id}::uuid`;
    const coupon = await rows.coupon({ title: '大家的券' });
    const forGold = await rows.coupon({ title: '金卡的券', memberTiers: ['gold'] });
    const cardOf = (one: typeof coupon, headline: string): Card => ({
      kind: 'coupon',
      coupon: {
        couponId: one.externalId,
        title: one.title,
        headline,
        conditions: '无门槛',
        validUntil: one.validUntil.toISOString(),
        state: 'offered',
      },
    });
    const [gold, regular] = [await conversationOf('gold'), await conversationOf('regular')];
    await show(regular.id, { kind: 'product', product: itemOf(product) });
    await show(gold.id, { kind: 'product', product: itemOf({ ...product, priceMinor: 10_900 }) });
    await show(regular.id, cardOf(coupon, '¥20'));
    await show(gold.id, cardOf(coupon, '¥5'));
    await show(regular.id, cardOf(forGold, '¥50'));
    const found = await report();
    expect(found.unexplained).toBe(3);
    expect(found.differences.map(({ title }) => title).sort()).toEqual(
      ['偷偷涨价的杯子', '大家的券', '金卡的券'].sort(),
    );
    expect(found.differences.find(({ kind }) => kind === 'product')?.shown).toEqual([
      { terms: '10900 CNY', times: 1, audiences: ['gold'] },
      { terms: '9900 CNY', times: 1, audiences: ['regular'] },
    ]);
    const csv = differencesAsCsv(found);
    expect(csv.startsWith('\uFEFF类型,')).toBe(true);
    expect(csv).toContain('偷偷涨价的杯子');
  });

  it('explains a price that was read just before it changed', async () => {
    const product = await shopRows(database.prisma).product({ priceMinor: 5_000, title: '刚改价的杯子' });
    await show((await conversationOf()).id, {
      kind: 'product',
      product: itemOf({ ...product, priceMinor: 4_500 }),
    });
    const found = await report();
    expect(found.differences.find(({ title }) => title === '刚改价的杯子')?.explainedBy).toBe(
      'changed-meanwhile',
    );
  });

  it('tells how personal coupons were spread over the tiers and the segments', async () => {
    const { prisma } = database;
    const tierIs = (tier: string) => ({ kind: 'choice' as const, figure: 'tier' as const, values: [tier] });
    for (const tier of ['gold', 'black'])
      await rowsOfSegments().create({ name: `${tier}的人`, description: '', rule: tierIs(tier) }, undefined);
    const coupon = await shopRows(prisma).coupon({ personal: true, valueMinor: 1_500, title: '专属券' });
    for (const tier of ['gold', 'gold', 'regular']) {
      const { customerId } = await conversationOf(tier);
      await prisma.offer.create({
        data: { customerId: customerId ?? '', couponId: coupon.id, state: 'accepted' },
      });
    }
    const found = (await report()).personalCoupons.find(({ title }) => title === '专属券');
    expect(found).toMatchObject({
      byTier: [
        { tier: 'gold', customers: 2, offers: 2, accepted: 2 },
        { tier: 'regular', customers: 1, offers: 1, accepted: 1 },
      ],
      // Nobody of the other segment was given one.
      bySegment: [{ segment: 'gold的人', customers: 2, offers: 2, accepted: 2 }],
      valueMinor: { min: 1_500, median: 1_500, max: 1_500 },
    });
  });
});
