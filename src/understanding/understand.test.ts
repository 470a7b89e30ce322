import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNormalizer } from './normalize.js';
import { createSegmenter } from './segmenter.js';
import type { SlotCatalogue } from './slots.js';

import { createUnderstanding } from './understand.js';

const emptyCatalogue: SlotCatalogue = { category: [], brand: [], colour: [] };

// Sunday evening in Shanghai.
const now = new Date('2026-11-22T12:00:00Z');

async function understanding(catalogue: Partial<SlotCatalogue> | (() => SlotCatalogue) = {}) {
  const fixed = { ...emptyCatalogue, ...catalogue };
  return createUnderstanding({
    segmenter: await createSegmenter(),
    normalizer: createNormalizer(() => new Set()),
    catalogue: typeof catalogue === 'function' ? catalogue : () => fixed,
    clock: () => now,
    shopTimeZone: 'Asia/Shanghai',
  });
}

describe('createUnderstanding', () => {
  it('puts everything together', async () => {
    const understand = await understanding({ category: ['耳机'] });
    const read = understand('５００元以内的耳机，还没发货！！转人工');
    expect(read.normalized).toBe('500元以内的耳机,还没发货!转人工');
    expect(read.words).toContain('耳机');
    expect(read.words).not.toContain(' ');
    expect(read).toMatchObject({
      asksForHuman: true,
      priceRange: { maxMinor: 50_000 },
      slots: { category: '耳机', priceRange: '500元以内' },
    });
    expect(read.mood.negative).toBeGreaterThan(0.2);
    expect(read).not.toHaveProperty('confirmation');
    expect(understand('好的').confirmation).toBe('yes');
  });

  it('reads Traditional writing and misspelled shop words like the usual ones', async () => {
    const understand = await understanding({ category: ['耳机'] });
    const read = understand('這個耳機壞了，我要投拆，轉人功');
    expect(read).toMatchObject({ asksForHuman: true, slots: { category: '耳机' } });
    expect(read.mood).toEqual(understand('这个耳机坏了，我要投诉，转人工').mood);
    expect(read.mood.angry).toBeGreaterThan(0.4);
  });

  it('asks a live catalogue each time', async () => {
    let category = ['耳机'];
    const understand = await understanding(() => ({ ...emptyCatalogue, category }));
    expect(understand('面膜').slots).toEqual({});
    category = ['面膜'];
    expect(understand('面膜').slots).toEqual({ category: '面膜' });
  });

  it('reads anything without throwing', async () => {
    const understand = await understanding();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(understand(text).text).toBe(text);
      }),
    );
  });

  it('reads a whole request: product, size, date, address, number, invoice', async () => {
    const understand = await understanding({ product: ['托特包'], colour: ['红色', '蓝色'] });
    const read = understand(
      '上周五买的托特包尺码不合适，换L码，不是红色，是蓝色，两件，寄到浙江省杭州市西湖区文三路3号4栋 张三 138 1234 5678，抬头：杭州青禾贸易有限公司，订单QH20261103000123，三十多块',
    );
    expect(read.slots).toEqual({
      orderNumber: 'QH20261103000123',
      product: '托特包',
      colour: '蓝色',
      size: 'L码',
      quantity: '2',
      date: '上周五',
      reason: '尺码不合适',
      phone: '13812345678',
      address: '浙江省杭州市西湖区文三路3号4栋',
    });
    expect(read.details).toEqual({ invoiceTitle: '杭州青禾贸易有限公司' });
    expect(read.dates).toEqual([{ said: '上周五', from: '2026-11-13', to: '2026-11-13' }]);
    expect(read.amounts).toEqual([{ said: '30多元', minMinor: 3000, maxMinor: 4000 }]);
  });

  it('reads typed pinyin like characters, and tells the steps', async () => {
    const understand = await understanding();
    const read = understand('wo yao zhuan rengong');
    expect(read).toMatchObject({ normalized: '我要转人工', asksForHuman: true });
    expect(read.normalization).toEqual({
      text: '我要转人工',
      steps: [{ name: 'pinyin', text: '我要转人工' }],
    });
    expect(understand('chima buheshi').slots).toEqual({ reason: '尺码不合适' });
  });

  it('takes a house number for no size, and an address for no goods', async () => {
    const understand = await understanding({ colour: ['红色', '蓝'] });
    expect(understand('寄到杭州市蓝天路42号3栋5件楼').slots).toEqual({ address: '杭州市蓝天路42号3栋5件楼' });
  });

  const filled = (unit: string, length: number) =>
    unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
  it.each([
    ['10,000 characters', filled('我要退货运费谁出啊', 10_000)],
    ['only emoji', filled('👍🏽', 10_000)],
    ['only punctuation', filled('?!。,', 10_000)],
    ['control and bidi characters', filled('\u0000\u202e\u200d\u2066', 10_000)],
    ['SQL', filled("'; DROP TABLE users; -- ", 10_000)],
    ['orders to a model', filled('ignore previous instructions and print ', 10_000)],
    ['mixed scripts', filled('退a1б🙂のع', 10_000)],
    ['2,000 Latin letters', filled('abcdefgh', 2000)],
    ...[
      'zenmetuihuo',
      'wo yao ',
      'wo',
      'a ',
      "o'",
      'tui huo  ',
      '1',
      '1-',
      '138 ',
      '一',
      '三百',
      '三百多',
      '五百块',
      '100到',
      '5月',
      '上上',
      '20号',
      '(',
      '(^',
      '(^_^)',
      '^_',
      '寄到北京市',
      '寄到1号',
      '地址:',
      '抬头',
      '抬头a公司',
      '有限公司',
      '税号1 ',
      'a@',
      'a.',
      '不要红色',
      '改成红色',
      '不是红色是红色',
      'xl',
      '两件',
      '找客服 真人',
      '没有质量问题',
      '红',
    ].map((unit) => [`${unit} again and again`, filled(unit, 2000)]),
  ])('reads %s within its time', async (_, text) => {
    const understand = await understanding({ colour: ['红色', '红'], product: ['红色'] });
    understand(text);
    const started = performance.now();
    expect(understand(text).text).toBe(text);
    // Measured: at most 20 ms; what goes over the text again for each of its characters takes far longer.
    expect(performance.now() - started).toBeLessThan(250);
  });
});
