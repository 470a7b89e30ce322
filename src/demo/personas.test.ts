import { describe, expect, it } from 'vitest';
import { demoPersonas, generateDemoShop } from './demo-shop.js';

const hour = 3_600_000;
const day = 24 * hour;

it('introduces its customers in words', () => {
  expect(demoPersonas.map((persona) => persona.customerExternalId)).toEqual([
    'C1001',
    'C1002',
    'C1003',
    'C1004',
    'C1005',
    'C1006',
    'C1007',
  ]);
  for (const { label, story } of demoPersonas) {
    expect(label.length).toBeGreaterThan(4);
    expect(story.length).toBeGreaterThan(15);
  }
});

describe.each([
  '2026-11-21T07:30:00Z',
  '2026-06-18T16:20:00Z',
  '2027-02-28T23:55:00Z',
])('the personas on %s', (instant) => {
  const today = new Date(instant);
  const shop = generateDemoShop({ seed: 7, today });
  const productOf = new Map(shop.products.map((product) => [product.externalId, product]));
  const ago = (date: Date | undefined) => (date ? (today.getTime() - date.getTime()) / day : Number.NaN);
  const ordersOf = (externalId: string) =>
    shop.orders.filter((order) => order.customerExternalId === externalId);
  const bought = (externalId: string, type: string) =>
    ordersOf(externalId).filter((order) =>
      order.lines.some((line) => productOf.get(line.productExternalId)?.attributes.品类 === type),
    );
  const tierOf = (externalId: string) =>
    shop.customers.find((customer) => customer.externalId === externalId)?.tier;

  it('the mother buys nappies and milk powder month after month and clothes some days ago', () => {
    expect(bought('C1001', '纸尿裤').length).toBeGreaterThanOrEqual(12);
    expect(bought('C1001', '幼儿奶粉').length).toBeGreaterThanOrEqual(12);
    expect(ago(bought('C1001', '婴儿连体衣').at(-1)?.createdAt)).toBeLessThan(7);
  });

  it('the cat owner is due for the same cat food about now', () => {
    const food = bought('C1002', '猫粮');
    const products = new Set(
      food.flatMap((order) =>
        order.lines.flatMap(({ productExternalId }) =>
          productOf.get(productExternalId)?.attributes.品类 === '猫粮' ? [productExternalId] : [],
        ),
      ),
    );
    expect(food.length).toBeGreaterThanOrEqual(12);
    expect(products.size).toBe(1);
    const usual = productOf.get([...products][0] ?? '')?.replenishDays ?? 0;
    expect(Math.abs(ago(food.at(-1)?.createdAt) - usual)).toBeLessThan(4);
  });

  it('the digital fan has headphones on the way, last heard of within two days', () => {
    const [order, ...others] = ordersOf('C1003').filter(({ status }) => status === 'shipped');
    expect(others).toEqual([]);
    expect(order?.lines.map((line) => line.title).join()).toContain('头戴式');
    expect(order?.deliveredAt).toBeUndefined();
    expect(order?.carrier).toBe('中通快递');
    expect(order?.tracking.length).toBeGreaterThanOrEqual(3);
    expect(ago(order?.tracking.at(-1)?.at)).toBeLessThan(2);
  });

  it('the waiting one has had no news of his parcel for days', () => {
    const [order, ...others] = ordersOf('C1004').filter(({ status }) => status === 'shipped');
    expect(others).toEqual([]);
    expect(ago(order?.createdAt)).toBeGreaterThan(6);
    expect(ago(order?.tracking.at(-1)?.at)).toBeGreaterThan(2);
    expect(order?.tracking.at(-1)?.text).toContain('等待中转');
  });

  it('the black-card member has a coat being refunded and buys for her mother', () => {
    expect(tierOf('C1005')).toBe('black');
    const refunding = ordersOf('C1005').filter(({ status }) => status === 'refunding');
    expect(refunding).toHaveLength(1);
    expect(refunding[0]?.lines[0]?.title).toContain('大衣');
    expect(refunding[0]?.deliveredAt).toBeDefined();
    expect(ordersOf('C1005').some((order) => order.shipTo.city === '绵阳')).toBe(true);
  });

  it('the newcomer registered yesterday and has no orders', () => {
    const newcomer = shop.customers.find((customer) => customer.externalId === 'C1006');
    expect(ago(newcomer?.registeredAt)).toBeLessThan(2.1);
    expect(ago(newcomer?.registeredAt)).toBeGreaterThan(0);
    expect(ordersOf('C1006')).toEqual([]);
    expect(tierOf('C1006')).toBe('regular');
  });

  it('the one who takes time has an order at every stage, and one that has become cheaper', () => {
    const orders = ordersOf('C1007');
    expect(orders.map(({ status }) => status)).toEqual([
      'completed',
      'delivered',
      'shipped',
      'paid',
      'unpaid',
    ]);
    const delivered = orders.find(({ status }) => status === 'delivered');
    expect(ago(delivered?.deliveredAt)).toBeLessThan(7);
    for (const line of delivered?.lines ?? []) {
      expect(productOf.get(line.productExternalId)?.priceMinor).toBeLessThan(line.unitPriceMinor);
    }
    expect(delivered?.lines[0]?.variant).toContain(' / ');
  });

  it('stand in a shop that has orders in every state and products on sale when bought', () => {
    expect(new Set(shop.orders.map((order) => order.status)).size).toBe(8);
    for (const order of shop.orders) {
      expect(order.createdAt.getTime()).toBeLessThanOrEqual(today.getTime());
      for (const line of order.lines) {
        const product = productOf.get(line.productExternalId);
        expect(product?.createdAt.getTime(), `${order.externalId} ${line.title}`).toBeLessThanOrEqual(
          order.createdAt.getTime(),
        );
      }
    }
  });
});
