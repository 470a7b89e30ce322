import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, applyCoupon, clash, isRefusal, savedBy, startOf } from './apply-coupon.js';
import { bestCombination, type Candidate } from './best-combination.js';
import { byApplication, type CouponRule, type PricedCart } from './coupon-rule.js';
import { explain } from './explanation.js';
import { shareDiscount } from './share-out.js';

const soon = new Date('2026-12-01T00:00:00Z');
const later = new Date('2026-12-31T00:00:00Z');
const plain: Omit<CouponRule, 'id' | 'kind'> = {
  title: '券',
  currency: 'CNY',
  thresholdMinor: 0,
  scope: {},
  memberTiers: [],
  newCustomersOnly: false,
  channels: [],
  stackGroup: '',
  exclusive: false,
};
const rule = (changes: Partial<CouponRule> & Pick<CouponRule, 'id' | 'kind'>): CouponRule => ({
  ...plain,
  ...changes,
});
const candidate = (
  changes: Partial<CouponRule> & Pick<CouponRule, 'id' | 'kind'>,
  usableUntil = later,
): Candidate => ({
  rule: rule(changes),
  usableUntil,
});
const line = (lineId: string, unitPriceMinor: number, category = '家居', quantity = 1) => ({
  lineId,
  productId: `P-${lineId}`,
  category,
  brand: '青禾',
  quantity,
  unitPriceMinor,
});
const cart = (lines: PricedCart['lines'], shippingMinor = 0): PricedCart => ({
  currency: 'CNY',
  lines,
  shippingMinor,
});

const anyRule = (id: string): fc.Arbitrary<CouponRule> =>
  fc
    .record({
      kind: fc.constantFrom('threshold', 'percent', 'amount', 'shipping', 'gift', 'flash'),
      thresholdMinor: fc.constantFrom(0, 0, 500, 5000, 20_000),
      valueMinor: fc.integer({ min: 1, max: 9000 }),
      percentOff: fc.integer({ min: 1, max: 99 }),
      maxDiscountMinor: fc.option(fc.integer({ min: 1, max: 3000 }), { nil: undefined }),
      flashPriceMinor: fc.integer({ min: 0, max: 3000 }),
      category: fc.constantFrom(undefined, '家居', '母婴', '宠物'),
      stackGroup: fc.constantFrom('', '', '甲', '乙'),
      exclusive: fc.boolean().map((chance) => chance && id.endsWith('3')),
    })
    .map(({ kind, category, maxDiscountMinor, ...rest }) =>
      rule({
        ...rest,
        id,
        kind: kind as CouponRule['kind'],
        scope: category === undefined ? {} : { categories: [category] },
        ...(maxDiscountMinor === undefined ? {} : { maxDiscountMinor }),
      }),
    );
const anyCandidates = (most: number): fc.Arbitrary<Candidate[]> =>
  fc
    .integer({ min: 0, max: most })
    .chain((count) =>
      fc
        .tuple(...Array.from({ length: count }, (_, index) => anyRule(`c${index}`)))
        .map((rules) => rules.map((each, index) => ({ rule: each, usableUntil: index % 2 ? soon : later }))),
    );
const anyCart: fc.Arbitrary<PricedCart> = fc
  .record({
    lines: fc.array(
      fc.record({
        unitPriceMinor: fc.integer({ min: 0, max: 12_345 }),
        quantity: fc.integer({ min: 1, max: 4 }),
        category: fc.constantFrom('家居', '母婴', '宠物'),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    shippingMinor: fc.constantFrom(0, 800, 1200),
  })
  .map(({ lines, shippingMinor }) =>
    cart(
      lines.map(({ unitPriceMinor, quantity, category }, index) =>
        line(`L${index}`, unitPriceMinor, category, quantity),
      ),
      shippingMinor,
    ),
  );

/** A slow and obvious model: every subset of the candidates, in the order of application. */
function bestByTrying(candidates: Candidate[], bought: PricedCart): number {
  let best = 0;
  for (let bits = 0; bits < 2 ** candidates.length; bits++) {
    const members = candidates
      .filter((_, index) => bits & (1 << index))
      .map((each) => each.rule)
      .sort(byApplication);
    if (members.some((one, index) => members.slice(index + 1).some((other) => clash(one, other)))) continue;
    let state = startOf(bought);
    let saved = 0;
    for (const each of members) {
      const split = applyCoupon(each, bought, state);
      if (isRefusal(split)) {
        saved = -1;
        break;
      }
      saved += savedBy(split);
      state = after(state, each, split);
    }
    best = Math.max(best, saved);
  }
  return best;
}

describe('the best combination: laws', () => {
  it('never negative, never above a line; integer sums agree', () => {
    fc.assert(
      fc.property(anyCandidates(8), anyCart, (candidates, bought) => {
        const { lines, shippingMinor, savedMinor, chosen } = bestCombination(candidates, bought);
        for (const [index, { quantity, unitPriceMinor }] of bought.lines.entries()) {
          const off = lines[index] ?? -1;
          expect(Number.isInteger(off) && off >= 0 && off <= quantity * unitPriceMinor).toBe(true);
          expect(chosen.reduce((sum, { split }) => sum + (split.lines[index] ?? 0), 0)).toBe(off);
        }
        expect(shippingMinor).toBeGreaterThanOrEqual(0);
        expect(shippingMinor).toBeLessThanOrEqual(bought.shippingMinor);
        expect(lines.reduce((sum, each) => sum + each, shippingMinor)).toBe(savedMinor);
      }),
    );
  });

  it('is the best there is', () => {
    fc.assert(
      fc.property(anyCandidates(7), anyCart, (candidates, bought) => {
        expect(bestCombination(candidates, bought).savedMinor).toBe(bestByTrying(candidates, bought));
      }),
    );
  });

  it('one more coupon never makes it worse', () => {
    fc.assert(
      fc.property(anyCandidates(8), anyRule('one-more'), anyCart, (candidates, extra, bought) => {
        const more = [...candidates, { rule: extra, usableUntil: later }];
        expect(bestCombination(more, bought).savedMinor).toBeGreaterThanOrEqual(
          bestCombination(candidates, bought).savedMinor,
        );
      }),
    );
  });

  it('does not depend on the order in which the coupons come', () => {
    fc.assert(
      fc.property(
        anyCandidates(8).chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        anyCart,
        ([candidates, shuffled], bought) => {
          const ids = (all: Candidate[]) =>
            bestCombination(all, bought).chosen.map(({ candidate: c }) => c.rule.id);
          expect(ids(shuffled)).toEqual(ids(candidates));
        },
      ),
    );
  });

  it('with more than twelve: allowed, in order, and no worse than any twelve that save most', () => {
    fc.assert(
      fc.property(anyCandidates(25), anyCart, (candidates, bought) => {
        const found = bestCombination(candidates, bought);
        const rules = found.chosen.map(({ candidate: c }) => c.rule);
        for (const [index, one] of rules.entries())
          for (const other of rules.slice(index + 1)) expect(clash(one, other)).toBeUndefined();
        expect([...rules].sort(byApplication)).toEqual(rules);
        for (const each of candidates) {
          const alone = applyCoupon(each.rule, bought, startOf(bought));
          if (!isRefusal(alone)) expect(found.savedMinor).toBeGreaterThanOrEqual(savedBy(alone));
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('shares of a discount', () => {
  it('sum up exactly and never go above what is left', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 2_000_000_000 }), { minLength: 1, maxLength: 20 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (left, part) => {
          const total = Math.floor(left.reduce((sum, each) => sum + each, 0) * part);
          const shares = shareDiscount(total, left);
          expect(shares.reduce((sum, each) => sum + each, 0)).toBe(total);
          for (const [index, each] of shares.entries()) expect(each).toBeLessThanOrEqual(left[index] ?? 0);
        },
      ),
    );
  });

  it('give the rest to the largest remainders', () => {
    expect(
      shareDiscount(
        100,
        [1, 1, 1].map((each) => each * 1000),
      ),
    ).toEqual([34, 33, 33]);
    expect(shareDiscount(10, [100, 250, 0])).toEqual([3, 7, 0]);
  });
});

describe('the best combination: examples', () => {
  it('takes the percentage before the amount, and says so', () => {
    const found = bestCombination(
      [
        candidate({ id: 'a', kind: 'amount', valueMinor: 2000, title: '立减20', stackGroup: '甲' }),
        candidate({ id: 'b', kind: 'percent', percentOff: 12, title: '88折', stackGroup: '乙' }),
        candidate({
          id: 'c',
          kind: 'threshold',
          thresholdMinor: 39_900,
          valueMinor: 5000,
          title: '满399减50',
        }),
        candidate({ id: 'd', kind: 'amount', valueMinor: 1000, title: '立减10', stackGroup: '甲' }),
      ],
      cart([line('1', 20_000), line('2', 17_600)]),
    );
    expect(found.chosen.map(({ candidate: c, split }) => [c.rule.id, savedBy(split)])).toEqual([
      ['b', 4512],
      ['a', 2000],
    ]);
    expect(explain(found)).toEqual([
      '这样最划算，一共省 ¥65.12：先「88折」减 ¥45.12，再「立减20」减 ¥20.00。',
      '「满399减50」还差 ¥23.00 就能用。',
      '「立减10」不能和选好的券一起用，已经帮您挑了更省的。',
    ]);
  });

  it('an exclusive coupon is used only when it beats all the others together', () => {
    const others = [
      candidate({ id: 'a', kind: 'amount', valueMinor: 1500 }),
      candidate({ id: 'b', kind: 'amount', valueMinor: 1000 }),
    ];
    const alone = (valueMinor: number) => candidate({ id: 'x', kind: 'amount', valueMinor, exclusive: true });
    const bought = cart([line('1', 20_000)]);
    expect(bestCombination([...others, alone(2400)], bought).savedMinor).toBe(2500);
    const found = bestCombination([...others, alone(2600)], bought);
    expect(found.chosen.map(({ candidate: c }) => c.rule.id)).toEqual(['x']);
    expect(found.notUsed[0]?.refusal.reason).toBe('exclusive');
  });

  it('a flash price lowers the sum that thresholds look at, and is left out where that costs more', () => {
    const sale = candidate({ id: 'f', kind: 'flash', flashPriceMinor: 9000, scope: { products: ['P-1'] } });
    const coupon = candidate({ id: 't', kind: 'threshold', thresholdMinor: 10_000, valueMinor: 3000 });
    const found = bestCombination([sale, coupon], cart([line('1', 10_000)]));
    expect(found.chosen.map(({ candidate: c }) => c.rule.id)).toEqual(['t']);
  });

  it('a flash price is for as many pieces as one may have', () => {
    const sale = {
      ...candidate({ id: 'f', kind: 'flash', flashPriceMinor: 100, scope: { products: ['P-1'] } }),
      mostPieces: 2,
    };
    const found = bestCombination([sale], cart([line('1', 1000, '家居', 5)]));
    expect(found.savedMinor).toBe(1800);
    expect(found.chosen[0]?.split.quantity).toBe(2);
  });

  it('of two that save alike, the one that ends sooner', () => {
    const found = bestCombination(
      [
        candidate({ id: 'a', kind: 'amount', valueMinor: 500, stackGroup: '甲' }, later),
        candidate({ id: 'b', kind: 'amount', valueMinor: 500, stackGroup: '甲' }, soon),
      ],
      cart([line('1', 20_000)]),
    );
    expect(found.chosen.map(({ candidate: c }) => c.rule.id)).toEqual(['b']);
  });

  it.each<[string, Partial<CouponRule>, Partial<PricedCart>, string]>([
    [
      'a tier that is not reached',
      { memberTiers: ['gold'] },
      { customer: { tier: 'regular', hasOrdered: true } },
      '您的会员等级还用不了这张券',
    ],
    ['a guest', { memberTiers: ['gold'] }, {}, '登录后才能用这张券'],
    [
      'somebody who ordered before',
      { newCustomersOnly: true },
      { customer: { tier: 'regular', hasOrdered: true } },
      '这张券只给第一次下单的新客',
    ],
    ['another channel', { channels: ['小程序'] }, { channel: '网页' }, '这张券在这里用不了'],
    ['other goods', { scope: { categories: ['母婴用品'] } }, {}, '这张券只能买母婴用品类商品'],
    ['excluded goods', { scope: { excludedCategories: ['家居'] } }, {}, '这张券只能买参加活动的商品'],
    ['too little', { thresholdMinor: 12_300 }, {}, '还差 ¥23.00 就能用这张券'],
    ['another currency', { currency: 'USD' }, {}, '这张券的币种和订单不一样'],
  ])('refuses %s in plain words', (_name, changes, bought, message) => {
    const found = bestCombination([candidate({ id: 'a', kind: 'amount', valueMinor: 500, ...changes })], {
      ...cart([line('1', 10_000)]),
      ...bought,
    });
    expect(found.chosen).toEqual([]);
    expect(found.notUsed[0]?.refusal.message).toBe(message);
    expect(explain(found)[0]).toBe('这一单暂时没有能用的券。');
  });

  it('free delivery and gifts ride beside', () => {
    const found = bestCombination(
      [
        candidate({ id: 's', kind: 'shipping', valueMinor: 1000, title: '包邮' }),
        candidate({ id: 'g', kind: 'gift', giftProductId: 'P-9', valueMinor: 1900, title: '送毛巾' }),
      ],
      cart([line('1', 10_000)], 800),
    );
    expect(found).toMatchObject({ savedMinor: 800, shippingMinor: 800, lines: [0] });
    expect(explain(found)[0]).toBe(
      '这样最划算，一共省 ¥8.00：先「包邮」免运费 ¥8.00，再「送毛巾」送您一份赠品。',
    );
  });
});
