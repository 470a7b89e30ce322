import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNormalizer } from './normalize.js';
import { createSegmenter } from './segmenter.js';
import { emptyCatalogue, type SlotCatalogue } from './slots.js';
import { createUnderstanding } from './understand.js';

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
});
