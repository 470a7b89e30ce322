import { describe, expect, it } from 'vitest';
import type { MatchDocument } from './document.js';
import { applyPriors, entryPriors } from './entry-priors.js';
import { candidateFeatures, type Evidence } from './evidence.js';

const documents = ['a', 'b', 'c'].map(
  (id): MatchDocument => ({ id, kind: 'entry', title: id, questions: [id] }),
);
const evidence: Evidence = {
  candidates: [0, 1, 2].map((document) => ({
    document,
    features: new Float64Array(candidateFeatures.length),
  })),
  query: new Float64Array(),
};
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

describe('entry priors', () => {
  it('are even without use, and for kinds and documents that are not there', () => {
    expect([...entryPriors(documents, new Map())]).toEqual([1, 1, 1]);
    expect([...entryPriors(documents, new Map([['intent a', 500]]))]).toEqual([1, 1, 1]);
  });

  it('grow with use, and never beyond their bound', () => {
    const few = entryPriors(documents, new Map([['entry a', 5]]));
    const many = entryPriors(documents, new Map([['entry a', 1_000_000]]));
    expect(few[0]).toBeGreaterThan(few[1] as number);
    expect(few[0]).toBeLessThan(1.1);
    expect((many[0] as number) / (many[1] as number)).toBeLessThanOrEqual(4.0001);
  });

  it('decide between two that are equally likely', () => {
    const priors = entryPriors(documents, new Map([['entry b', 300]]));
    const weighed = applyPriors(Float64Array.from([0.3, 0.3, 0.1]), evidence, priors);
    expect(weighed[1]).toBeGreaterThan(weighed[0] as number);
    expect(sum(weighed)).toBeCloseTo(0.7, 10);
  });

  it('cannot make an unknown question look known, nor overturn what is clear', () => {
    const priors = entryPriors(documents, new Map([['entry c', 100_000]]));
    expect(sum(applyPriors(Float64Array.from([0.02, 0.02, 0.02]), evidence, priors))).toBeCloseTo(0.06, 10);
    const clear = applyPriors(Float64Array.from([0.9, 0.02, 0.05]), evidence, priors);
    expect(clear[0]).toBeGreaterThan(0.7);
    expect([...applyPriors(new Float64Array(3), evidence, priors)]).toEqual([0, 0, 0]);
  });
});
