import { describe, expect, it } from 'vitest';
import type { MatchTrace } from '../../../src/contract/trace.js';
import { whyWords } from './why-words.js';

const match: MatchTrace = {
  normalized: '',
  words: [],
  synonyms: [],
  stopWords: [],
  lexicalOnly: false,
  stage: 'full',
  vector: 'computed',
  candidates: [],
  confidence: 0.682,
  bars: { answer: 0.7, clarify: 0.35 },
  band: 'clarify',
  milliseconds: { normalize: 0, recall: 0, rank: 0, total: 0 },
};

describe('why something was decided', () => {
  it('is told with the figures and what they led to', () => {
    const told = whyWords('confidence 0.682, bars 0.700/0.350', match);
    expect(told).toMatch(/68%.*35%.*70%/);
    expect(whyWords('confidence 0.682; choices were offered 2 times already', match)).toMatch(/选项/);
  });
  it('is told without figures where none decided', () => {
    expect(whyWords('the shopper asked for a person', undefined)).toMatch(/人工/);
    expect(whyWords('angry 0.91 ≥ 0.6', match)).toMatch(/生气/);
    expect(whyWords('something new', match)).toBeUndefined();
  });
});
