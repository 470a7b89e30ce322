import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../platform/seeded-random.js';
import type { Evidence } from './evidence.js';
import { createLogBuilder, historyBefore, noHistory, type PurchaseLine } from './purchase-log.js';
import { recommend } from './recommend.js';
import { trainRecommender } from './train-recommender.js';

const at = 400;
const descriptions = Array.from({ length: 60 }, (_, n) => ({
  id: `p${n}`,
  category: `k${n % 6}`,
  brand: `b${n % 4}`,
}));

/** 150 customers with a favourite category each; some of what they buy comes back every 25 days. */
function purchases(): PurchaseLine[] {
  const random = seededRandom(3);
  const lines: PurchaseLine[] = [];
  for (let c = 0; c < 150; c++)
    for (let n = 0; n < 12; n++) {
      const day = at - 300 + n * 25 + random() * 3;
      const kind = c % 6;
      const usual = kind + 6 * (c % 3);
      const other = random() < 0.7 ? kind + 6 * Math.floor(random() * 10) : Math.floor(random() * 60);
      for (const product of n % 2 === 0 ? [usual, other] : [other])
        lines.push({ orderId: `${c}-${n}`, customerId: `c${c}`, productId: `p${product}`, quantity: 1, day });
    }
  return lines;
}

function train(lines: PurchaseLine[], novel = false) {
  const builder = createLogBuilder();
  for (const { id } of descriptions) builder.addProduct(id);
  for (const line of lines) builder.add(line);
  const log = builder.build();
  return { log, recommender: trainRecommender(log, descriptions, at, { novel }) };
}
const lines = purchases();
const { log, recommender } = train(lines);
const own = (customer: number) => historyBefore(log, customer, at);
const idOf = (place: number) => log.products[place] as string;

describe('recommend', () => {
  it('all evidence holds against the order lines, and every kind comes up', () => {
    const seen = new Set<string>();
    for (let c = 0; c < 150; c++)
      for (const { product, why } of recommend(recommender, own(c), at, { limit: 10, novel: c % 2 === 1 }))
        for (const evidence of why()) {
          seen.add(evidence.kind);
          check(evidence, idOf(product), `c${c}`);
        }
    expect([...seen].sort()).toEqual(
      [
        'bestseller',
        'bought-before',
        'bought-regularly',
        'bought-together',
        'favourite-brand',
        'favourite-category',
        'sold-lately',
      ].sort(),
    );
  });

  function check(evidence: Evidence, productId: string, customerId: string) {
    const mine = lines.filter((line) => line.customerId === customerId);
    const ofProduct = mine.filter((line) => line.productId === productId);
    const orders = (some: PurchaseLine[]) => new Set(some.map(({ orderId }) => orderId)).size;
    const days = ofProduct.map(({ day }) => day);
    const buyers = (id: string) =>
      new Set(lines.filter((line) => line.productId === id).map((line) => line.customerId));
    const described = (id: string) => descriptions.find((one) => one.id === id);
    switch (evidence.kind) {
      case 'bought-regularly': {
        expect(orders(ofProduct)).toBeGreaterThanOrEqual(3);
        const mean = (Math.max(...days) - Math.min(...days)) / (orders(ofProduct) - 1);
        expect(evidence.everyDays).toBeCloseTo(mean, 6);
        return expect(evidence.daysAgo).toBeCloseTo(at - Math.max(...days), 6);
      }
      case 'bought-before':
        expect(evidence.times).toBe(orders(ofProduct));
        return expect(evidence.daysAgo).toBeCloseTo(at - Math.max(...days), 6);
      case 'bought-together': {
        const because = idOf(evidence.product);
        const both = [...buyers(because)].filter((one) => buyers(productId).has(one));
        expect(mine.some((line) => line.productId === because)).toBe(true);
        expect(evidence.customers).toBe(both.length);
        return expect(both.length).toBeGreaterThanOrEqual(3);
      }
      case 'favourite-category': {
        const category = described(productId)?.category;
        expect(recommender.model.facts.categories[evidence.category]).toBe(category);
        const within = mine.filter((line) => described(line.productId)?.category === category);
        expect(evidence.orders).toBe(orders(within));
        return expect(evidence.orders).toBeGreaterThanOrEqual(3);
      }
      case 'favourite-brand':
        return expect(
          mine.some((line) => described(line.productId)?.brand === described(productId)?.brand),
        ).toBe(true);
      case 'bestseller':
        return expect(evidence.place).toBeLessThanOrEqual(20);
      case 'sold-lately': {
        const lately = lines.filter((line) => line.productId === productId && at - line.day <= 30);
        return expect(evidence.orders).toBe(orders(lately));
      }
    }
  }

  it('learns what is bought again: the usual comes first for most', () => {
    const first = Array.from({ length: 150 }, (_, c) =>
      recommend(recommender, own(c), at, { limit: 3, novel: false }),
    );
    const right = first.filter((found, c) =>
      found.some(({ product }) => idOf(product) === `p${(c % 6) + 6 * (c % 3)}`),
    );
    expect(right.length).toBeGreaterThan(120);
  });

  it('is the same every time, and whatever comes after the moment changes nothing', () => {
    const later = lines
      .slice(0, 200)
      .map((line) => ({ ...line, orderId: `later-${line.orderId}`, day: at + 1 }));
    const again = train([...lines, ...later]).recommender;
    for (const c of [0, 7, 77])
      expect(
        recommend(again, own(c), at, { limit: 10, novel: false }).map(({ product, score }) => [
          product,
          score,
        ]),
      ).toEqual(
        recommend(recommender, own(c), at, { limit: 10, novel: false }).map(({ product, score }) => [
          product,
          score,
        ]),
      );
  });

  it('novel leaves out what was bought, conditions hold, and a stranger gets what sells', () => {
    const mine = new Set(own(4).product);
    for (const { product } of recommend(recommender, own(4), at, { limit: 20, novel: true }))
      expect(mine.has(product)).toBe(false);
    const even = recommend(recommender, own(4), at, {
      limit: 20,
      novel: false,
      allowed: (product) => product % 2 === 0,
    });
    expect(even).toHaveLength(20);
    expect(even.every(({ product }) => product % 2 === 0)).toBe(true);
    const stranger = recommend(recommender, noHistory, at, { limit: 5, novel: false });
    for (const { why } of stranger) expect(['bestseller', 'sold-lately']).toContain(why()[0]?.kind);
  });

  it('ten customers with two purchases each are enough for an answer', () => {
    const { recommender: tiny } = train(
      lines.filter(({ customerId }) => /^c\d$/.test(customerId)).slice(0, 20),
    );
    expect(recommend(tiny, noHistory, at, { limit: 10, novel: false })).toHaveLength(10);
  });
});
