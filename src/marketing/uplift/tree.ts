import type { RandomStream } from '../../platform/seeded-random.js';
import { type BinnedRows, type Feature, mostBins } from './features.js';

/** A binary tree, nodes in an array, the root first. A row goes left when its bin's bit is set. */
export interface Tree {
  /** Feature that a node asks for; −1: a leaf. */
  feature: Int16Array;
  maskLow: Int32Array;
  maskHigh: Int32Array;
  left: Int16Array;
  right: Int16Array;
  value: Float64Array;
}

export interface TreeOptions {
  depth: number;
  /** Rows that each side of a split must have. */
  leastRows: number;
  /** Added to the sum of second derivatives of a node: pulls its value towards 0. */
  penalty: number;
  /** Share of the features that a split looks at; 1: all. */
  featureShare: number;
}

/** First and second derivatives by row, for all rows. */
export interface Derivatives {
  gradient: Float64Array;
  hessian: Float64Array;
}

/** Sums of one bin lie beside each other: gradient, second derivative, rows. */
const channels = 3;
/** Added to the second derivatives of a word before words are put in order, so that rare ones are not at the ends. */
const wordPrior = 10;

interface Grown {
  feature: number;
  maskLow: number;
  maskHigh: number;
  left: number;
  right: number;
  value: number;
}

interface Split {
  feature: number;
  maskLow: number;
  maskHigh: number;
  gain: number;
}

/**
 * Grows a tree by Newton steps: a node's value is G / (H + penalty), a split's gain is the sum of G² / (H + penalty) over
 * its sides less that of the node (Friedman 2001; Chen and Guestrin 2016). Words are split after being put in order of
 * their values in the node (Fisher 1958). Rows are counted in histograms; those of the larger side come by subtraction.
 *
 * @param rows which rows take part; is put into another order
 */
export function growTree(
  data: BinnedRows,
  features: readonly Feature[],
  rows: Int32Array,
  { gradient, hessian }: Derivatives,
  options: TreeOptions,
  random: RandomStream,
): Tree {
  const nodes: Grown[] = [];
  const size = features.length * mostBins * channels;
  const taken = features.map(() => options.featureShare >= 1 || random() < options.featureShare);
  if (!taken.includes(true)) taken[Math.floor(random() * features.length)] = true;
  const spare = new Int32Array(rows.length);

  const histogramOf = (from: number, to: number): Float64Array => {
    const histogram = new Float64Array(size);
    const count = to - from;
    const g = new Float64Array(count);
    const h = new Float64Array(count);
    for (let at = 0; at < count; at += 1) {
      const row = rows[from + at] as number;
      g[at] = gradient[row] as number;
      h[at] = hessian[row] as number;
    }
    for (let f = 0; f < features.length; f += 1) {
      if (!taken[f]) continue;
      const column = data.columns[f] as Uint8Array;
      const base = f * mostBins * channels;
      for (let at = 0; at < count; at += 1) {
        const slot = base + (column[rows[from + at] as number] as number) * channels;
        histogram[slot] = (histogram[slot] as number) + (g[at] as number);
        histogram[slot + 1] = (histogram[slot + 1] as number) + (h[at] as number);
        histogram[slot + 2] = (histogram[slot + 2] as number) + 1;
      }
    }
    return histogram;
  };

  const grow = (from: number, to: number, depth: number, known: Float64Array | undefined): number => {
    let g = 0;
    let h = 0;
    for (let at = from; at < to; at += 1) {
      const row = rows[at] as number;
      g += gradient[row] as number;
      h += hessian[row] as number;
    }
    const index = nodes.length;
    const node: Grown = {
      feature: -1,
      maskLow: 0,
      maskHigh: 0,
      left: 0,
      right: 0,
      value: h + options.penalty > 0 ? g / (h + options.penalty) : 0,
    };
    nodes.push(node);
    if (depth === 0 || to - from < 2 * options.leastRows) return index;
    const histogram = known ?? histogramOf(from, to);
    const split = bestSplit(histogram, features, taken, { g, h, rows: to - from }, options);
    if (split === undefined) return index;
    const middle = partition(data.columns[split.feature] as Uint8Array, rows, spare, from, to, split);
    // The side that is counted is the smaller one.
    const smallLeft = middle - from <= to - middle;
    let leftHistogram: Float64Array | undefined;
    let rightHistogram: Float64Array | undefined;
    if (depth > 1) {
      const small = smallLeft ? histogramOf(from, middle) : histogramOf(middle, to);
      for (let slot = 0; slot < size; slot += 1)
        histogram[slot] = (histogram[slot] as number) - (small[slot] as number);
      leftHistogram = smallLeft ? small : histogram;
      rightHistogram = smallLeft ? histogram : small;
    }
    node.feature = split.feature;
    node.maskLow = split.maskLow;
    node.maskHigh = split.maskHigh;
    node.left = grow(from, middle, depth - 1, leftHistogram);
    node.right = grow(middle, to, depth - 1, rightHistogram);
    return index;
  };

  grow(0, rows.length, options.depth, undefined);
  return {
    feature: Int16Array.from(nodes, (node) => node.feature),
    maskLow: Int32Array.from(nodes, (node) => node.maskLow),
    maskHigh: Int32Array.from(nodes, (node) => node.maskHigh),
    left: Int16Array.from(nodes, (node) => node.left),
    right: Int16Array.from(nodes, (node) => node.right),
    value: Float64Array.from(nodes, (node) => node.value),
  };
}

/** The node of the tree that a row ends in. */
export function leafOf(tree: Tree, columns: readonly Uint8Array[], row: number): number {
  const { feature, maskLow, maskHigh, left, right } = tree;
  let node = 0;
  for (let f = feature[0] as number; f >= 0; f = feature[node] as number) {
    const bin = (columns[f] as Uint8Array)[row] as number;
    const mask = bin < 32 ? (maskLow[node] as number) : (maskHigh[node] as number);
    node = ((mask >>> (bin & 31)) & 1) === 1 ? (left[node] as number) : (right[node] as number);
  }
  return node;
}

function partition(
  column: Uint8Array,
  rows: Int32Array,
  spare: Int32Array,
  from: number,
  to: number,
  { maskLow, maskHigh }: Split,
): number {
  let left = from;
  let right = 0;
  for (let at = from; at < to; at += 1) {
    const row = rows[at] as number;
    const bin = column[row] as number;
    if ((((bin < 32 ? maskLow : maskHigh) >>> (bin & 31)) & 1) === 1) {
      rows[left] = row;
      left += 1;
    } else {
      spare[right] = row;
      right += 1;
    }
  }
  rows.set(spare.subarray(0, right), left);
  return left;
}

function bestSplit(
  histogram: Float64Array,
  features: readonly Feature[],
  taken: readonly boolean[],
  node: { g: number; h: number; rows: number },
  { leastRows, penalty }: TreeOptions,
): Split | undefined {
  const parent = (node.g * node.g) / (node.h + penalty);
  let best: Split | undefined;
  const order = new Int32Array(mostBins);
  for (let f = 0; f < features.length; f += 1) {
    const feature = features[f] as Feature;
    if (!taken[f]) continue;
    const base = f * mostBins * channels;
    const bins = binsInOrder(histogram, base, feature, order);
    let g = 0;
    let h = 0;
    let rows = 0;
    let low = 0;
    let high = 0;
    for (let at = 0; at < bins - 1; at += 1) {
      const bin = order[at] as number;
      const slot = base + bin * channels;
      g += histogram[slot] as number;
      h += histogram[slot + 1] as number;
      rows += histogram[slot + 2] as number;
      if (bin < 32) low |= 1 << bin;
      else high |= 1 << (bin & 31);
      if (rows < leastRows) continue;
      if (node.rows - rows < leastRows) break;
      const otherG = node.g - g;
      const gain = (g * g) / (h + penalty) + (otherG * otherG) / (node.h - h + penalty) - parent;
      if (gain > (best?.gain ?? 1e-12)) best = { feature: f, maskLow: low, maskHigh: high, gain };
    }
  }
  return best;
}

/** The bins that rows of the node are in: numbers by size, words by their value in the node. @returns how many */
function binsInOrder(histogram: Float64Array, base: number, feature: Feature, order: Int32Array): number {
  let count = 0;
  for (let bin = 0; bin < feature.bins; bin += 1) {
    if ((histogram[base + bin * channels + 2] as number) > 0.5) {
      order[count] = bin;
      count += 1;
    }
  }
  if (feature.kind === 'number') return count;
  let hessians = 0;
  let rows = 0;
  for (let at = 0; at < count; at += 1) {
    const slot = base + (order[at] as number) * channels;
    hessians += histogram[slot + 1] as number;
    rows += histogram[slot + 2] as number;
  }
  const prior = (wordPrior * hessians) / rows;
  const valueAt = (bin: number) => {
    const slot = base + bin * channels;
    return (histogram[slot] as number) / ((histogram[slot + 1] as number) + prior + 1e-12);
  };
  order.subarray(0, count).sort((a, b) => valueAt(a) - valueAt(b) || a - b);
  return count;
}
