import type { RandomStream } from '../../platform/seeded-random.js';
import type { BinnedRows, Feature } from './features.js';
import type { Loss } from './losses.js';
import { growTree, leafOf, type Tree, type TreeOptions } from './tree.js';

export interface BoostingOptions extends TreeOptions {
  trees: number;
  rate: number;
  /** Share of the rows that each tree is grown on. */
  rowShare: number;
}

const patience = 30;

/** A sum of trees over a start value. */
export interface Boosted {
  start: number;
  rate: number;
  trees: Tree[];
}

/**
 * Stochastic gradient boosting (Friedman 2001, 2002) with Newton steps.
 *
 * @param rows training rows
 * @param held rows that are predicted after every tree; may be empty
 * @returns the model and, for every number of trees from 0 on, the mean loss of the held rows. When that has not fallen for
 *   30 trees no more are grown, and the path goes on level.
 */
export function boost(
  data: BinnedRows,
  features: readonly Feature[],
  loss: Loss,
  rows: Int32Array,
  held: Int32Array,
  options: BoostingOptions,
  random: RandomStream,
): { model: Boosted; path: Float64Array } {
  const start = loss.start(rows);
  const scores = new Float64Array(data.count).fill(start);
  const gradient = new Float64Array(data.count);
  const hessian = new Float64Array(data.count);
  const path = new Float64Array(options.trees + 1);
  path[0] = loss.mean(held, scores);
  const trees: Tree[] = [];
  const sample = new Int32Array(rows.length);
  let best = 0;
  for (let round = 0; round < options.trees; round += 1) {
    loss.derive(rows, scores, gradient, hessian);
    let size = 0;
    for (const row of rows) {
      if (random() < options.rowShare) {
        sample[size] = row;
        size += 1;
      }
    }
    const tree = growTree(data, features, sample.subarray(0, size), { gradient, hessian }, options, random);
    trees.push(tree);
    addTree(tree, options.rate, data, rows, scores);
    addTree(tree, options.rate, data, held, scores);
    path[round + 1] = loss.mean(held, scores);
    if ((path[round + 1] as number) < (path[best] as number)) best = round + 1;
    if (held.length > 0 && round + 1 - best >= patience) {
      path.fill(path[round + 1] as number, round + 2);
      break;
    }
  }
  return { model: { start, rate: options.rate, trees }, path };
}

/** Scores of all rows. */
export function boostedScores(model: Boosted, data: BinnedRows): Float64Array {
  const scores = new Float64Array(data.count).fill(model.start);
  for (const tree of model.trees) {
    for (let row = 0; row < data.count; row += 1)
      scores[row] =
        (scores[row] as number) + model.rate * (tree.value[leafOf(tree, data.columns, row)] as number);
  }
  return scores;
}

/** The same for some rows, written to their places. */
export function writeScores(model: Boosted, data: BinnedRows, rows: Int32Array, scores: Float64Array): void {
  for (const row of rows) scores[row] = model.start;
  for (const tree of model.trees) addTree(tree, model.rate, data, rows, scores);
}

/** The model with fewer trees. */
export function shortened(model: Boosted, trees: number): Boosted {
  return { ...model, trees: model.trees.slice(0, trees) };
}

function addTree(tree: Tree, rate: number, data: BinnedRows, rows: Int32Array, scores: Float64Array): void {
  for (const row of rows)
    scores[row] = (scores[row] as number) + rate * (tree.value[leafOf(tree, data.columns, row)] as number);
}
