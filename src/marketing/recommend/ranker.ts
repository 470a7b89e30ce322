import { type BoostedTrees, boost, noTrees, type TreeSettings, treeScore } from './boosted-trees.js';
import { firstPlaces, fitChoice, likelihoods, linearScore, listLikelihood } from './choice-model.js';
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
/** Where the newest moment cannot decide. */
const usualPrecision = 30;

/** Trees are grown if by this measure they are so many standard errors better, over customers of the newest moment. */
interface Caution {
  measure: (rows: Snapshot, scores: Float64Array) => Float64Array;
  errors: number;
}
/** What customers buy again differs from one to the other: each of them is evidence. */
const withRepeats: Caution = { measure: likelihoods, errors: 1 };
/**
 * Of what is new to them, the first places are nearly the same for all, and so what happened to sell at a moment counts for all
 * of them at once: customers are much less evidence than their number says. The likelihood would also praise what only
 * orders those that nobody gets to see.
 */
const novelOnly: Caution = { measure: firstPlaces, errors: 2 };

export const priorRanker: Ranker = { weights: priorWeights, trees: noTrees };

/** @param features `featureCount` values from `offset` */
export function rankScore({ weights, trees }: Ranker, features: Float32Array, offset: number): number {
  return linearScore(weights, features, offset) + treeScore(trees, features, offset);
}

/**
 * Learns the order from moments of the past. The older ones teach, the newest decides how firmly to believe the prior and how
 * many trees to keep; then all of them teach. Where only one moment is there, the usual precision is taken and
 * no trees are grown.
 *
 * @param newest with all its candidates
 * @param samples the newest first, each with some of its candidates
 * @param novel whether they hold only what was new to the customers
 */
export function learnRanker(
  newest: Snapshot,
  samples: readonly Snapshot[],
  novel: boolean,
  told: (line: string) => void = () => {},
): Ranker {
  const all = joinSnapshots(samples);
  const older = joinSnapshots(samples.slice(1));
  if (groups(all) === 0) return priorRanker;
  if (groups(older) === 0) return { weights: learnWeights(all, usualPrecision), trees: noTrees };

  let best: { precision?: number; weights: Float64Array } = { weights: priorWeights };
  let most = listLikelihood(newest, linear(newest, priorWeights));
  told(`prior: ${most.toFixed(4)}`);
  for (const precision of precisions) {
    const weights = learnWeights(older, precision);
    const likelihood = listLikelihood(newest, linear(newest, weights));
    told(`precision ${precision}: ${likelihood.toFixed(4)}`);
    if (likelihood > most) [best, most] = [{ precision, weights }, likelihood];
  }
  const caution = novel ? novelOnly : withRepeats;
  const trees = groups(older) < fewestForTrees ? 0 : bestTreeCount(newest, older, best.weights, caution);
  told(`trees: ${trees}`);
  const weights = best.precision === undefined ? priorWeights : learnWeights(all, best.precision);
  return {
    weights,
    trees: trees === 0 ? noTrees : boost(all, linear(all, weights), { ...treeSettings, trees }),
  };
}

const learnWeights = (rows: Snapshot, precision: number) => fitChoice(rows, priorWeights, precision);

/**
 * How many trees make the newest moment likeliest; none unless they are clearly better there, as trees learn noise where
 * there is little else.
 */
function bestTreeCount(newest: Snapshot, older: Snapshot, weights: Float64Array, caution: Caution): number {
  const without = linear(newest, weights);
  const scores = without.slice();
  let best = { likelihood: listLikelihood(newest, without), count: 0, scores: without };
  boost(older, linear(older, weights), treeSettings, (trees, grown) => {
    for (let row = 0; row < scores.length; row++)
      scores[row] =
        (scores[row] as number) + treeScore(trees, newest.features, row * featureCount, grown, grown - 1);
    if (grown % 4 !== 0) return true;
    const likelihood = listLikelihood(newest, scores);
    if (likelihood > best.likelihood) best = { likelihood, count: grown, scores: scores.slice() };
    return grown - best.count < patience;
  });
  return clearlyBetter(newest, without, best.scores, caution) ? best.count : 0;
}

/** Whether scores are better by more than so many standard errors over customers (the rule of Breiman, Friedman, Olshen & Stone 1984). */
function clearlyBetter(
  rows: Snapshot,
  before: Float64Array,
  after: Float64Array,
  { measure, errors }: Caution,
): boolean {
  const then = measure(rows, before);
  const gains = measure(rows, after).map((one, group) => one - (then[group] as number));
  const mean = meanOf(gains);
  const variance = meanOf(gains.map((gain) => (gain - mean) ** 2));
  return mean > errors * Math.sqrt(variance / gains.length);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
}

const groups = ({ starts }: Snapshot) => starts.length - 1;

function linear({ features, labels }: Snapshot, weights: Float64Array): Float64Array {
  return Float64Array.from(labels, (_, row) => linearScore(weights, features, row * featureCount));
}
