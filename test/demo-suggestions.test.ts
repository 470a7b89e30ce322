import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProductItem } from '../src/contract/cards.js';
import { createConsentStore } from '../src/customers/consent-store.js';
import { createCustomerStore } from '../src/customers/customer-store.js';
import { seedDemoShop } from '../src/demo/demo-seed.js';
import { createMarketingStore } from '../src/marketing/marketing-store.js';
import { createShopAssistant } from '../src/marketing/shop-assistant.js';
import type { Database } from '../src/platform/database.js';
import { openLiveCatalogue } from '../src/understanding/live-catalogue.js';
import { createNormalizer } from '../src/understanding/normalize.js';
import { createSegmenter } from '../src/understanding/segmenter.js';
import { createUnderstanding } from '../src/understanding/understand.js';
import { standingsIn } from './campaign-standings.js';
import { openTestDatabase } from './database.js';
import { silentLog } from './silent-log.js';

/** Afternoon in Shanghai, well outside quiet hours. */
const now = new Date('2026-11-21T07:00:00Z');
const day = 86_400_000;
const counted = ['paid', 'shipped', 'delivered', 'completed'];
const usual = { words: [], exclude: [], limit: 4 };

let database: Database;
let assistant: ReturnType<typeof createShopAssistant>;
let read: ReturnType<typeof createUnderstanding>;
let products: Awaited<ReturnType<Database['prisma']['product']['findMany']>>;
let customers: { id: string; externalId: string; tier: string }[];

beforeAll(async () => {
  database = await openTestDatabase();
  const { prisma } = database;
  await seedDemoShop(database, now, silentLog);
  products = await prisma.product.findMany();
  customers = await prisma.customer.findMany({
    select: { id: true, externalId: true, tier: true },
    orderBy: { externalId: 'asc' },
  });
  const consents = createConsentStore(database);
  assistant = createShopAssistant({
    store: createMarketingStore(database),
    clock: () => now,
    shopTimeZone: 'Asia/Shanghai',
    declinedMarketing: (customerId) => consents.declined(customerId, 'marketing'),
    agreed: async () => true,
    log: silentLog,
    standings: standingsIn(database),
    perWeek: async () => 3,
    random: () => 0,
  });
  await assistant.warmUp();
  const segmenter = await createSegmenter();
  const store = createCustomerStore(database);
  const catalogue = await openLiveCatalogue({
    version: store.catalogueVersion,
    load: store.catalogue,
    cut: (text) => segmenter.cut(text),
    log: silentLog,
  });
  read = createUnderstanding({
    segmenter,
    normalizer: createNormalizer(catalogue.latinNames),
    catalogue: catalogue.current,
    clock: () => now,
    shopTimeZone: 'Asia/Shanghai',
  });
}, 60_000);
afterAll(() => database.close());

const rowOf = ({ productId }: ProductItem) => {
  const row = products.find(({ externalId }) => externalId === productId);
  if (!row) throw new Error(`no product ${productId}`);
  return row;
};
const attribute = (row: ReturnType<typeof rowOf>, name: string) =>
  [(row.attributes as Record<string, string | string[]>)[name] ?? []].flat();

/** As the chat asks for it: what the text says, without anybody's history. */
async function ask(text: string, limit = 4): Promise<ProductItem[]> {
  const { slots, priceRange, words } = read(text);
  const { category, brand, colour } = slots;
  const { products: found } = await assistant.suggest({
    words,
    exclude: [],
    limit,
    personal: false,
    ...(category ? { category } : {}),
    ...(brand ? { brand } : {}),
    ...(colour ? { colour } : {}),
    ...(priceRange ? { priceRange } : {}),
  });
  return found;
}

describe('wishes in the shopper’s words', () => {
  it('500元以内送妈妈的羽绒服: in stock, at most 500 元, and for mothers first', async () => {
    const found = await ask('500元以内送妈妈的羽绒服');
    expect(found.length).toBeGreaterThanOrEqual(3);
    for (const item of found) {
      const row = rowOf(item);
      expect([row.stock > 0, row.priceMinor <= 50_000, item.inStock]).toEqual([true, true, true]);
      expect(attribute(row, '品类')).toContain('羽绒服');
      expect(item.price).toEqual({ amountMinor: row.priceMinor, currency: 'CNY' });
    }
    const mothers = found.map((item) => attribute(rowOf(item), '适用人群').includes('妈妈'));
    expect(mothers.slice(0, 2)).toEqual([true, true]);
    expect(found[0]?.reason).toBe('和您说的「妈妈」对得上');
  });

  it.each<[string, (row: ReturnType<typeof rowOf>) => boolean]>([
    ['150块以下的猫粮', (row) => row.priceMinor <= 15_000 && attribute(row, '品类').includes('猫粮')],
    ['推荐几款女装', (row) => row.category === '女装'],
    ['有没有黑色的羽绒服', (row) => attribute(row, '颜色').some((colour) => colour.includes('黑'))],
    ['200到400元的羽绒服', (row) => row.priceMinor >= 20_000 && row.priceMinor <= 40_000],
  ])('%s', async (text, fits) => {
    const found = await ask(text);
    expect(found.length).toBeGreaterThan(0);
    for (const item of found) expect(fits(rowOf(item)), item.title).toBe(true);
  });

  it('what nobody sells gives nothing rather than something else', async () => {
    expect(await ask('1块钱以内的羽绒服')).toEqual([]);
  });

  it('还有别的吗: never what was shown before, until there is no more', async () => {
    const shown: string[] = [];
    for (let page = 0; page < 20; page++) {
      const { products: found } = await assistant.suggest({
        ...usual,
        exclude: shown,
        category: '羽绒服',
        personal: false,
      });
      shown.push(...found.map(({ productId }) => productId));
      if (found.length === 0) break;
    }
    expect(new Set(shown).size).toBe(shown.length);
    const all = products.filter((row) => attribute(row, '品类').includes('羽绒服') && row.stock > 0);
    expect([...shown].sort()).toEqual(all.map(({ externalId }) => externalId).sort());
  });
});

describe('reasons hold against the orders', () => {
  it('for 120 customers, every one of them', async () => {
    const kinds = new Map<string, number>();
    const sold = await soldRecently();
    for (const customer of customers.slice(0, 120)) {
      const history = await linesOf(customer.id);
      const { products: found, personal } = await assistant.suggest({
        ...usual,
        customerId: customer.id,
        personal: true,
      });
      expect(personal).toBe(history.length > 0);
      expect(new Set(found.map(({ productId }) => productId)).size).toBe(found.length);
      for (const item of found) {
        const row = rowOf(item);
        expect(row.stock).toBeGreaterThan(0);
        const own = history.filter(({ productId }) => productId === row.id);
        if (row.replenishDays === null) expect(own, `${item.title} was bought before`).toEqual([]);
        const kind = await checkReason(item, row, history, sold);
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
    }
    for (const kind of [
      'due-again',
      'bought-regularly',
      'bought-together',
      'favourite-category',
      'bestseller',
    ])
      expect(kinds.get(kind) ?? 0, `${kind} never came up`).toBeGreaterThan(0);
  }, 60_000);

  type Line = Awaited<ReturnType<typeof linesOf>>[number];
  function linesOf(customerId: string) {
    return database.prisma.orderLine.findMany({
      where: {
        order: {
          customerId,
          status: { in: counted },
          createdAt: { gte: new Date(now.getTime() - 730 * day) },
        },
      },
      select: { productId: true, quantity: true, orderId: true, order: { select: { createdAt: true } } },
      orderBy: { order: { createdAt: 'desc' } },
    });
  }

  /** Units of the last year by product, newer ones counting more, the most sold first. */
  async function soldRecently() {
    const lines = await database.prisma.orderLine.findMany({
      where: { order: { status: { in: counted }, createdAt: { gte: new Date(now.getTime() - 365 * day) } } },
      select: { productId: true, quantity: true, order: { select: { createdAt: true } } },
    });
    const units = new Map<string, number>();
    for (const { productId, quantity, order } of lines) {
      const weight = quantity * 0.5 ** ((now.getTime() - order.createdAt.getTime()) / day / 30);
      units.set(productId, (units.get(productId) ?? 0) + weight);
    }
    return [...units].sort((a, b) => b[1] - a[1]).map(([productId]) => productId);
  }

  async function checkReason(
    item: ProductItem,
    row: ReturnType<typeof rowOf>,
    history: Line[],
    sold: string[],
  ): Promise<string> {
    const reason = item.reason ?? '';
    const told = `${item.title}: ${reason}`;
    const own = history.filter(({ productId }) => productId === row.id);
    if (reason.endsWith('买过，差不多该补了')) {
      const [last] = own;
      const days = (now.getTime() - (last?.order.createdAt.getTime() ?? 0)) / day;
      expect(row.replenishDays, told).not.toBeNull();
      expect(days / (row.replenishDays ?? 1), told).toBeGreaterThanOrEqual(0.7);
      const said =
        Number(/^\d+/.exec(reason)?.[0]) * (reason.includes('周') ? 7 : reason.includes('月') ? 30.4 : 1);
      expect(Math.abs(said - days), told).toBeLessThan(days < 14 ? 1 : days < 60 ? 4 : 16);
      return 'due-again';
    }
    const rhythm = /^您大约每 (\d+) 天买一次，上次是 (\d+) 天前$/.exec(reason);
    if (rhythm) {
      const days = [
        ...new Map(own.map(({ orderId, order }) => [orderId, order.createdAt.getTime() / day])).values(),
      ];
      const [first, last] = [Math.min(...days), Math.max(...days)];
      expect(days.length, told).toBeGreaterThanOrEqual(3);
      expect(
        Math.abs(Number(rhythm[1]) - Math.max(1, (last - first) / (days.length - 1))),
        told,
      ).toBeLessThan(1);
      expect(Math.abs(Number(rhythm[2]) - (now.getTime() / day - last)), told).toBeLessThan(1);
      return 'bought-regularly';
    }
    const because = /^买过「(.*?)…?」的顾客也买过这款$/.exec(reason)?.[1];
    if (because !== undefined) {
      const cause = products.filter(
        ({ id, title }) => title.startsWith(because) && history.some(({ productId }) => productId === id),
      );
      expect(cause.length, told).toBeGreaterThan(0);
      expect(own, told).toEqual([]);
      const buyers = await Promise.all(cause.map(({ id }) => customersOf([id, row.id])));
      expect(Math.max(...buyers), told).toBeGreaterThanOrEqual(3);
      return 'bought-together';
    }
    const favourite = /^您常买(.*?)，这款(.*)$/.exec(reason);
    if (favourite) {
      const inCategory = history.filter(
        ({ productId }) => products.find(({ id }) => id === productId)?.category === favourite[1],
      );
      expect(row.category, told).toBe(favourite[1]);
      expect(new Set(inCategory.map(({ orderId }) => orderId)).size, told).toBeGreaterThanOrEqual(3);
      const rank = sold
        .filter((id) => products.find((other) => other.id === id)?.category === row.category)
        .indexOf(row.id);
      expect(favourite[2] === '是其中卖得好的', told).toBe(rank >= 0 && rank < 3);
      return 'favourite-category';
    }
    if (reason === '最近店里卖得最好的之一') {
      expect(sold.indexOf(row.id), told).toBeLessThan(20);
      return 'bestseller';
    }
    const sales = /^最近 30 天卖出过 (\d+) 单$/.exec(reason)?.[1];
    if (sales !== undefined) {
      expect(Number(sales), told).toBe(await ordersLately(row.id));
      return 'sold-lately';
    }
    expect(told).toMatch(/: 有现货$/);
    return 'fits';
  }

  /** Orders of the last 30 days that hold a product. */
  async function ordersLately(productId: string): Promise<number> {
    return database.prisma.order.count({
      where: {
        status: { in: counted },
        createdAt: { gte: new Date(now.getTime() - 30 * day), lt: now },
        lines: { some: { productId } },
      },
    });
  }

  /** How many customers have bought all of these within the model's year. */
  async function customersOf(productIds: string[]): Promise<number> {
    return database.prisma.customer.count({
      where: {
        AND: productIds.map((productId) => ({
          orders: {
            some: {
              status: { in: counted },
              createdAt: { gte: new Date(now.getTime() - 365 * day) },
              lines: { some: { productId } },
            },
          },
        })),
      },
    });
  }
});

describe('without consent', () => {
  it('everybody gets the same, whoever asks', async () => {
    const lists = await Promise.all(
      customers
        .slice(0, 20)
        .map(({ id }) => assistant.suggest({ ...usual, customerId: id, personal: false })),
    );
    const anonymous = await assistant.suggest({ ...usual, personal: false });
    for (const list of lists) expect(list).toEqual(anonymous);
    expect(anonymous.personal).toBe(false);
  });
});

describe('prices and stock are those of now', () => {
  it('what was sold out, got dearer or was taken off a moment ago is not suggested', async () => {
    const wish = { ...usual, category: '羽绒服', priceRange: { maxMinor: 50_000 }, personal: false };
    const [first, second, third] = (await assistant.suggest(wish)).products;
    const change = (item: ProductItem | undefined, data: object) =>
      database.prisma.product.update({ where: { externalId: item?.productId ?? '' }, data });
    await change(first, { stock: 0 });
    await change(second, { priceMinor: 60_000 });
    await change(third, { active: false });
    const after = (await assistant.suggest(wish)).products;
    for (const gone of [first, second, third])
      expect(after.map(({ productId }) => productId)).not.toContain(gone?.productId);
    for (const item of [first, second, third]) {
      const { stock, priceMinor, active } = rowOf(item as ProductItem);
      await change(item, { stock, priceMinor, active });
    }
  });
});

describe('offers', () => {
  it('for 80 customers: only what each can have, and nothing unasked to who said no to advertising', async () => {
    const { prisma } = database;
    let made = 0;
    for (const { id, tier, externalId } of customers.slice(0, 80)) {
      const { offer } = await assistant.offer({ customerId: id, asked: false });
      if (!offer) continue;
      made += 1;
      const coupon = await prisma.coupon.findUniqueOrThrow({ where: { id: offer.couponRowId } });
      expect(coupon.validFrom <= now && coupon.validUntil > now).toBe(true);
      if (coupon.memberTiers.length > 0) expect(coupon.memberTiers, externalId).toContain(tier);
      // Nobody but a running campaign gives a personal coupon away; newcomers' and birthday coupons have none.
      if (coupon.personal) expect(offer.campaignId, coupon.title).toBeDefined();
      expect(['coupon-newcomer', 'coupon-birthday']).not.toContain(coupon.externalId);
    }
    expect(made).toBeGreaterThan(20);
    const [someone] = customers;
    const visitor = await prisma.visitor.create({ data: { customerId: someone?.id ?? null } });
    const consents = createConsentStore(database);
    await consents.record({
      visitorId: visitor.id,
      customerId: someone?.id ?? '',
      purpose: 'marketing',
      granted: false,
      source: 'settings',
    });
    expect(await assistant.offer({ customerId: someone?.id ?? '', asked: false })).toMatchObject({
      trace: { excluded: 'marketing-declined' },
    });
    expect((await assistant.offer({ customerId: someone?.id ?? '', asked: true })).offer).toBeDefined();
  }, 30_000);
});
