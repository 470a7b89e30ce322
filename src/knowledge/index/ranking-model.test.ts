import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../platform/seeded-random.js';
import { candidateFeatures, type Evidence, queryFeatures } from './evidence.js';
import { fitRanking, probabilities, type RankingExample, weightCount } from './ranking-model.js';

const at = (name: (typeof candidateFeatures)[number]) => candidateFeatures.indexOf(name);
const zero = () => new Float64Array(weightCount);

function evidence(values: Partial<Record<(typeof candidateFeatures)[number], number>>[]): Evidence {
  return {
    candidates: values.map((value, document) => ({
      document,
      features: Float64Array.from(candidateFeatures, (name) => value[name] ?? 0),
    })),
    query: Float64Array.from(queryFeatures, (name) => (name === 'always' ? 1 : 0)),
  };
}

/** Questions whose right document is drawn from a known conditional logit. */
function simulate(weight: number, none: number, count: number): RankingExample[] {
  const random = seededRandom(3);
  const truth = zero();
  truth[at('nearest')] = weight;
  truth[candidateFeatures.length] = none;
  return Array.from({ length: count }, () => {
    const asked = evidence([{ nearest: random() }, { nearest: random() }, { nearest: random() }]);
    let rest = random();
    const chances = probabilities(truth, asked);
    const right = chances.findIndex((chance) => {
      rest -= chance;
      return rest < 0;
    });
    const chosen = right === -1 ? undefined : right;
    return { evidence: asked, right: chosen, outcome: chosen, weight: 1 };
  });
}

describe('ranking model', () => {
  it('gives probabilities that leave room for none of them', () => {
    const chances = probabilities(zero(), evidence([{}, {}, {}]));
    expect(Array.from(chances)).toEqual([0.25, 0.25, 0.25]);
    expect(probabilities(zero(), evidence([]))).toHaveLength(0);
  });

  it('finds the weights that made the data', () => {
    const fitted = fitRanking(simulate(4, 2, 4000), zero(), 0.01);
    expect(fitted[at('nearest')]).toBeCloseTo(4, 0);
    expect(fitted[candidateFeatures.length]).toBeCloseTo(2, 0);
  });

  it('is the prior without examples, and near it with few', () => {
    const prior = zero().fill(0.5, 0, 3);
    expect(fitRanking([], prior, 2)).toEqual(prior);
    const few = fitRanking(simulate(4, 2, 5), prior, 100);
    expect(Math.abs((few[at('nearest')] ?? 0) - (prior[at('nearest')] ?? 0))).toBeLessThan(0.3);
  });

  it('never lets similarity speak against a candidate', () => {
    const fitted = fitRanking(simulate(-4, 0, 500), zero(), 0.1);
    expect(fitted[at('nearest')]).toBe(0);
  });
});
