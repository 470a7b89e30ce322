import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CouponFields,
  CouponPreview,
  CustomerRecord,
  ProductChoice,
} from '../src/contract/marketing-console.js';
import { type BareApp, openBareApp } from './bare-app.js';
import { type ShopRows, shopRows } from './shop-rows.js';

describe("what the console's pages of marketing ask for", () => {
  let app: BareApp;
  let rows: ShopRows;
  const tokens = { supervisor: '', admin: '' };

  beforeAll(async () => {
    app = await openBareApp();
    rows = shopRows(app.database.prisma);
    for (const role of ['supervisor', 'admin'] as const) tokens[role] = await app.session(role);
  });
  afterAll(() => app.close());

  async function call<T>(role: keyof typeof tokens, method: 'GET' | 'POST', url: string, payload?: object) {
    const response = await app.http.inject({
      method,
      url,
      headers: { authorization: `Bearer ${tokens[role]}` },
      ...(payload ? { payload } : {}),
    });
    return { status: response.statusCode, body: response.json() as T };
  }

  it('tells what one customer did and was given, and nothing of another', async () => {
    const { prisma } = app.database;
    const [own, other] = [await rows.customer(), await rows.customer()];
    const { id: product } = await rows.product();
    await rows.order(own.id, [product]);
    await rows.order(other.id, [product]);
    const coupon = await rows.coupon({ title: '老客立减券' });
    const visitor = await rows.visitor(own.id);
    const conversation = await prisma.conversation.create({
      data: { visitorId: visitor.id, customerId: own.id, state: 'closed', disposition: '已解决' },
    });
    await prisma.offer.create({
      data: { customerId: own.id, couponId: coupon.id, reason: '您常买这一类', state: 'dismissed' },
    });

    const { status, body } = await call<CustomerRecord>(
      'supervisor',
      'GET',
      `/v1/customers/${own.externalId}/record`,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      orderCount: 1,
      offers: [{ title: '老客立减券', reason: '您常买这一类', state: 'dismissed' }],
      conversations: [{ conversationId: conversation.id, state: 'closed', disposition: '已解决' }],
      consents: [{ purpose: 'personalization' }, { purpose: 'marketing' }],
    });
    expect(body.recentOrders).toHaveLength(1);
    const nobody = await call<CustomerRecord>(
      'supervisor',
      'GET',
      `/v1/customers/${other.externalId}/record`,
    );
    expect(nobody.body).toMatchObject({ offers: [], conversations: [], coupons: [] });
  });

  it('finds products by part of the name, by brand and by number, and those that are gone by number', async () => {
    const tea = await rows.product({ title: '明前龙井 250g', brand: '青禾茶舍' });
    const gone = await rows.product({ title: '旧款茶杯', active: false });
    const find = async (query: string) =>
      (await call<{ items: ProductChoice[] }>('supervisor', 'GET', `/v1/products?${query}`)).body.items;
    expect(await find(`search=${encodeURIComponent('龙井')}`)).toMatchObject([{ productId: tea.externalId }]);
    expect(await find(`search=${encodeURIComponent('青禾茶')}`)).toMatchObject([{ title: '明前龙井 250g' }]);
    const named = await find(`ids=${[gone.externalId, tea.externalId, 'nothing'].join(',')}`);
    expect(named.map(({ productId, gone: old }) => [productId, old])).toEqual([
      [tea.externalId, undefined],
      [gone.externalId, true],
    ]);
  });

  it('draws the card of a half-filled coupon and tells what is missing', async () => {
    const half = await call<CouponPreview>('admin', 'POST', '/v1/coupons:preview', {
      title: '春茶满减',
      kind: 'threshold',
      thresholdMinor: 19_900,
      scope: { categories: ['茶叶'] },
    });
    expect(half.body.card).toMatchObject({
      title: '春茶满减',
      conditions: '满 199 元可用 · 限茶叶',
      state: 'offered',
    });
    expect(half.body.problems.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['validFrom', 'validUntil', 'totalCap', 'budgetMinor']),
    );
    const whole = await call<CouponPreview>('admin', 'POST', '/v1/coupons:preview', {
      title: '八五折',
      kind: 'percent',
      percentOff: 15,
      validFrom: '2026-11-01T00:00:00Z',
      validUntil: '2026-12-01T00:00:00Z',
      totalCap: 100,
      budgetMinor: 100_000,
    });
    expect(whole.body.problems).toEqual([]);
    expect(whole.body.card).toMatchObject({ headline: '8.5折', validUntil: '2026-12-01T00:00:00.000Z' });
    const fields = await call<CouponFields>('admin', 'GET', '/v1/coupon-fields');
    expect(fields.body.timeZone).toBe('Asia/Shanghai');
  });
});
