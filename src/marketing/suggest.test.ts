import { describe, expect, it } from 'vitest';
import { buildProductModel, type ModelProduct, type Purchase } from './product-model.js';
import { type SuggestRequest, suggestProducts } from './suggest.js';
import { reasonText } from './suggestion-reason.js';

const now = new Date('2026-11-21T10:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

function product(id: string, changes: Partial<ModelProduct> = {}): ModelProduct {
  return {
    id,
    externalId: id,
    title: `青禾 ${id}`,
    category: '家居家纺',
    brand: '青禾',
    priceMinor: 9900,
    currency: 'CNY',
    stock: 5,
    attributes: { 品类: `品类${id}` },
    tags: [],
    ...changes,
  };
}

let orders = 0;
function bought(customerId: string, productIds: string[], days: number, quantity = 1): Purchase[] {
  const orderId = `order-${++orders}`;
  return productIds.map((productId) => ({ orderId, customerId, productId, quantity, at: daysAgo(days) }));
}

async function suggest(
  products: ModelProduct[],
  { shop = [], own = [], ...request }: { shop?: Purchase[]; own?: Purchase[] } & Partial<SuggestRequest> = {},
) {
  const model = await buildProductModel(products, [...shop, ...own], now);
  const history = [...own].sort((a, b) => b.at.getTime() - a.at.getTime());
  return suggestProducts(model, history, { words: [], exclude: [], limit: 4, ...request }, now);
}
const ids = (found: { product: ModelProduct }[]) => found.map(({ product: { id } }) => id);
const reasonOf = (found: Awaited<ReturnType<typeof suggest>>, id: string) =>
  found.find((item) => item.product.id === id)?.reason;

describe('conditions of the request', () => {
  const coat = (id: string, changes: Partial<ModelProduct>) =>
    product(id, { category: '女装', attributes: { 品类: '羽绒服', 颜色: ['酒红', '黑色'] }, ...changes });
  const shop = [
    coat('cheap', { priceMinor: 29_800 }),
    coat('edge', { priceMinor: 50_000 }),
    coat('dear', { priceMinor: 50_001 }),
    coat('sold-out', { priceMinor: 30_000, stock: 0 }),
    coat('other-brand', { priceMinor: 31_000, brand: '暖山' }),
    coat('blue', { priceMinor: 32_000, attributes: { 品类: '羽绒服', 颜色: '雾霾蓝' } }),
    product('vest', { category: '女装', title: '羽绒服收纳袋', attributes: { 品类: '收纳' } }),
    product('pan', { category: '厨房用品' }),
  ];
  const all = { limit: 20 };

  it('category means category or 品类, never a mere word of the title', async () => {
    expect(ids(await suggest(shop, { ...all, category: '羽绒服' })).sort()).toEqual(
      ['blue', 'cheap', 'dear', 'edge', 'other-brand'].sort(),
    );
    expect(ids(await suggest(shop, { ...all, category: '厨房用品' }))).toEqual(['pan']);
    expect(ids(await suggest(shop, { ...all, category: '收纳袋' }))).toEqual(['vest']);
    expect(await suggest(shop, { ...all, category: '潜水艇' })).toEqual([]);
  });

  it('price, brand and colour hold exactly, both ends included', async () => {
    const coats = { ...all, category: '羽绒服' };
    expect(ids(await suggest(shop, { ...coats, priceRange: { maxMinor: 50_000 } })).sort()).toEqual(
      ['blue', 'cheap', 'edge', 'other-brand'].sort(),
    );
    expect(
      ids(await suggest(shop, { ...coats, priceRange: { minMinor: 50_000, maxMinor: 50_001 } })).sort(),
    ).toEqual(['dear', 'edge']);
    expect(ids(await suggest(shop, { ...coats, brand: '暖山' }))).toEqual(['other-brand']);
    expect(ids(await suggest(shop, { ...coats, colour: '蓝' }))).toEqual(['blue']);
    expect(await suggest(shop, { ...coats, colour: '蓝', brand: '暖山' })).toEqual([]);
  });

  it('nothing that is sold out, nothing that was shown before', async () => {
    const found = ids(await suggest(shop, { ...all, exclude: ['cheap', 'pan'] }));
    expect(found).not.toEqual(expect.arrayContaining(['sold-out']));
    expect(found.filter((id) => ['cheap', 'pan', 'sold-out'].includes(id))).toEqual([]);
  });

  it('words move up what holds them, but a price is not a word', async () => {
    const plain = product('plain', { title: '毛毯' });
    const forMum = product('for-mum', { title: '毛毯 加厚', attributes: { 适用人群: ['妈妈'] } });
    const big = product('big', { title: '毛毯 500克' });
    const found = await suggest([plain, big, forMum], { words: ['500', '以内', '送', '妈妈', '的', '毛毯'] });
    expect(ids(found)[0]).toBe('for-mum');
    expect(reasonOf(found, 'for-mum')).toEqual({ kind: 'said', word: '妈妈' });
    expect(reasonOf(found, 'big')).toEqual({ kind: 'fits', price: false });
  });

  it('a list has at most two of a sub-type, unless that sub-type was asked for', async () => {
    const many = ['a', 'b', 'c', 'd'].map((id) => coat(id, {}));
    const mixed = [...many, product('pan', { category: '厨房用品' })];
    expect(ids(await suggest(mixed))).toEqual(['a', 'b', 'pan']);
    expect(ids(await suggest(mixed, { category: '女装' }))).toEqual(['a', 'b']);
    expect(ids(await suggest(mixed, { category: '羽绒服' }))).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('reasons are true', () => {
  const food = product('food', { category: '宠物用品', replenishDays: 30 });

  it('due again: from 70 % of its usual time, and more packs last longer', async () => {
    const at = (days: number, quantity = 1) =>
      suggest([food, product('x')], { own: bought('me', ['food'], days, quantity) });
    expect(ids(await at(20))).not.toContain('food');
    expect(reasonOf(await at(22), 'food')).toEqual({ kind: 'due-again', days: 22 });
    expect(ids(await at(60, 3))).not.toContain('food');
    expect(reasonOf(await at(70, 3), 'food')).toEqual({ kind: 'due-again', days: 70 });
    expect(reasonOf(await at(200), 'food')?.kind).not.toBe('due-again');
  });

  it('a consumable that still lasts comes back only to whoever asks for its kind', async () => {
    const own = bought('me', ['food'], 5);
    expect(ids(await suggest([food], { own }))).toEqual([]);
    expect(ids(await suggest([food], { own, category: '宠物用品' }))).toEqual(['food']);
  });

  it('something durable that was bought is never suggested again', async () => {
    const own = bought('me', ['kettle'], 300);
    const shop = [product('kettle'), product('pan')];
    expect(ids(await suggest(shop, { own }))).toEqual(['pan']);
    expect(ids(await suggest(shop, { own, category: '家居家纺', words: ['kettle'] }))).toEqual(['pan']);
  });

  it('bought together: only where at least three customers did, and more than chance would', async () => {
    const shop = ['kettle', 'tea', 'tray', 'rice'].map((id) => product(id, { category: `类${id}` }));
    const together = ['a', 'b', 'c'].flatMap((who) => bought(who, ['kettle', 'tea'], 40));
    const twice = ['a', 'b'].flatMap((who) => bought(who, ['tray'], 40));
    const everybody = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].flatMap((who) => bought(who, ['rice'], 40));
    const found = await suggest(shop, {
      shop: [...together, ...twice, ...everybody],
      own: bought('me', ['kettle'], 10),
    });
    expect(reasonOf(found, 'tea')).toEqual({ kind: 'bought-together', with: '青禾 kettle' });
    expect(reasonOf(found, 'tray')?.kind).not.toBe('bought-together');
    expect(reasonOf(found, 'rice')?.kind).not.toBe('bought-together');
  });

  it('favourite category: three orders in it, not three lines of one', async () => {
    const shop = ['a', 'b', 'c', 'new'].map((id) => product(id));
    const oneOrder = bought('me', ['a', 'b', 'c'], 20);
    const threeOrders = ['a', 'b', 'c'].flatMap((id, index) => bought('me', [id], 20 + index));
    expect(reasonOf(await suggest(shop, { own: oneOrder }), 'new')?.kind).toBe('fits');
    expect(reasonOf(await suggest(shop, { own: threeOrders }), 'new')).toEqual({
      kind: 'favourite-category',
      category: '家居家纺',
      sellsWell: false,
    });
    const sales = bought('somebody', ['new'], 1, 50);
    expect(reasonOf(await suggest(shop, { shop: sales, own: threeOrders }), 'new')).toMatchObject({
      sellsWell: true,
    });
  });

  it('best seller: one of the twenty most sold, the newer sales counting more', async () => {
    const shop = Array.from({ length: 30 }, (_, index) => product(`p${String(index).padStart(2, '0')}`));
    const sales = shop.flatMap(({ id }, index) => bought('somebody', [id], 5, 30 - index));
    const found = await suggest(shop, { shop: sales, limit: 30 });
    expect(
      found.filter(({ reason }) => reason.kind === 'bestseller').map(({ product: { id } }) => id),
    ).toEqual(shop.slice(0, 20).map(({ id }) => id));
    expect(reasonOf(await suggest([product('unsold')]), 'unsold')).toEqual({ kind: 'fits', price: false });
  });

  it('the reason is the evidence that scored highest', async () => {
    const shop = [product('food', { replenishDays: 30, title: '猫粮' }), product('toy', { title: '逗猫棒' })];
    const sales = ['a', 'b', 'c', 'd'].flatMap((who) => bought(who, ['food', 'toy'], 2, 9));
    const found = await suggest(shop, { shop: sales, own: bought('me', ['food'], 33), words: ['猫粮'] });
    expect(found[0]?.reason.kind).toBe('due-again');
  });
});

describe('without a history', () => {
  it('everybody gets the same, in the same order', async () => {
    const shop = Array.from({ length: 12 }, (_, index) => product(`p${index}`));
    const sales = bought('a', ['p3'], 2).concat(bought('b', ['p7', 'p3'], 9));
    const first = await suggest(shop, { shop: sales });
    const again = await suggest([...shop].reverse(), { shop: [...sales].reverse() });
    expect(again).toEqual(first);
    expect(first.map(({ reason }) => reason.kind)).not.toEqual(
      expect.arrayContaining(['due-again', 'bought-together', 'favourite-category']),
    );
  });
});

describe('reasonText', () => {
  it.each([
    [{ kind: 'due-again', days: 0.4 } as const, '今天买过，差不多该补了'],
    [{ kind: 'due-again', days: 10.2 } as const, '10 天前买过，差不多该补了'],
    [{ kind: 'due-again', days: 33 } as const, '5 周前买过，差不多该补了'],
    [{ kind: 'due-again', days: 92 } as const, '3 个月前买过，差不多该补了'],
    [
      { kind: 'bought-together', with: '一个名字特别特别特别长的商品标题' } as const,
      '买过「一个名字特别特别特别长的商…」的顾客也买过这款',
    ],
    [{ kind: 'fits', price: true, category: '羽绒服' } as const, '在您说的价位内，羽绒服现货'],
    [{ kind: 'fits', price: false } as const, '有现货'],
  ])('%j', (reason, text) => {
    expect(reasonText(reason)).toBe(text);
  });
});
