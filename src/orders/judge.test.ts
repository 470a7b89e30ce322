import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OrderAction, OrderRequestDetails } from '../contract/order-actions.js';
import type { OrderRules } from '../contract/order-rules.js';
import { packageRoot } from '../platform/package-root.js';
import { judge } from './judge.js';
import type { EarlierRequest, LineFacts, OrderFacts, ProductFacts } from './order-facts.js';
import { readOrderRules } from './rules-file.js';

let rules: OrderRules;
beforeAll(async () => {
  const read = await readOrderRules([join(packageRoot(), 'order-rules')]);
  if (!read.rules) throw new Error(JSON.stringify(read.problems));
  rules = read.rules;
});

const timeZone = 'Asia/Shanghai';
/** A time of the wall clock in Shanghai. */
const at = (local: string) => new Date(`${local}+08:00`);
const now = at('2026-03-08T12:00:00');

function line(
  position: number,
  product: Partial<ProductFacts> = {},
  more: Partial<LineFacts> = {},
): LineFacts {
  return {
    position,
    title: `第${position}样商品`,
    quantity: 1,
    unitPriceMinor: 10_000,
    product: {
      category: '女装',
      tags: [],
      crossBorder: false,
      attributes: {},
      priceMinor: 10_000,
      ...product,
    },
    ...more,
  };
}

function order(changes: Partial<OrderFacts> = {}): OrderFacts {
  const lines = changes.lines ?? [line(0)];
  const goods = lines.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0);
  return {
    orderId: 'ZG1',
    status: 'completed',
    currency: 'CNY',
    shippingMinor: 0,
    totalMinor: goods,
    createdAt: at('2026-02-26T10:00:00'),
    paidAt: at('2026-02-26T10:05:00'),
    shippedAt: at('2026-02-27T10:00:00'),
    deliveredAt: at('2026-03-01T15:00:00'),
    lines,
    ...changes,
  };
}

const ask = (
  action: OrderAction,
  facts: OrderFacts,
  details: OrderRequestDetails = {},
  more: { now?: Date; earlier?: EarlierRequest[] } = {},
) => judge({ action, order: facts, details, earlier: [], rules, now, timeZone, ...more }).verdict;

describe('cancelling', () => {
  it('before dispatch gives everything back, the parcel included', () => {
    const paid = order({ status: 'paid', shippingMinor: 800, totalMinor: 10_800 });
    expect(ask('cancel-order', paid)).toMatchObject({
      allowed: true,
      missing: [],
      amount: { amountMinor: 10_800, currency: 'CNY' },
      summary: expect.stringContaining('¥108'),
    });
  });

  it('an unpaid order costs and pays nothing', () => {
    const verdict = ask('cancel-order', order({ status: 'unpaid' }));
    expect(verdict).toMatchObject({ allowed: true, missing: [] });
    expect(verdict).not.toHaveProperty('amount');
  });

  it('a shipped one is too late: refuse it at the door', () => {
    const { deliveredAt: _, ...shipped } = order({ status: 'shipped' });
    expect(ask('cancel-order', shipped)).toMatchObject({
      allowed: false,
      instead: 'refund',
      entryId: 'ordering-cancel-before-dispatch',
    });
  });

  it('a delivered one points to the return while that is possible, then to the exchange, then nowhere', () => {
    const delivered = order({ status: 'delivered' });
    expect(ask('cancel-order', delivered)).toMatchObject({ allowed: false, instead: 'return' });
    const afterTen = ask('cancel-order', delivered, {}, { now: at('2026-03-11T12:00:00') });
    expect(afterTen).toMatchObject({ instead: 'exchange' });
    expect(ask('cancel-order', delivered, {}, { now: at('2026-05-01T12:00:00') })).not.toHaveProperty(
      'instead',
    );
  });
});

describe('returning', () => {
  const unwanted = { reason: '不喜欢，想退' };

  it('is possible to the last moment of the seventh day after signing, in the shop time zone', () => {
    const last = { now: at('2026-03-08T23:59:59.999') };
    expect(ask('return', order(), unwanted, last)).toMatchObject({ allowed: true });
    expect(ask('return', order(), unwanted, { now: at('2026-03-09T00:00:00') })).toMatchObject({
      allowed: false,
      why: expect.stringContaining('3月8日'),
      instead: 'exchange',
      entryId: 'returns-seven-day',
    });
  });

  it('counts from the day of signing whatever the hour was', () => {
    const lateSigned = order({ deliveredAt: at('2026-03-01T23:59:59') });
    expect(ask('return', lateSigned, unwanted, { now: at('2026-03-08T23:00:00') }).allowed).toBe(true);
    expect(ask('return', lateSigned, unwanted, { now: at('2026-03-09T00:00:01') }).allowed).toBe(false);
  });

  it('tells the days left', () => {
    const verdict = ask('return', order(), unwanted, { now: at('2026-03-05T08:00:00') });
    expect(verdict).toMatchObject({ summary: expect.stringContaining('还有 3 天') });
  });

  it('asks for the reason, and offers only those with which it is possible', () => {
    const imported = order({ lines: [line(0, { crossBorder: true })] });
    expect(ask('return', order())).toMatchObject({
      missing: [{ detail: 'reason', choices: ['不喜欢或不合适', '质量问题', '发错货'] }],
    });
    expect(ask('return', imported)).toMatchObject({
      missing: [{ detail: 'reason', choices: ['质量问题', '发错货'] }],
    });
    expect(ask('return', imported, unwanted)).toMatchObject({
      allowed: false,
      entryId: 'crossborder-return',
    });
  });

  it('says who pays the parcel', () => {
    expect(ask('return', order(), unwanted)).toMatchObject({ summary: expect.stringContaining('由您承担') });
    expect(ask('return', order(), { reason: '质量问题' })).toMatchObject({
      summary: expect.stringContaining('运费我们出'),
    });
  });

  it('opened goods and underwear have rules of their own', () => {
    const food = order({ lines: [line(0, { category: '零食饮料' })] });
    expect(ask('return', food, unwanted)).toMatchObject({ summary: expect.stringContaining('没拆封才能退') });
    const underwear = order({ lines: [line(0, { attributes: { 品类: '保暖内衣' } })] });
    expect(ask('return', underwear, unwanted)).toMatchObject({
      allowed: false,
      entryId: 'returns-exceptions',
    });
    expect(ask('return', underwear, { reason: '有破洞' }).allowed).toBe(true);
  });

  it('damage must be told within 48 hours exactly', () => {
    const damaged = { reason: '收到时破损' };
    expect(ask('return', order(), damaged, { now: at('2026-03-03T15:00:00') }).allowed).toBe(true);
    expect(ask('return', order(), damaged, { now: at('2026-03-03T15:00:00.001') })).toMatchObject({
      allowed: false,
      why: expect.stringContaining('3月3日 15:00'),
    });
  });

  it('asks which product, gives its fair share, and takes "全部" for all', () => {
    const two = order({
      lines: [line(0, {}, { unitPriceMinor: 20_000 }), line(1, {}, { unitPriceMinor: 10_000 })],
      totalMinor: 27_000 + 800,
      shippingMinor: 800,
    });
    expect(ask('return', two, unwanted)).toMatchObject({
      missing: [{ detail: 'product', choices: ['第0样商品', '第1样商品', '全部商品'] }],
    });
    expect(ask('return', two, { ...unwanted, product: '第1样商品' })).toMatchObject({
      missing: [],
      amount: { amountMinor: 9000 },
    });
    expect(ask('return', two, { ...unwanted, product: '第二个' })).toMatchObject({
      amount: { amountMinor: 9000 },
    });
    expect(ask('return', two, { ...unwanted, product: '全部' })).toMatchObject({
      amount: { amountMinor: 27_000 },
    });
    expect(ask('return', two, { reason: '质量问题', product: '全部' })).toMatchObject({
      amount: { amountMinor: 27_800 },
    });
  });

  it('asks how many of several pieces', () => {
    const three = order({ lines: [line(0, {}, { quantity: 3 })], totalMinor: 25_000 });
    expect(ask('return', three, unwanted)).toMatchObject({
      missing: [{ detail: 'quantity', choices: ['1', '2', '3'] }],
    });
    expect(ask('return', three, { ...unwanted, quantity: '两件' })).toMatchObject({
      missing: [],
      amount: { amountMinor: 16_666 },
    });
    expect(ask('return', three, { ...unwanted, quantity: '5' })).toMatchObject({
      missing: [{ detail: 'quantity' }],
    });
  });

  it('what is asked for is not asked for twice, what was refused may be asked for again', () => {
    const request = (state: EarlierRequest['state']): EarlierRequest => ({
      action: 'return',
      state,
      parts: [{ position: 0, quantity: 1, amountMinor: 10_000 }],
      amountMinor: 10_000,
    });
    const asked = (state: EarlierRequest['state']) =>
      ask('return', order(), unwanted, { earlier: [request(state)] });
    expect(asked('submitted')).toMatchObject({ allowed: false, why: expect.stringContaining('已提交') });
    expect(asked('done')).toMatchObject({ allowed: false, why: expect.stringContaining('已经退过') });
    expect(asked('declined').allowed).toBe(true);
    expect(asked('withdrawn').allowed).toBe(true);
    expect(ask('exchange', order(), {}, { earlier: [request('approved')] })).toMatchObject({
      allowed: false,
      why: expect.stringContaining('正在办退货'),
    });
  });
});

describe('exchanging', () => {
  const shoe = order({ lines: [line(0, { attributes: { 尺码: ['41', '42', '43'], 颜色: ['黑', '白'] } })] });

  it('asks for the size that the product has, fifteen days long', () => {
    expect(ask('exchange', shoe, { reason: '换尺码' })).toMatchObject({
      missing: [{ detail: 'size', choices: ['41', '42', '43'] }],
    });
    const last = { now: at('2026-03-16T23:59:00') };
    expect(ask('exchange', shoe, { reason: '大了', size: '42码' }, last)).toMatchObject({
      missing: [],
      summary: expect.stringContaining('尺码 42'),
    });
    const over = ask('exchange', shoe, { reason: '大了', size: '42' }, { now: at('2026-03-17T00:00:00') });
    expect(over.allowed).toBe(false);
  });

  it('a size that there is not is asked again', () => {
    expect(ask('exchange', shoe, { reason: '换尺码', size: '50' })).toMatchObject({
      missing: [{ detail: 'size' }],
    });
  });

  it('offers size and colour only where there is another one', () => {
    const jar = order({ lines: [line(0, { attributes: { 品类: '婴儿米粉', 颜色: '白' } })] });
    expect(ask('exchange', jar)).toMatchObject({
      missing: [{ detail: 'reason', choices: ['质量问题', '发错货'] }],
    });
    expect(ask('exchange', jar, { reason: '换尺码' })).toMatchObject({
      allowed: false,
      why: '「第0样商品」没有别的尺码可以换。',
    });
  });

  it('happens once', () => {
    const earlier: EarlierRequest[] = [
      {
        action: 'exchange',
        state: 'done',
        parts: [{ position: 0, quantity: 1, amountMinor: 0 }],
        amountMinor: 0,
      },
    ];
    expect(ask('exchange', shoe, { reason: '换颜色', colour: '白' }, { earlier })).toMatchObject({
      allowed: false,
      why: expect.stringContaining('一次'),
    });
  });
});

describe('the other actions', () => {
  it('an address is changed before dispatch by itself, afterwards with a person', () => {
    const paid = order({ status: 'paid' });
    expect(ask('change-address', paid)).toMatchObject({ missing: [{ detail: 'address' }] });
    expect(ask('change-address', paid, { address: '这里' })).toMatchObject({
      missing: [{ detail: 'address' }],
    });
    const address = '浙江省杭州市西湖区文一路1号2幢301';
    const judged = (status: OrderFacts['status']) =>
      judge({
        action: 'change-address',
        order: order({ status }),
        details: { address },
        earlier: [],
        rules,
        now,
        timeZone,
      });
    expect(judged('paid')).toMatchObject({ proposal: { decide: 'auto', details: { address } } });
    expect(judged('shipped')).toMatchObject({ proposal: { decide: 'person' } });
    expect(judged('delivered').allowed).toBe(false);
  });

  it('price protection pays the fall of the price, after shared discounts', () => {
    const bought = (priceMinor: number) => order({ lines: [line(0, { priceMinor })], totalMinor: 9500 });
    expect(ask('price-protection', bought(9000))).toMatchObject({
      missing: [],
      amount: { amountMinor: 500 },
    });
    expect(ask('price-protection', bought(9600))).toMatchObject({
      allowed: false,
      why: expect.stringContaining('没有比您实付的低'),
    });
    const flash = order({ lines: [line(0, { priceMinor: 1, tags: ['限时抢购'] })] });
    expect(ask('price-protection', flash)).toMatchObject({
      allowed: false,
      entryId: 'promotion-price-protection-scope',
    });
  });

  it('price protection lasts fifteen days, thirty for what was paid in a sale', () => {
    const cheap = [line(0, { priceMinor: 9000 })];
    const usual = order({ lines: cheap });
    const sale = order({
      lines: cheap,
      paidAt: at('2025-11-11T23:59:59'),
      deliveredAt: at('2026-03-01T15:00:00'),
    });
    const on = (facts: OrderFacts, day: string) =>
      ask('price-protection', facts, {}, { now: at(day) }).allowed;
    expect(on(usual, '2026-03-16T23:59:59')).toBe(true);
    expect(on(usual, '2026-03-17T00:00:00')).toBe(false);
    expect(on(sale, '2026-03-31T23:59:59')).toBe(true);
    expect(on(sale, '2026-04-01T00:00:00')).toBe(false);
  });

  it('an invoice comes after the order is completed, needs a tax number for companies only, for a year', () => {
    expect(ask('invoice', order({ status: 'delivered' }))).toMatchObject({
      allowed: false,
      entryId: 'invoice-timing',
    });
    const person = { invoiceTitle: '林小满', email: 'lin@example.com' };
    expect(ask('invoice', order(), person)).toMatchObject({ missing: [] });
    expect(ask('invoice', order(), { ...person, invoiceTitle: '青禾有限公司' })).toMatchObject({
      missing: [{ detail: 'taxNumber' }],
    });
    expect(ask('invoice', order(), { ...person, email: 'lin' })).toMatchObject({
      missing: [{ detail: 'email' }],
    });
    expect(ask('invoice', order(), person, { now: at('2027-02-26T23:59:59') }).allowed).toBe(true);
    expect(ask('invoice', order(), person, { now: at('2027-02-27T00:00:00') }).allowed).toBe(false);
  });

  it('invoices leave out cross-border goods only when there is nothing else', () => {
    const mixed = order({ lines: [line(0, { crossBorder: true }), line(1)] });
    expect(ask('invoice', mixed).allowed).toBe(true);
    expect(ask('invoice', order({ lines: [line(0, { crossBorder: true })] })).allowed).toBe(false);
  });

  it('a parcel on its way can be refused, or be lost', () => {
    const { deliveredAt: _, ...shipped } = order({ status: 'shipped' });
    expect(ask('refund', shipped)).toMatchObject({
      missing: [{ detail: 'reason', choices: ['已拒收', '一直没收到'] }],
    });
    expect(ask('return', shipped)).toMatchObject({ allowed: false, instead: 'refund' });
  });

  it('a limit that cannot be told because the shop sent no date is for a person', () => {
    const { deliveredAt: _, ...undated } = order({ lines: [line(0, { priceMinor: 9000 })] });
    expect(
      judge({ action: 'price-protection', order: undated, details: {}, earlier: [], rules, now, timeZone }),
    ).toMatchObject({ proposal: { decide: 'person' } });
  });
});
