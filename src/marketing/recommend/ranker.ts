import { type BoostedTrees, boost, noTrees, type TreeSettings, treeScore } from './boosted-trees.js';
import { fitChoice, likelihoods, linearScore, listLikelihood } from './choice-model.js';
import { featureCount, priorWeights } from './features.js';
import { joinSnapshots, type Snapshot } from './snapshot.js';

/**
 * Gives every candidate of a customer a score: weights for all features, and trees for what weights cannot say. The chance of
 * a candidate among the others is proportional to exp(score).
 */
export interface Ranker {
  weights: Float64Array;
  trees: BoostedTrees;
}

const treeSettings: TreeSettings = {
  trees: 80,
  depth: 3,
  learningRate: 0.12,
  smallestLeaf: 3,
  leafPenalty: 10,
  bins: 32,
};
/** Fewer customers than this say nothing about the number of trees. */
const fewestForTrees = 100;
/** Trees without any gain before no more are grown. */
const patience = 20;
/** How firmly the prior weights are believed; which of them is decided on the newest moment. */
const precisions = [3, 30, 300];

export const priorRanker: Ranker = { weights: priorWeights, trees: noTrees };

/** @param features `featureCount` values from `offset` */
export function rankScore({ weights, trees }: Ranker, features: Float32Array, offset: number): number {
  return linearScore(weights, features, offset) + treeScore(trees, features, offset);
}

/**
 * Learns the order from moments of the past. The older ones teach, the newest decides how firmly to believe the prior and how
 * many trees to keep; then all of them teach. Where only one moment is there, the prior precision stays in the middle and
 * no trees are grown.
 *
 * @param newest with all its candidates
 * @param samples the newest first, each with some of its candidates
 */
export function learnRanker(
  newest: Snapshot,
  samples: readonly Snapshot[],
  told: (line: string) => void = () => {},
): Ranker {
  const all = joinSnapshots(samples);
  const older = joinSnapshots(samples.slice(1));
  if (groups(all) === 0) return priorRanker;
  if (groups(older) === 0) return { weights: fitChoice(all, priorWeights, 30), trees: noTrees };

  const start = linear(newest, priorWeights);
  let best = {
    precision: Number.POSITIVE_INFINITY,
    weights: priorWeights,
    likelihood: listLikelihood(newest, start),
  };
  told(`prior: ${best.likelihood.toFixed(4)}`);
  for (const precision of precisions) {
    const weights = fitChoice(older, priorWeights, precision);
    const likelihood = listLikelihood(newest, linear(newest, weights));
    told(`precision ${precision}: ${likelihood.toFixed(4)}`);
    if (likelihood > best.likelihood) best = { precision, weights, likelihood };
  }
  const trees = groups(older) < fewestForTrees ? 0 : bestTreeCount(newest, older, best.weights);
  told(`trees: ${trees}`);
  const weights =
    best.precision === Number.POSITIVE_INFINITY ? priorWeights : fitChoice(all, priorWeights, best.precision);
  return {
    weights,
    trees: trees === 0 ? noTrees : boost(all, linear(all, weights), { ...treeSettings, trees }),
  };
}

/**
 * How many trees make the newest moment likeliest; none unless they do so by more than one standard error over customers
 * (the rule of Breiman, Friedman, Olshen & Stone 1984), as trees learn noise where there is little else.
 */
function bestTreeCount(newest: Snapshot, older: Snapshot, weights: Float64Array): number {
  const scores = linear(newest, weights);
  const without = likelihoods(newest, scores);
  let best = { mean: 0, error: 0, count: 0 };
  boost(older, linear(older, weights), treeSettings, (trees, grown) => {
    for (let row = 0; row < scores.length; row++)
      scores[row] =
        (scores[row] as number) + treeScore(trees, newest.features, row * featureCount, grown, grown - 1);
    if (grown % 4 !== 0) return true;
    const gains = likelihoods(newest, scores).map((one, group) => one - (without[group] as number));
    const mean = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
    const variance = gains.reduce((sum, gain) => sum + (gain - mean) ** 2, 0) / gains.length;
    if (mean > best.mean) best = { mean, error: Math.sqrt(variance / gains.length), count: grown };
    return grown - best.count < patience;
  });
  return best.mean > best.error ? best.count : 0;
}

const groups = ({ starts }: Snapshot) => starts.length - 1;

function linear({ features, labels }: Snapshot, weights: Float64Array): Float64Array {
  return Float64Array.from(labels, (_, row) => linearScore(weights, features, row * featureCount));
}
