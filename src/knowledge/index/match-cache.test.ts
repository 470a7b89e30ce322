import { describe, expect, it } from 'vitest';
import type { MatchTrace } from '../../contract/trace.js';
import { cacheMatches } from './match-cache.js';

const traceOf = (normalized: string): MatchTrace => ({
  normalized,
  words: [],
  synonyms: [],
  stopWords: [],
  lexicalOnly: false,
  stage: 'full',
  vector: normalized === '无' ? 'none' : 'computed',
  candidates: [],
  confidence: 0,
  bars: { answer: 0.8, clarify: 0.4 },
  band: 'hand-off',
  milliseconds: { normalize: 5, recall: 50, rank: 500, total: 555 },
});

function counting(size?: number) {
  const asked: string[] = [];
  const match = cacheMatches(
    async (text) => {
      asked.push(text);
      await Promise.resolve();
      if (text === '坏') throw new Error('not now');
      return traceOf(text.trim());
    },
    (text) => text.trim(),
    size,
  );
  return { asked, match };
}

describe('repeated questions', () => {
  it('are answered with what was found before, in the time it took now', async () => {
    const { asked, match } = counting();
    const first = await match('甲');
    const again = await match(' 甲 ');
    expect(asked).toEqual(['甲']);
    expect(again).toEqual({ ...first, vector: 'cached', milliseconds: again.milliseconds });
    expect(again.milliseconds.total).toBeLessThan(50);
    await match('无');
    expect((await match('无')).vector).toBe('none');
  });

  it('share the one answer that is on its way', async () => {
    const { asked, match } = counting();
    await Promise.all([match('甲'), match('甲'), match('乙'), match('甲')]);
    expect(asked).toEqual(['甲', '乙']);
  });

  it('are kept in a bounded number, those asked for least recently going first', async () => {
    const { asked, match } = counting(2);
    for (const text of ['甲', '乙', '甲', '丙', '甲', '乙']) await match(text);
    expect(asked).toEqual(['甲', '乙', '丙', '乙']);
  });

  it('are tried again after an error, which all who waited get', async () => {
    const { asked, match } = counting();
    const both = await Promise.allSettled([match('坏'), match('坏')]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(match('坏')).rejects.toThrow('not now');
    expect(asked).toEqual(['坏', '坏']);
  });
});
