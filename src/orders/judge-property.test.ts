import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { orderStatus } from '../contract/cards.js';
import {
  type OrderRequestDetails,
  orderAction,
  orderRequestDetail,
  orderRequestState,
} from '../contract/order-actions.js';
import type { OrderRules } from '../contract/order-rules.js';
import { packageRoot } from '../platform/package-root.js';
import { judge } from './judge.js';
import { type EarlierRequest, isInForce, type OrderFacts } from './order-facts.js';
import { readOrderRules } from './rules-file.js';
import { shareOut } from './shares.js';

let rules: OrderRules;
beforeAll(async () => {
  const read = await readOrderRules([join(packageRoot(), 'order-rules')]);
  if (!read.rules) throw new Error(JSON.stringify(read.problems));
  rules = read.rules;
});

const minor = fc.oneof(fc.integer({ min: 0, max: 2_000_000 }), fc.constant(2 ** 31 - 1));
const moment = fc.date({ min: new Date('2025-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
const product = fc.record({
  category: fc.constantFrom('女装', '零食饮料', '美妆护肤'),
  tags: fc.subarray(['定制', '限时抢购', '贴身']),
  crossBorder: fc.boolean(),
  attributes: fc.constantFrom<Record<string, string | string[]>>(
    {},
    { 品类: '保暖内衣' },
    { 尺码: ['M', 'L'] },
  ),
  priceMinor: minor,
});
const order: fc.Arbitrary<OrderFacts> = fc
  .record({
    status: fc.constantFrom(...orderStatus.options),
    shippingMinor: minor,
    totalMinor: minor,
    createdAt: moment,
    paidAt: fc.option(moment, { nil: undefined }),
    deliveredAt: fc.option(moment, { nil: undefined }),
    lines: fc.array(
      fc.record({
        title: fc.string({ maxLength: 20 }),
        quantity: fc.integer({ min: 1, max: 99 }),
        unitPriceMinor: minor,
        product,
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ lines, paidAt, deliveredAt, ...rest }) => ({
    orderId: 'ZG1',
    currency: 'CNY',
    ...rest,
    ...(paidAt ? { paidAt } : {}),
    ...(deliveredAt ? { deliveredAt } : {}),
    lines: lines.map((line, position) => ({ ...line, position })),
  }));
const value = fc.oneof(
  fc.constantFrom(
    '不喜欢',
    '质量问题',
    '破损',
    '全部',
    '第一个',
    '2',
    'M',
    '浙江省杭州市文一路1号',
    'a@b.cn',
    '个人',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const details = fc.dictionary(
  fc.constantFrom(...orderRequestDetail.options),
  value,
) as fc.Arbitrary<OrderRequestDetails>;
const earlier: fc.Arbitrary<EarlierRequest[]> = fc.array(
  fc.record({
    action: fc.constantFrom(...orderAction.options),
    state: fc.constantFrom(...orderRequestState.options),
    parts: fc.array(
      fc.record({ position: fc.nat(3), quantity: fc.integer({ min: 1, max: 5 }), amountMinor: minor }),
      { maxLength: 3 },
    ),
    amountMinor: minor,
  }),
  { maxLength: 3 },
);
const question = fc.record({
  action: fc.constantFrom(...orderAction.options),
  order,
  details,
  earlier,
  now: moment,
});
const timeZone = 'Asia/Shanghai';

describe('whatever the order, the request and the moment', () => {
  it('there is a verdict, in words without a gap, and never more is paid back than was paid', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { verdict } = judge({ ...asked, rules, timeZone });
        const words = verdict.allowed ? verdict.summary : verdict.why;
        expect(words.length).toBeGreaterThan(0);
        expect(words).not.toMatch(/undefined|NaN|\{\w+\}/);
        if (!verdict.allowed || !verdict.amount) return;
        const { amountMinor } = verdict.amount;
        const given = asked.earlier.filter(isInForce).reduce((sum, each) => sum + each.amountMinor, 0);
        expect(Number.isSafeInteger(amountMinor)).toBe(true);
        expect(amountMinor).toBeGreaterThan(0);
        expect(amountMinor + given).toBeLessThanOrEqual(Math.max(given, asked.order.totalMinor));
      }),
      { numRuns: 1500 },
    );
  });

  it('what is too late stays too late', () => {
    fc.assert(
      fc.property(question, fc.nat(500 * 86_400_000), (asked, later) => {
        const sooner = judge({ ...asked, rules, timeZone });
        const afterwards = judge({ ...asked, rules, timeZone, now: new Date(asked.now.getTime() + later) });
        if (!sooner.allowed) expect(afterwards.allowed).toBe(false);
      }),
      { numRuns: 1500 },
    );
  });

  it('where something else is pointed to, that is possible', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { verdict } = judge({ ...asked, rules, timeZone });
        if (verdict.allowed || !verdict.instead) return;
        const other = judge({ ...asked, action: verdict.instead, details: {}, rules, timeZone });
        expect(other.allowed).toBe(true);
      }),
      { numRuns: 800 },
    );
  });

  it('a choice that is offered can be taken', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const { verdict } = judge({ ...asked, rules, timeZone });
        if (!verdict.allowed) return;
        const [first] = verdict.missing;
        for (const choice of first?.choices ?? []) {
          const answered = { ...asked.details, ...(first ? { [first.detail]: choice } : {}) };
          const next = judge({ ...asked, details: answered, rules, timeZone });
          expect(next.allowed).toBe(true);
          if (next.allowed && first)
            expect(next.verdict.missing.map(({ detail }) => detail)).not.toContain(first.detail);
        }
      }),
      { numRuns: 800 },
    );
  });

  it('nothing is lost in sharing out', () => {
    fc.assert(
      fc.property(minor, fc.array(minor, { minLength: 1, maxLength: 8 }), (total, weights) => {
        const shares = shareOut(total, weights);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
        const sum = weights.reduce((all, weight) => all + weight, 0);
        if (sum > 0)
          shares.forEach((share, index) => {
            expect(Math.abs(share - (total * (weights[index] ?? 0)) / sum)).toBeLessThanOrEqual(1.001);
          });
      }),
    );
  });
});
