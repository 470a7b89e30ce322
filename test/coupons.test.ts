import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeBatch, CouponDetail } from '../src/contract/coupons.js';
import { isCouponCode } from '../src/marketing/coupons/coupon-code.js';
import { checkLedger } from '../src/marketing/coupons/ledger-check-store.js';
import { createUpkeep } from '../src/marketing/coupons/upkeep-store.js';
import { newId } from '../src/platform/ids.js';
import { createApiKeyStore } from '../src/staff/api-key-store.js';
import { createAuditStore } from '../src/staff/audit-store.js';
import { type BareApp, openBareApp } from './bare-app.js';
import { shopRows } from './shop-rows.js';

let app: BareApp;
let admin: Record<string, string>;
let program: Record<string, string>;
beforeAll(async () => {
  app = await openBareApp();
  const { prisma } = app.database;
  await shopRows(prisma).product({ externalId: 'P2' });
  admin = { authorization: `Bearer ${await app.session('admin')}` };
  const keys = createApiKeyStore({ prisma, audit: createAuditStore({ prisma }) });
  const by = { type: 'system', id: 'test' } as const;
  const { key } = await keys.create({ name: '商城', scopes: ['coupons:write'] }, by);
  program = { authorization: `Bearer ${key}` };
});
afterAll(() => app.close());

const day = 86_400_000;
const content = (changes: object = {}) => ({
  title: '满100减20',
  kind: 'threshold',
  thresholdMinor: 10_000,
  valueMinor: 2000,
  distribution: 'public',
  publicCode: `P${newId().slice(-8)}`.toUpperCase(),
  validFrom: new Date(Date.now() - day).toISOString(),
  validUntil: new Date(Date.now() + day).toISOString(),
  totalCap: 100,
  budgetMinor: 100_000,
  ...changes,
});
const flash = (productId: string, fromDay: number, untilDay: number) =>
  content({
    kind: 'flash',
    title: `抢购 ${productId}`,
    thresholdMinor: 0,
    valueMinor: undefined,
    publicCode: undefined,
    flashPriceMinor: 5000,
    scope: { products: [productId] },
    validFrom: new Date(Date.now() + fromDay * day).toISOString(),
    validUntil: new Date(Date.now() + untilDay * day).toISOString(),
  });

async function send(method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, headers = admin) {
  const answer = await app.http.inject({ method, url, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.body, json: () => answer.json() };
}
async function made(changes: object = {}, headers = admin): Promise<CouponDetail> {
  const answer = await send('POST', '/v1/coupons', content(changes), headers);
  expect(answer.status, answer.body).toBe(201);
  return answer.json().coupon;
}
async function started(changes: object = {}): Promise<CouponDetail> {
  const { id, version } = await made(changes);
  const answer = await send('POST', `/v1/coupons/${id}/status`, { status: 'active', baseVersion: version });
  expect(answer.status, answer.body).toBe(200);
  return answer.json().coupon;
}
const cart = { lines: [{ lineId: '1', productId: 'P1', quantity: 2, unitPriceMinor: 10_000 }] };
const use = (code: string, step: string, body: object = {}) =>
  send('POST', `/v1/coupons/${code}/${step}`, { orderReference: newId(), ...body }, program);
const reserve = (code: string, orderReference = newId()) =>
  use(code, 'reserve', { orderReference, cart, idempotencyKey: newId() });

describe('coupons as admins make them', () => {
  it('start as drafts that nobody can use, and say where they stand', async () => {
    const coupon = await made();
    expect(coupon).toMatchObject({ status: 'draft', version: 1, held: false, stackGroup: 'order' });
    expect(coupon.counters).toEqual({
      claimed: 0,
      reserved: 0,
      redeemed: 0,
      reservedMinor: 0,
      spentMinor: 0,
      exposureMinor: 0,
    });
    const refused = await reserve(coupon.publicCode ?? '');
    expect([refused.status, refused.json().refusal.reason]).toEqual([409, 'not-active']);
    const found = (await send('GET', `/v1/coupons?search=${coupon.publicCode}`)).json();
    expect(found.items).toEqual([coupon]);
  });

  it.each<[string, object, string, string]>([
    ['a negative threshold', { thresholdMinor: -1 }, 'thresholdMinor', '不能是负数'],
    ['a negative value', { valueMinor: -2000 }, 'valueMinor', '要大于 0'],
    ['half a 分', { valueMinor: 0.5 }, 'valueMinor', '请填整数（分）'],
    [
      'an end before its start',
      { validUntil: '2020-01-01T00:00:00Z' },
      'validUntil',
      '结束时间要晚于开始时间',
    ],
    ['more off than the threshold', { valueMinor: 10_001 }, 'valueMinor', '减的金额不能超过门槛'],
    ['no percentage', { kind: 'percent', valueMinor: undefined }, 'percentOff', '请填写折扣'],
    ['no gift', { kind: 'gift' }, 'giftProductId', '请选择赠品'],
    ['no code', { publicCode: undefined }, 'publicCode', '请填写口令'],
    [
      'a time before all calendars',
      { validFrom: '0000-01-01T00:00:00Z' },
      'validFrom',
      'must not lie before the year 1',
    ],
    ['dollars', { currency: 'USD' }, 'currency', '优惠券只能用人民币（CNY）'],
    [
      'goods that nobody sells',
      { scope: { products: ['P1', 'NOPE'] } },
      'scope.products.1',
      '没有编号是 NOPE 的商品，请核对一下',
    ],
    [
      'a gift that nobody has',
      { kind: 'gift', giftProductId: 'NOPE' },
      'giftProductId',
      '没有编号是 NOPE 的商品，请核对一下',
    ],
    [
      'a flash price that is the price',
      { ...flash('P1', 5, 6), flashPriceMinor: 9900 },
      'flashPriceMinor',
      '抢购价要低于现在的售价 ¥99',
    ],
    ['no budget', { budgetMinor: 0 }, 'budgetMinor', '要大于 0'],
    [
      'a flash sale of nothing',
      { kind: 'flash', valueMinor: undefined },
      'scope.products',
      '限时抢购要选一件商品',
    ],
    ['an unknown field', { price: 1 }, 'price', 'is not a known field'],
  ])('%s is refused, the field named in words, nothing stored', async (_name, changes, path, message) => {
    const before = await app.database.prisma.coupon.count();
    const answer = await send('POST', '/v1/coupons', content(changes));
    expect(answer.status).toBe(400);
    expect(answer.json().errors).toContainEqual({ path, message });
    expect(await app.database.prisma.coupon.count()).toBe(before);
  });

  it('an external id or a public code twice is refused, and a flash sale that overlaps another of its product', async () => {
    const first = await made({ externalId: 'spring-2026' });
    const double = await send('POST', '/v1/coupons', content({ externalId: 'spring-2026' }));
    expect(double.json().errors).toEqual([
      { path: 'externalId', message: '编号 spring-2026 已经用在「满100减20」上了' },
    ]);
    const same = await send('POST', '/v1/coupons', content({ publicCode: first.publicCode?.toLowerCase() }));
    expect(same.json().errors[0].path).toBe('publicCode');
    expect((await send('POST', '/v1/coupons', flash('P1', 0, 2))).status).toBe(201);
    const overlapping = await send('POST', '/v1/coupons', flash('P1', 1, 3));
    expect(overlapping.json().errors).toEqual([
      { path: 'validFrom', message: '这段时间和同一件商品的抢购「抢购 P1」重叠了' },
    ]);
    expect((await send('POST', '/v1/coupons', flash('P1', 2, 3))).status).toBe(201);
    expect((await send('POST', '/v1/coupons', flash('P2', 1, 3))).status).toBe(201);
  });

  it('the same Idempotency-Key makes one coupon; for another body it is a conflict', async () => {
    const headers = { ...admin, 'idempotency-key': `create-${newId()}` };
    const wanted = content();
    const answers = await Promise.all([1, 2, 3].map(() => send('POST', '/v1/coupons', wanted, headers)));
    expect(new Set(answers.map((answer) => answer.json().coupon.id)).size).toBe(1);
    expect((await send('POST', '/v1/coupons', content(), headers)).status).toBe(409);
    expect((await send('POST', '/v1/coupons', wanted, { ...admin, 'idempotency-key': 'short' })).status).toBe(
      400,
    );
  });

  it('of two who change one, the second is told; steps that there are not are refused', async () => {
    const coupon = await made();
    const change = { ...content({ publicCode: coupon.publicCode, title: '满100减20 春季' }), baseVersion: 1 };
    expect((await send('PUT', `/v1/coupons/${coupon.id}`, change)).json().coupon).toMatchObject({
      version: 2,
    });
    expect((await send('PUT', `/v1/coupons/${coupon.id}`, change)).status).toBe(409);
    const to = (status: string, baseVersion: number) =>
      send('POST', `/v1/coupons/${coupon.id}/status`, { status, baseVersion });
    expect((await to('paused', 2)).json().detail).toBe('草稿的券不能改成已暂停。');
    for (const [index, status] of ['active', 'paused', 'active', 'ended'].entries())
      expect((await to(status, 2 + index)).status).toBe(200);
    expect((await to('active', 6)).status).toBe(409);
    expect((await send('PUT', `/v1/coupons/${coupon.id}`, { ...change, baseVersion: 6 })).status).toBe(409);
  });

  it('once somebody holds one, nothing is taken from them: every frozen field is named', async () => {
    const { id, publicCode, version } = await started({ perCustomerCap: undefined });
    const same = { publicCode, perCustomerCap: undefined };
    expect((await reserve(publicCode ?? '')).status).toBe(200);
    const before = (await send('GET', `/v1/coupons/${id}`)).json().coupon as CouponDetail;
    const times = { validFrom: before.validFrom, validUntil: before.validUntil };
    const change = (changes: object) =>
      send('PUT', `/v1/coupons/${id}`, {
        ...content({ ...same, ...times, ...changes }),
        baseVersion: version,
      });
    const refused = await change({
      valueMinor: 1000,
      thresholdMinor: 20_000,
      scope: { categories: ['母婴用品'] },
      validUntil: new Date(Date.parse(before.validUntil) - 1000).toISOString(),
      budgetMinor: 1999,
      perCustomerCap: 1,
    });
    expect(
      refused
        .json()
        .errors.map(({ path }: { path: string }) => path)
        .sort(),
    ).toEqual(['budgetMinor', 'perCustomerCap', 'scope', 'thresholdMinor', 'validUntil', 'valueMinor']);
    const allowed = await change({
      title: '满100减20 加场',
      totalCap: 500,
      budgetMinor: 200_000,
      validUntil: new Date(Date.parse(before.validUntil) + day).toISOString(),
    });
    expect(allowed.status, allowed.body).toBe(200);
    expect(allowed.json().coupon).toMatchObject({ held: true, totalCap: 500 });
  });
});

describe('coupons at the checkout', () => {
  it('held, spent, given back over HTTP; the ledger of the coupon tells every step', async () => {
    const { id, publicCode = '' } = await started();
    const orderReference = newId();
    const headers = { ...program, 'idempotency-key': `reserve-${orderReference}` };
    const held = await send('POST', `/v1/coupons/${publicCode}/reserve`, { orderReference, cart }, headers);
    expect(held.json()).toMatchObject({ state: 'reserved', discountMinor: 2000 });
    const repeat = await send('POST', `/v1/coupons/${publicCode}/reserve`, { orderReference, cart }, headers);
    expect(repeat.json()).toEqual(held.json());
    expect((await use(publicCode, 'redeem', { orderReference })).json()).toMatchObject({ state: 'redeemed' });
    expect((await use(publicCode, 'release', { orderReference })).json()).toMatchObject({
      state: 'released',
    });
    const ledger = (await send('GET', `/v1/coupons/${id}/ledger?limit=2`)).json();
    expect(ledger.items.map(({ kind }: { kind: string }) => kind)).toEqual(['release', 'redeem']);
    const rest = (await send('GET', `/v1/coupons/${id}/ledger?cursor=${ledger.nextCursor}`)).json();
    expect(rest.items).toMatchObject([{ kind: 'reserve', moved: { reservedMinor: 2000 }, orderReference }]);
    expect(rest.nextCursor).toBeUndefined();
  });

  it('refusals say why and what would help; a reservation needs a key', async () => {
    const { publicCode = '' } = await started();
    const small = { lines: [{ lineId: '1', productId: 'P1', quantity: 1, unitPriceMinor: 7700 }] };
    const refused = await use(publicCode, 'reserve', { cart: small, idempotencyKey: newId() });
    expect(refused.status).toBe(409);
    expect(refused.json()).toMatchObject({
      code: 'conflict',
      detail: '还差 ¥23.00 就能用这张券',
      errors: [{ path: 'cart.lines' }],
      refusal: { reason: 'threshold', help: '再凑 ¥23.00', missingMinor: 2300 },
    });
    const keyless = await use(publicCode, 'reserve', { cart });
    expect([keyless.status, keyless.json().errors[0].path]).toEqual([400, 'idempotencyKey']);
    const wrong = await use(publicCode, 'reserve', {
      cart: { lines: [{ lineId: '1', productId: 'P1', quantity: 1, unitPriceMinor: -1 }] },
      idempotencyKey: newId(),
    });
    expect([wrong.status, wrong.json().errors[0].path]).toEqual([400, 'cart.lines.0.unitPriceMinor']);
  });

  it('the best way to pay is told over HTTP', async () => {
    const { publicCode } = await started({ title: '口令券', valueMinor: 3000 });
    const best = await send('POST', '/v1/coupons/best', { cart }, program);
    expect(best.json()).toMatchObject({ exact: true, currency: 'CNY' });
    expect(best.json().chosen.map(({ code }: { code: string }) => code)).toContain(publicCode);
    expect(best.json().explanation[0]).toContain('口令券');
  });

  it('an order that is cancelled gives its coupon back by itself', async () => {
    const { prisma } = app.database;
    const { id, publicCode = '' } = await started();
    const rows = shopRows(prisma);
    const { id: customerId } = await rows.customer();
    const { id: productId } = await rows.product();
    const order = await rows.order(customerId, [productId], { status: 'paid' });
    await use(publicCode, 'redeem', { orderReference: order.externalId, cart });
    const upkeep = createUpkeep(app.database);
    const since = new Date(Date.now() - day);
    expect(await upkeep.releaseUndone(since, new Date(), 10)).toBe(0);
    await prisma.order.update({ where: { id: order.id }, data: { status: 'refunded' } });
    expect(await upkeep.releaseUndone(since, new Date(), 10)).toBe(1);
    expect((await send('GET', `/v1/coupons/${id}`)).json().coupon.counters).toMatchObject({
      redeemed: 0,
      spentMinor: 0,
    });
  });
});

describe('single-use codes', () => {
  const codes = { distribution: 'codes', publicCode: undefined };
  const batchOf = async (id: string, count: number, headers = admin): Promise<CodeBatch> => {
    const answer = await send('POST', `/v1/coupons/${id}/code-batches`, { count, label: '地推' }, headers);
    expect(answer.status, answer.body).toBe(201);
    return answer.json().batch;
  };

  it('come out as a file once, work once each, and are nowhere in the database', async () => {
    const { id } = await started({ ...codes, totalCap: 3000 });
    const headers = { ...admin, 'idempotency-key': `batch-${id}` };
    const batch = await batchOf(id, 2500, headers);
    expect(await batchOf(id, 2500, headers)).toEqual(batch);
    const path = `/v1/coupons/${id}/code-batches/${batch.id}`;
    const file = await send('POST', `${path}/export`);
    const [head, ...made] = file.body.trim().split('\r\n');
    expect(head).toBe('code');
    expect(new Set(made).size).toBe(2500);
    expect(made.every(isCouponCode)).toBe(true);
    expect((await send('POST', `${path}/export`)).status).toBe(409);
    const [code = '', other = ''] = made;
    const stored = await app.database.prisma.walletCoupon.findFirst({ where: { code } });
    expect(stored).toBeNull();
    const orderReference = newId();
    expect((await reserve(code.toLowerCase(), orderReference)).status).toBe(200);
    expect((await reserve(code)).json().refusal.reason).toBe('held-by-other-order');
    expect((await use(code, 'redeem', { orderReference })).json().state).toBe('redeemed');
    expect((await reserve(code)).json().refusal).toMatchObject({
      reason: 'already-used',
      message: '这张券已经用过了',
    });
    expect((await send('POST', `${path}/void`)).json().batch).toMatchObject({ open: 0, redeemed: 1 });
    expect((await reserve(other)).json().refusal.reason).toBe('not-active');
    const listed = (await send('GET', `/v1/coupons/${id}/code-batches`)).json();
    expect(listed.batches).toMatchObject([{ id: batch.id, count: 2500, redeemed: 1, label: '地推' }]);
  });

  it('beyond the total or the liability cap none is made', async () => {
    const { id } = await started({ ...codes, totalCap: 1000, liabilityCapMinor: 100_000 });
    const tooMany = await send('POST', `/v1/coupons/${id}/code-batches`, { count: 51 });
    expect(tooMany.status).toBe(409);
    expect(await app.database.prisma.walletCoupon.count({ where: { couponId: id } })).toBe(0);
    await batchOf(id, 50);
    expect((await send('GET', `/v1/coupons/${id}`)).json().coupon.counters).toMatchObject({
      claimed: 50,
      exposureMinor: 100_000,
    });
    expect((await send('POST', `/v1/coupons/${id}/code-batches`, { count: 10_001 })).status).toBe(400);
  });

  it('whose time is over stop being owed', async () => {
    const { id } = await started(codes);
    await batchOf(id, 5);
    const later = new Date(Date.now() + 2 * day);
    expect(await createUpkeep(app.database).lapse(later, 1000)).toBeGreaterThanOrEqual(5);
    expect((await send('GET', `/v1/coupons/${id}`)).json().coupon.counters).toMatchObject({
      exposureMinor: 0,
    });
  });
});

it('at the end of all this every counter is the sum over its ledger', async () => {
  expect(await checkLedger(app.database)).toEqual([]);
  await app.database.prisma.coupon.updateMany({
    where: { externalId: 'spring-2026' },
    data: { spentMinor: { increment: 5 } },
  });
  expect(await checkLedger(app.database)).toMatchObject([
    { externalId: 'spring-2026', counter: 'spentMinor', counted: 5, ledger: 0 },
    { externalId: 'spring-2026', counter: 'spentMinor of uses', counted: 5, ledger: 0 },
  ]);
});
