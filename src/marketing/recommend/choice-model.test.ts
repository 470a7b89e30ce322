import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../platform/seeded-random.js';
import { firstPlaces, fitChoice, type RankingRows } from './choice-model.js';
import { dot } from './factors.js';

const random = seededRandom(17);
const truth = [1.5, -0.8];

/** Each group chooses one of 25 by its first two features; the third is the same for all of a group. */
function choices(groups: number): RankingRows {
  const size = 25;
  const features = new Float32Array(groups * size * 3);
  const labels = new Uint8Array(groups * size);
  for (let group = 0; group < groups; group++) {
    const ofGroup = random();
    const chances = Array.from({ length: size }, (_, n) => {
      const row = group * size + n;
      const values = [random(), random(), ofGroup];
      features.set(values, row * 3);
      return Math.exp(truth.reduce((sum, weight, f) => sum + weight * (values[f] as number), 0));
    });
    let left = random() * chances.reduce((sum, one) => sum + one, 0);
    const chosen = chances.findIndex((chance) => {
      left -= chance;
      return left <= 0;
    });
    labels[group * size + Math.max(0, chosen)] = 1;
  }
  return {
    features,
    width: 3,
    labels,
    starts: Int32Array.from({ length: groups + 1 }, (_, group) => group * size),
  };
}

describe('conditional logit', () => {
  it('finds the weights that made the choices, and leaves alone what no choice tells of', () => {
    const weights = fitChoice(choices(4000), Float64Array.of(0, 0, 0.7), 3);
    expect(weights[0]).toBeCloseTo(truth[0] as number, 0);
    expect(weights[1]).toBeCloseTo(truth[1] as number, 0);
    expect(weights[2]).toBeCloseTo(0.7, 12);
  });

  it('a prior that is firmly believed stays', () => {
    const weights = fitChoice(choices(50), Float64Array.of(0.2, 0.1, 0), 1e9);
    expect(weights[0]).toBeCloseTo(0.2, 4);
    expect(weights[1]).toBeCloseTo(0.1, 4);
  });

  it('the first ten places are as good as sorting says', () => {
    const rows = choices(60);
    for (let n = 0; n < rows.labels.length; n++) if (random() < 0.15) rows.labels[n] = 1;
    const scores = Float64Array.from(rows.labels, () => random());
    const slow = Array.from({ length: 60 }, (_, group) => {
      const order = Array.from({ length: 25 }, (_, n) => group * 25 + n).sort(
        (a, b) => (scores[b] as number) - (scores[a] as number),
      );
      const bought = order.map((row) => rows.labels[row] as number);
      const gain = (list: number[]) =>
        list.slice(0, 10).reduce((sum, one, place) => sum + one / Math.log2(place + 2), 0);
      return gain(bought) / gain([...bought].sort((a, b) => b - a));
    });
    const fast = [...firstPlaces(rows, scores)];
    expect(fast.map((one) => one.toFixed(10))).toEqual(slow.map((one) => one.toFixed(10)));
  });
});

it('the product of vectors is right for every length', () => {
  for (let length = 0; length < 11; length++) {
    const vector = Float32Array.from({ length }, () => random());
    const values = Float32Array.from({ length: length + 3 }, () => random());
    const sum = vector.reduce((total, one, k) => total + one * (values[k + 2] as number), 0);
    expect(dot(vector, values, 2)).toBeCloseTo(sum, 5);
  }
});
