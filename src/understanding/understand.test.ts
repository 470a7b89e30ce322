import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSegmenter } from './segmenter.js';
import { emptyCatalogue } from './slots.js';
import { createUnderstanding } from './understand.js';

describe('createUnderstanding', () => {
  it('puts everything together', async () => {
    const understand = createUnderstanding({
      segmenter: await createSegmenter(),
      catalogue: { ...emptyCatalogue, category: ['耳机'] },
    });
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
    const understand = createUnderstanding({
      segmenter: await createSegmenter(),
      catalogue: { ...emptyCatalogue, category: ['耳机'] },
    });
    const read = understand('這個耳機壞了，我要投拆，轉人功');
    expect(read).toMatchObject({ asksForHuman: true, slots: { category: '耳机' } });
    expect(read.mood).toEqual(understand('这个耳机坏了，我要投诉，转人工').mood);
    expect(read.mood.angry).toBeGreaterThan(0.4);
  });

  it('asks a live catalogue each time', async () => {
    let category = ['耳机'];
    const understand = createUnderstanding({
      segmenter: await createSegmenter({ forceFallback: true }),
      catalogue: () => ({ ...emptyCatalogue, category }),
    });
    expect(understand('面膜').slots).toEqual({});
    category = ['面膜'];
    expect(understand('面膜').slots).toEqual({ category: '面膜' });
  });

  it('reads anything without throwing', async () => {
    const understand = createUnderstanding({ segmenter: await createSegmenter(), catalogue: emptyCatalogue });
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(understand(text).text).toBe(text);
      }),
    );
  });
});
