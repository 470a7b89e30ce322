import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../../test/database.js';
import { type ShopRows, shopRows } from '../../test/shop-rows.js';
import { orderItem, orderStatus } from '../contract/cards.js';
import type { Database } from '../platform/database.js';
import { createConsentStore } from './consent-store.js';
import { createCustomerPane } from './customer-pane.js';
import { createCustomerStore } from './customer-store.js';
import { orderStatusText, presentOrder } from './order-presenter.js';

let database: Database;
let rows: ShopRows;
const store = () => createCustomerStore(database);
const now = new Date('2026-11-21T10:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

beforeAll(async () => {
  database = await openTestDatabase();
  rows = shopRows(database.prisma);
});
afterAll(() => database.close());

describe('presentOrder', () => {
  const row = {
    externalId: 'ZG1',
    status: 'shipped',
    currency: 'CNY',
    totalMinor: 9900,
    carrier: '顺丰速运',
    trackingNumber: 'SF1',
    tracking: [
      { at: '2026-11-20T10:00:00.000Z', text: '已揽收' },
      { at: 'yesterday' },
      'nonsense',
    ] as unknown,
    createdAt: daysAgo(2),
    lines: [{ title: '杯子', quantity: 1, unitPriceMinor: 9900, product: { imageUrl: null } }],
    shipTo: { city: '杭州', phone: '13800000000' },
  };

  it('gives what the contract says and nothing else: no address, no unreadable step', () => {
    const order = presentOrder(row);
    expect(orderItem.strict().parse(order)).toEqual(order);
    expect(order.tracking).toEqual([{ at: '2026-11-20T10:00:00.000Z', text: '已揽收' }]);
    expect(JSON.stringify(order)).not.toContain('13800000000');
  });

  it('has words for every state, and refuses one that it does not know', () => {
    for (const status of orderStatus.options) {
      expect(presentOrder({ ...row, status }).statusText).toBe(orderStatusText[status]);
      expect(orderStatusText[status]).toMatch(/^[\u4e00-\u9fff，]+$/);
    }
    expect(() => presentOrder({ ...row, status: 'lost' })).toThrow();
  });
});

describe('what is known of a customer', () => {
  it('orders are the customer’s own, newest first, as many as asked for', async () => {
    const [mine, theirs] = [await rows.customer(), await rows.customer()];
    const { id: productId } = await rows.product();
    const old = await rows.order(mine.id, [productId], { at: daysAgo(9) });
    const recent = await rows.order(mine.id, [productId], { at: daysAgo(1) });
    const other = await rows.order(theirs.id, [productId], { at: daysAgo(0) });
    const ids = async (customerId: string, limit: number) =>
      (await store().orders(customerId, limit)).map(({ orderId }) => orderId);
    expect(await ids(mine.id, 5)).toEqual([recent.externalId, old.externalId]);
    expect(await ids(mine.id, 1)).toEqual([recent.externalId]);
    expect(await ids(theirs.id, 5)).toEqual([other.externalId]);
    const pane = await store().pane(mine.id);
    expect(pane).toMatchObject({ customerId: mine.externalId, orderCount: 2, spentMinor: 20_000 });
    expect(JSON.stringify(pane)).not.toContain(other.externalId);
  });

  it.each([
    ['regular', '普通会员'],
    ['black', '黑金卡会员'],
    // The shop's own: neither another tier nor steps that nobody told us.
    ['钻石会员', '钻石会员'],
  ])('a %s member hears the tier and the points that the shop sent', async (tier, tierText) => {
    const { id } = await rows.customer({ tier, points: 7 });
    expect(await store().points(id)).toEqual({ tierText, points: 7 });
  });

  it('finds a customer by the shop’s id, and nobody by an unknown one', async () => {
    const { id, externalId } = await rows.customer({ tier: 'gold' });
    expect(await store().findByExternalId(externalId)).toEqual({ id, name: '林女士', tier: 'gold' });
    expect(await store().tier(id)).toBe('gold');
    expect(await store().findByExternalId('nobody')).toBeUndefined();
  });

  it('reads the words of the catalogue from what is sold', async () => {
    await rows.product({
      category: '女装',
      brand: '暖山',
      attributes: { 品类: '羽绒服', 颜色: ['酒红', '黑色'] },
    });
    await rows.product({ category: '旧货', brand: '不卖了', active: false });
    const { category, brand, colour, title } = await store().catalogue();
    expect(title.length).toBeGreaterThan(0);
    expect(category).toEqual(expect.arrayContaining(['女装', '羽绒服']));
    expect(brand).toContain('暖山');
    expect(colour).toEqual(expect.arrayContaining(['酒红', '黑色']));
    expect([...category, ...brand]).not.toEqual(expect.arrayContaining(['旧货']));
    expect(brand).not.toContain('不卖了');
  });

  it('has another version of the catalogue as soon as a product is added, changed or taken away', async () => {
    const versions = [await store().catalogueVersion()];
    const { id } = await rows.product();
    versions.push(await store().catalogueVersion());
    const later = new Date(Date.now() + 60_000);
    await database.prisma.product.update({ where: { id }, data: { title: '新名字', updatedAt: later } });
    versions.push(await store().catalogueVersion());
    expect(await store().catalogueVersion()).toBe(versions.at(-1));
    await database.prisma.product.delete({ where: { id } });
    versions.push(await store().catalogueVersion());
    expect(new Set(versions.slice(0, 3)).size).toBe(3);
    expect(versions[3]).not.toBe(versions[2]);
  });
});

describe('the pane beside a conversation', () => {
  const pane = () =>
    createCustomerPane({
      customers: store(),
      consents: createConsentStore(database),
      wallet: async () => [
        {
          couponId: 'coupon-1',
          title: '满100减20',
          headline: '¥20',
          conditions: '满 100 元可用',
          validUntil: '2026-12-01T00:00:00.000Z',
          state: 'claimed',
          code: 'ABCD-EFGH-JKMN-0',
        },
      ],
    });

  it('shows staff that a coupon is held, not the code that it can be used with', async () => {
    const customer = await rows.customer({ tier: 'gold' });
    const { id: visitorId } = await rows.visitor(customer.id);
    const shown = await pane()({ visitorId, customerId: customer.id });
    expect(shown).toMatchObject({ name: '林女士', tier: 'gold', customerId: customer.externalId });
    expect(shown.coupons).toEqual([
      { couponId: 'coupon-1', title: '满100减20', state: 'claimed', validUntil: '2026-12-01T00:00:00.000Z' },
    ]);
  });

  it('of somebody unknown shows a name to tell visitors apart, and no coupons', async () => {
    const { id: visitorId } = await rows.visitor();
    expect(await pane()({ visitorId })).toEqual({
      visitorId,
      name: `访客 ${visitorId.slice(-4).toUpperCase()}`,
      orderCount: 0,
      spentMinor: 0,
      recentOrders: [],
      consents: [{ purpose: 'personalization' }, { purpose: 'marketing' }],
      coupons: [],
    });
  });
});
