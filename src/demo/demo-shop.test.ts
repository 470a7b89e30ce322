import { describe, expect, it } from 'vitest';
import { campaignCreate } from '../contract/campaigns.js';
import { demoPersonas, generateDemoShop } from './demo-shop.js';

const today = new Date('2026-11-21T07:30:00Z');
const shop = generateDemoShop({ seed: 7, today });
const productOf = new Map(shop.products.map((product) => [product.externalId, product]));
const customerOf = new Map(shop.customers.map((customer) => [customer.externalId, customer]));
const distinct = (values: readonly unknown[]) => new Set(values).size;
const day = 86_400_000;

describe('generateDemoShop', () => {
  it('gives the same shop for the same seed and instant', () => {
    expect(generateDemoShop({ seed: 7, today: new Date(today) })).toEqual(shop);
  });

  it('gives other customers and orders for another seed', () => {
    const other = generateDemoShop({ seed: 8, today });
    expect(other.orders.map((order) => order.totalMinor)).not.toEqual(
      shop.orders.map((order) => order.totalMinor),
    );
    expect(other.customers.at(-1)).not.toEqual(shop.customers.at(-1));
  });

  it('is as large as a shop that one can try things out with', () => {
    expect(shop.products.length).toBeGreaterThanOrEqual(320);
    expect(shop.categories.length).toBeGreaterThanOrEqual(14);
    expect(shop.customers.length).toBeGreaterThanOrEqual(520);
    expect(shop.orders.length).toBeGreaterThanOrEqual(5200);
    expect(shop.orders.length).toBeLessThan(9000);
    expect(shop.coupons).toHaveLength(12);
    expect(shop.campaigns).toHaveLength(5);
  });
});

describe('products', () => {
  it('have titles and numbers of their own', () => {
    expect(distinct(shop.products.map((product) => product.title))).toBe(shop.products.length);
    expect(distinct(shop.products.map((product) => product.externalId))).toBe(shop.products.length);
  });

  it('belong to a category and one of its kinds, and are never dearer than their list price', () => {
    const kinds = new Map(shop.categories.map((category) => [category.name, category.types]));
    for (const product of shop.products) {
      expect(kinds.get(product.category), product.title).toContain(product.attributes.品类);
      expect(product.tags).toContain(product.attributes.品类);
      expect(Number.isInteger(product.priceMinor) && product.priceMinor > 0, product.title).toBe(true);
      expect(Number.isInteger(product.listPriceMinor), product.title).toBe(true);
      expect(product.listPriceMinor).toBeGreaterThanOrEqual(product.priceMinor);
      expect(product.imagePath).toBe(`/demo/products/${product.externalId}.svg`);
      expect(product.createdAt.getTime()).toBeLessThanOrEqual(today.getTime());
    }
  });

  it('are sometimes out of stock, mostly not', () => {
    const soldOut = shop.products.filter((product) => product.stock === 0).length;
    expect(soldOut).toBeGreaterThan(3);
    expect(soldOut).toBeLessThan(shop.products.length / 8);
  });

  it('include a down jacket in stock for a mother below 500 元', () => {
    const found = shop.products.filter(
      ({ attributes, priceMinor, stock }) =>
        attributes.品类 === '羽绒服' &&
        [attributes.适用人群 ?? []].flat().includes('妈妈') &&
        priceMinor < 50_000 &&
        stock > 0,
    );
    expect(found.length).toBeGreaterThanOrEqual(2);
  });
});

describe('customers', () => {
  it('have numbers of their own and registered before their first order', () => {
    expect(distinct([...customerOf.keys()])).toBe(shop.customers.length);
    for (const { birthday, registeredAt } of shop.customers) {
      expect(birthday).toMatch(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
      expect(registeredAt.getTime()).toBeLessThanOrEqual(today.getTime());
    }
    for (const { customerExternalId, createdAt, externalId } of shop.orders) {
      const customer = customerOf.get(customerExternalId);
      expect(customer?.registeredAt.getTime(), externalId).toBeLessThanOrEqual(createdAt.getTime());
    }
  });

  it('have the tier that the spending of the last twelve months gives', () => {
    const spent = new Map<string, number>();
    for (const order of shop.orders) {
      if (!order.paidAt || order.status === 'cancelled' || order.status === 'refunded') continue;
      if (today.getTime() - order.createdAt.getTime() >= 365 * day) continue;
      const before = spent.get(order.customerExternalId) ?? 0;
      spent.set(order.customerExternalId, before + order.totalMinor);
    }
    for (const { externalId, tier } of shop.customers) {
      const yuan = (spent.get(externalId) ?? 0) / 100;
      const expected =
        yuan >= 10_000 ? 'black' : yuan >= 3_000 ? 'gold' : yuan >= 1_000 ? 'silver' : 'regular';
      expect(tier, `${externalId} spent ${yuan}`).toBe(expected);
    }
    expect(distinct(shop.customers.map((customer) => customer.tier))).toBe(4);
  });
});

describe('consents', () => {
  it('are there for most customers, some of them a no, and for no persona', () => {
    const yes = shop.consents.filter(({ personalization }) => personalization).length;
    expect(yes / shop.customers.length).toBeGreaterThan(0.6);
    expect(shop.consents.length).toBeGreaterThan(yes);
    expect(shop.consents.length).toBeLessThan(shop.customers.length);
    const personas = new Set(demoPersonas.map((persona) => persona.customerExternalId));
    for (const { customerExternalId } of shop.consents) {
      expect(customerOf.has(customerExternalId)).toBe(true);
      expect(personas.has(customerExternalId)).toBe(false);
    }
  });
});

describe('coupons and campaigns', () => {
  it('are valid around today and refer to what exists', () => {
    const categories = new Set(shop.categories.map((category) => category.name));
    const coupons = new Set(shop.coupons.map((coupon) => coupon.id));
    expect(coupons.size).toBe(12);
    expect(distinct(shop.coupons.map((coupon) => coupon.kind))).toBe(5);
    for (const coupon of shop.coupons) {
      expect(coupon.validFrom.getTime(), coupon.id).toBeLessThan(today.getTime());
      expect(coupon.validUntil.getTime(), coupon.id).toBeGreaterThan(today.getTime());
      for (const category of coupon.scope.categories ?? []) expect(categories).toContain(category);
      if (coupon.kind === 'percent') expect(coupon.percentOff).toBeGreaterThan(0);
      else expect(coupon.valueMinor, coupon.id).toBeGreaterThan(0);
      if (coupon.kind === 'gift') expect(productOf.has(coupon.giftProductExternalId ?? '')).toBe(true);
    }
    for (const campaign of shop.campaigns) {
      const { audience, couponIds, delivery, arms, startsAt, endsAt, ...rest } = campaign;
      campaignCreate.parse({
        ...{
          audience,
          delivery,
          arms,
          caps: rest.caps,
          priority: rest.priority,
          name: rest.name,
          goal: rest.goal,
        },
        holdoutShare: rest.holdoutShare,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
      });
      expect(couponIds.length > 0).toBe(delivery.kind === 'chat');
      for (const id of campaign.couponIds) expect(coupons).toContain(id);
      for (const category of audience.kind === 'habits' ? (audience.rule.categories ?? []) : [])
        expect(categories).toContain(category);
      expect(rest.holdoutShare).toBeGreaterThan(0);
      expect(rest.holdoutShare).toBeLessThan(1);
      expect(startsAt.getTime()).toBeLessThan(endsAt.getTime());
    }
  });
});
