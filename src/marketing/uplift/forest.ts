import { longRandom, type RandomStream, shuffleInPlace } from '../../platform/seeded-random.js';
import type { Predictor, TrainingSet } from './cross-fit.js';
import type { BinnedRows, Feature } from './features.js';
import { concatenated } from './linear.js';
import { growTree, leafOf, type Tree } from './tree.js';
import { featureShare } from './tree-sizes.js';

const trees = 80;
/** A tree sees at most so many rows, and half of the fold's. */
const mostRows = 20_000;
const depth = 6;

/**
 * A forest of honest trees: half of a tree's rows choose its splits, the other half give the effects in its leaves, so that no
 * row speaks for a leaf that was made to fit it (Athey and Imbens 2016). Splits make the effects on both sides differ most;
 * effects are ratios of residual covariances (Athey, Tibshirani and Wager 2019).
 */
export function crossFitForest(
  { data, features, folds, seed }: TrainingSet,
  residual: Float64Array,
  exposure: Float64Array,
): { outOfFold: Float64Array; refit(): Predictor } {
  const outOfFold = new Float64Array(data.count);
  const grown = (rows: Int32Array, random: RandomStream) =>
    growForest(data, features, rows, residual, exposure, random);
  folds.forEach((held, k) => {
    const rows = concatenated(folds.filter((_, other) => other !== k));
    const forest = grown(rows, longRandom(seed + 9000 + k));
    for (const row of held) outOfFold[row] = forestScore(forest, data, row);
  });
  return {
    outOfFold,
    refit: () => {
      const forest = grown(concatenated(folds), longRandom(seed + 9000 + folds.length));
      return (rows) => Float64Array.from({ length: rows.count }, (_, row) => forestScore(forest, rows, row));
    },
  };
}

function growForest(
  data: BinnedRows,
  features: readonly Feature[],
  rows: Int32Array,
  residual: Float64Array,
  exposure: Float64Array,
  random: RandomStream,
): Tree[] {
  let above = 0;
  let below = 0;
  for (const row of rows) {
    above += (exposure[row] as number) * (residual[row] as number);
    below += (exposure[row] as number) ** 2;
  }
  const average = below > 0 ? above / below : 0;
  const gradient = new Float64Array(data.count);
  const hessian = new Float64Array(data.count);
  for (const row of rows) {
    const a = exposure[row] as number;
    gradient[row] = a * ((residual[row] as number) - a * average);
    hessian[row] = a * a;
  }
  const each = Math.min(mostRows, Math.floor(rows.length / 2));
  const half = Math.floor(each / 2);
  const leastRows = Math.max(10, Math.min(200, Math.round(half / 25)));
  // What a leaf says is drawn towards the average by as much as a small leaf weighs.
  const prior = (leastRows * below) / Math.max(1, rows.length);
  const options = { depth, leastRows, penalty: prior, featureShare: featureShare(0.7, features.length) };
  return Array.from({ length: trees }, () => {
    shuffleInPlace(rows, random);
    const forSplits = rows.slice(0, half);
    const tree = growTree(data, features, forSplits, { gradient, hessian }, options, random);
    const g = new Float64Array(tree.value.length);
    const h = new Float64Array(tree.value.length);
    for (let at = half; at < each; at += 1) {
      const row = rows[at] as number;
      const leaf = leafOf(tree, data.columns, row);
      g[leaf] = (g[leaf] as number) + (gradient[row] as number);
      h[leaf] = (h[leaf] as number) + (hessian[row] as number);
    }
    tree.value = g.map((value, leaf) => average + value / ((h[leaf] as number) + prior));
    return tree;
  });
}

function forestScore(forest: readonly Tree[], data: BinnedRows, row: number): number {
  let sum = 0;
  for (const tree of forest) sum += tree.value[leafOf(tree, data.columns, row)] as number;
  return sum / forest.length;
}
