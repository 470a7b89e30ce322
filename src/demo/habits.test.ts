import { describe, expect, it } from 'vitest';
import type { DemoOrder } from './demo-records.js';
import { generateDemoShop } from './demo-shop.js';

const today = new Date('2026-11-21T07:30:00Z');
const { orders, products } = generateDemoShop({ seed: 7, today });
const productOf = new Map(products.map((product) => [product.externalId, product]));
const typeOf = (externalId: string) => String(productOf.get(externalId)?.attributes.品类);
const day = 86_400_000;

function shanghaiMonthDay(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(5, 10);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function typesIn(order: DemoOrder): Set<string> {
  return new Set(order.lines.map((line) => typeOf(line.productExternalId)));
}

describe('habits', () => {
  it('bring customers back for the same consumable after its usual time', () => {
    const purchases = new Map<string, number[]>();
    for (const order of orders) {
      for (const { productExternalId } of order.lines) {
        if (productOf.get(productExternalId)?.replenishDays === undefined) continue;
        const key = `${order.customerExternalId} ${productExternalId}`;
        purchases.set(key, [...(purchases.get(key) ?? []), order.createdAt.getTime()]);
      }
    }
    const ratios = [...purchases].flatMap(([key, times]) => {
      const usual = productOf.get(key.split(' ')[1] ?? '')?.replenishDays ?? Number.NaN;
      return times.slice(1).map((time, index) => (time - (times[index] ?? time)) / day / usual);
    });
    ratios.sort((a, b) => a - b);
    expect(ratios.length).toBeGreaterThan(800);
    const median = ratios[Math.floor(ratios.length / 2)];
    expect(median).toBeGreaterThan(0.85);
    expect(median).toBeLessThan(1.15);
    const onTime = ratios.filter((ratio) => ratio > 0.7 && ratio < 1.3).length;
    expect(share(onTime, ratios.length)).toBeGreaterThan(0.6);
  });

  it('follow the seasons: down jackets in winter, sun cream in summer', () => {
    const monthsOf = (type: string) =>
      orders.flatMap((order) =>
        typesIn(order).has(type) ? [Number(shanghaiMonthDay(order.createdAt).slice(0, 2))] : [],
      );
    const jackets = monthsOf('羽绒服');
    const creams = monthsOf('防晒');
    expect(jackets.length).toBeGreaterThan(30);
    expect(creams.length).toBeGreaterThan(30);
    expect(
      share(jackets.filter((month) => month >= 10 || month <= 2).length, jackets.length),
    ).toBeGreaterThan(0.7);
    expect(share(creams.filter((month) => month >= 4 && month <= 9).length, creams.length)).toBeGreaterThan(
      0.7,
    );
  });

  it('peak at 618 and 双11', () => {
    const counts = new Map<string, number>();
    for (const order of orders) {
      const date = new Date(order.createdAt.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
      counts.set(date, (counts.get(date) ?? 0) + 1);
    }
    const usual = [...counts.values()].sort((a, b) => a - b)[Math.floor(counts.size / 2)] ?? 0;
    for (const date of ['2025-06-18', '2025-11-11', '2026-06-18', '2026-11-11']) {
      expect(counts.get(date), date).toBeGreaterThan(usual * 2);
    }
  });

  it.each([
    ['手机壳', '钢化膜'],
    ['猫粮', '猫砂'],
    ['笔记本', '笔'],
  ])('put %s and %s into one basket more often than chance would', (first, second) => {
    const withFirst = orders.filter((order) => typesIn(order).has(first));
    const both = withFirst.filter((order) => typesIn(order).has(second));
    const secondAnywhere = orders.filter((order) => typesIn(order).has(second));
    expect(share(both.length, withFirst.length)).toBeGreaterThan(
      3 * share(secondAnywhere.length, orders.length),
    );
  });

  it('leave some customers silent and others busy', () => {
    const last = new Map<string, number>();
    const count = new Map<string, number>();
    for (const { customerExternalId, createdAt } of orders) {
      last.set(customerExternalId, Math.max(last.get(customerExternalId) ?? 0, createdAt.getTime()));
      count.set(customerExternalId, (count.get(customerExternalId) ?? 0) + 1);
    }
    const silent = [...last.values()].filter((time) => today.getTime() - time > 90 * day).length;
    expect(share(silent, last.size)).toBeGreaterThan(0.1);
    expect(share(silent, last.size)).toBeLessThan(0.5);
    expect(Math.max(...count.values())).toBeGreaterThan(25);
    expect([...count.values()].filter((orderCount) => orderCount <= 3).length).toBeGreaterThan(20);
  });

  it('keep one size per customer for clothes of the same kind of sizes', () => {
    const sizes = new Map<string, Set<string>>();
    for (const order of orders) {
      for (const { productExternalId, variant } of order.lines) {
        const scale = productOf.get(productExternalId)?.attributes.尺码;
        if (!Array.isArray(scale)) continue;
        const key = `${order.customerExternalId} ${scale.join(' ')}`;
        sizes.set(key, (sizes.get(key) ?? new Set()).add(variant?.split(' / ').at(-1) ?? ''));
      }
    }
    expect(sizes.size).toBeGreaterThan(200);
    for (const [key, worn] of sizes) expect(worn.size, key).toBe(1);
  });
});
