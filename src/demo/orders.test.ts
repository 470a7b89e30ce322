import { describe, expect, it } from 'vitest';
import type { DemoOrder, OrderStatus } from './demo-records.js';
import { generateDemoShop } from './demo-shop.js';

const today = new Date('2026-11-21T07:30:00Z');
const { orders, products } = generateDemoShop({ seed: 7, today });
const productOf = new Map(products.map((product) => [product.externalId, product]));
const remote = ['新疆', '西藏', '青海', '内蒙古', '宁夏'];
const day = 86_400_000;

function shanghaiDate(instant: Date): string {
  return instant.toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' }).replaceAll('-', '');
}

/** All dates of an order, in the order in which they must have happened. */
function moments({ createdAt, paidAt, shippedAt, deliveredAt }: DemoOrder): number[] {
  return [createdAt, paidAt, shippedAt, deliveredAt].flatMap((date) => (date ? [date.getTime()] : []));
}

describe('orders', () => {
  it('are numbered by their Shanghai date, no number twice', () => {
    expect(new Set(orders.map((order) => order.externalId)).size).toBe(orders.length);
    for (const { externalId, createdAt } of orders) {
      expect(externalId).toMatch(/^QH\d{14}$/);
      expect(externalId.slice(2, 10)).toBe(shanghaiDate(createdAt));
    }
  });

  it('cover the eighteen months before today', () => {
    const oldest = Math.min(...orders.map((order) => order.createdAt.getTime()));
    expect((today.getTime() - oldest) / day).toBeGreaterThan(540);
    expect((today.getTime() - oldest) / day).toBeLessThan(552);
  });

  it('add up: lines give the goods, goods and shipping less the discount give the total', () => {
    for (const order of orders) {
      const lines = order.lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
      expect(order.itemsMinor, order.externalId).toBe(lines);
      expect(order.totalMinor, order.externalId).toBe(
        order.itemsMinor + order.shippingMinor - order.discountMinor,
      );
      expect(order.discountMinor).toBeGreaterThanOrEqual(0);
      expect(order.totalMinor, order.externalId).toBeGreaterThan(0);
      for (const amount of [order.itemsMinor, order.shippingMinor, order.discountMinor]) {
        expect(Number.isInteger(amount), order.externalId).toBe(true);
      }
    }
  });

  it('ship free from 59 元, to remote provinces from 199 元, with 12 元 more for 顺丰 on wish', () => {
    for (const { externalId, itemsMinor, shippingMinor, shipTo } of orders) {
      const isRemote = remote.includes(shipTo.province);
      const fee = itemsMinor >= (isRemote ? 19_900 : 5_900) ? 0 : isRemote ? 2_000 : 800;
      expect([fee, fee + 1_200], externalId).toContain(shippingMinor);
    }
  });

  it('have lines of products that were already on sale, at no more than today’s price', () => {
    for (const { externalId, lines, createdAt, customerExternalId } of orders) {
      expect(lines.length, externalId).toBeGreaterThan(0);
      expect(new Set(lines.map((line) => line.productExternalId)).size).toBe(lines.length);
      for (const line of lines) {
        const product = productOf.get(line.productExternalId);
        expect(product?.title, externalId).toBe(line.title);
        expect(product?.createdAt.getTime(), `${externalId} ${line.title}`).toBeLessThanOrEqual(
          createdAt.getTime(),
        );
        // One customer's script has paid more than today: for price protection.
        if (customerExternalId !== 'C1007')
          expect(line.unitPriceMinor).toBeLessThanOrEqual(product?.priceMinor ?? 0);
        expect(Number.isInteger(line.quantity) && line.quantity > 0).toBe(true);
      }
    }
  });

  it('keep domestic and cross-border goods apart, the latter below 5000 元', () => {
    for (const { externalId, lines, itemsMinor } of orders) {
      const abroad = lines.filter((line) => productOf.get(line.productExternalId)?.crossBorder).length;
      expect([0, lines.length], externalId).toContain(abroad);
      if (abroad > 0) expect(itemsMinor, externalId).toBeLessThanOrEqual(500_000);
    }
  });

  it('have dates in order, none after today', () => {
    for (const order of orders) {
      const dates = moments(order);
      expect(dates, order.externalId).toEqual([...dates].sort((a, b) => a - b));
      expect(Math.max(...dates), order.externalId).toBeLessThanOrEqual(today.getTime());
    }
  });

  it('are tracked from the warehouse on, in order, until the delivery', () => {
    for (const order of orders) {
      const times = order.tracking.map((step) => step.at.getTime());
      expect(times, order.externalId).toEqual([...times].sort((a, b) => a - b));
      if (!order.shippedAt) {
        expect(order.tracking, order.externalId).toEqual([]);
        expect(order.carrier ?? order.trackingNumber).toBeUndefined();
        continue;
      }
      expect(times[0], order.externalId).toBe(order.shippedAt.getTime());
      expect(order.carrier && order.trackingNumber, order.externalId).toBeTruthy();
      if (order.deliveredAt) expect(times.at(-1), order.externalId).toBe(order.deliveredAt.getTime());
      expect(times.at(-1)).toBeLessThanOrEqual(today.getTime());
    }
  });

  it('have the dates that their status tells of', () => {
    const has: Record<OrderStatus, (order: DemoOrder) => boolean> = {
      unpaid: (order) => !order.paidAt && today.getTime() - order.createdAt.getTime() < 30 * 60_000,
      paid: (order) => !!order.paidAt && !order.shippedAt,
      shipped: (order) => !!order.shippedAt && !order.deliveredAt,
      delivered: (order) => !!order.deliveredAt,
      completed: (order) => !!order.deliveredAt,
      cancelled: (order) => !order.shippedAt,
      refunding: (order) => !!order.paidAt,
      refunded: (order) => !!order.paidAt,
    };
    for (const order of orders)
      expect(has[order.status](order), `${order.externalId} ${order.status}`).toBe(true);
  });

  it('stand in every state right now', () => {
    const recent = orders.filter((order) => today.getTime() - order.createdAt.getTime() < 30 * day);
    expect(new Set(recent.map((order) => order.status)).size).toBe(8);
  });
});
