import { type RankingRows, writeChances } from './choice-model.js';

export interface TreeSettings {
  trees: number;
  depth: number;
  learningRate: number;
  /** Smallest sum of second derivatives of a leaf. */
  smallestLeaf: number;
  /** Pulls the values of leaves towards zero. */
  leafPenalty: number;
  bins: number;
}

/** Trees whose values are summed up. All are complete binary trees of one depth; inner nodes first, in breadth order. */
export interface BoostedTrees {
  depth: number;
  /** By tree and inner node: which feature, and up to which value the left side goes. */
  feature: Int16Array;
  threshold: Float32Array;
  /** By tree and leaf. */
  value: Float32Array;
}

/**
 * Gradient-boosted regression trees (Friedman 2001) on the listwise loss of `choice-model.ts`, with histograms of binned
 * features (Ke et al., "LightGBM", NeurIPS 2017).
 * @param initial score of every row before the first tree
 * @param learnt told after each tree; false: enough
 */
export function boost(
  rows: RankingRows,
  initial: Float64Array,
  settings: TreeSettings,
  learnt: (trees: BoostedTrees, count: number) => boolean = () => true,
): BoostedTrees {
  const { trees: most, depth } = settings;
  const inner = 2 ** depth - 1;
  const leaves = 2 ** depth;
  const all: BoostedTrees = {
    depth,
    feature: new Int16Array(most * inner),
    threshold: new Float32Array(most * inner).fill(Number.POSITIVE_INFINITY),
    value: new Float32Array(most * leaves),
  };
  const { codes, edges } = binned(rows, settings.bins);
  const scores = initial.slice();
  const gradient = new Float64Array(scores.length);
  const curvature = new Float64Array(scores.length);
  for (let tree = 0; tree < most; tree++) {
    writeGradients(rows, scores, gradient, curvature);
    growTree(all, tree, rows.width, codes, edges, gradient, curvature, scores, settings);
    if (!learnt(all, tree + 1)) return firstTrees(all, tree + 1);
  }
  return all;
}

export const noTrees: BoostedTrees = {
  depth: 1,
  feature: new Int16Array(0),
  threshold: new Float32Array(0),
  value: new Float32Array(0),
};

/** The sum of the trees for one row. @param count only the first so many */
export function treeScore(
  { depth, feature, threshold, value }: BoostedTrees,
  features: Float32Array,
  offset: number,
  count = value.length >> depth,
  from = 0,
): number {
  const inner = 2 ** depth - 1;
  let sum = 0;
  for (let tree = from; tree < count; tree++) {
    let node = 0;
    const base = tree * inner;
    for (let level = 0; level < depth; level++)
      node =
        2 * node +
        ((features[offset + (feature[base + node] as number)] as number) <= (threshold[base + node] as number)
          ? 1
          : 2);
    sum += value[tree * (inner + 1) + node - inner] as number;
  }
  return sum;
}

/** The same trees without those behind the first so many. */
export function firstTrees({ depth, feature, threshold, value }: BoostedTrees, count: number): BoostedTrees {
  const inner = 2 ** depth - 1;
  return {
    depth,
    feature: feature.slice(0, count * inner),
    threshold: threshold.slice(0, count * inner),
    value: value.slice(0, count * (inner + 1)),
  };
}

/** Of each row, how much its chance among its group's differs from what was bought, and how firmly. */
function writeGradients(
  { labels, starts }: RankingRows,
  scores: Float64Array,
  gradient: Float64Array,
  curvature: Float64Array,
): void {
  const chances = new Float64Array(labels.length);
  for (let group = 0; group + 1 < starts.length; group++) {
    const from = starts[group] as number;
    const to = starts[group + 1] as number;
    const bought = writeChances(labels, scores, from, to, chances);
    for (let row = from; row < to; row++) {
      const chance = chances[row] as number;
      gradient[row] = (labels[row] === 1 ? 1 / bought : 0) - chance;
      curvature[row] = chance * (1 - chance);
    }
  }
}

/** Every feature cut into bins of about as many rows each; columns one after the other. */
function binned(
  { features, width, labels }: RankingRows,
  bins: number,
): { codes: Uint8Array; edges: Float32Array[] } {
  const count = labels.length;
  const codes = new Uint8Array(count * width);
  const edges: Float32Array[] = [];
  const sampleStep = Math.max(1, Math.floor(count / 20_000));
  for (let f = 0; f < width; f++) {
    const sample = new Float32Array(Math.ceil(count / sampleStep));
    for (let n = 0; n < sample.length; n++) sample[n] = features[n * sampleStep * width + f] as number;
    sample.sort();
    const cuts: number[] = [];
    for (let b = 1; b < bins; b++) {
      const cut = sample[Math.floor((b * sample.length) / bins)] as number;
      if (cuts.length === 0 || cut > (cuts[cuts.length - 1] as number)) cuts.push(cut);
    }
    const own = Float32Array.from(cuts);
    edges.push(own);
    for (let row = 0; row < count; row++)
      codes[f * count + row] = binOf(own, features[row * width + f] as number);
  }
  return { codes, edges };
}

/** The first bin whose upper edge is not below the value. */
function binOf(edges: Float32Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function growTree(
  all: BoostedTrees,
  tree: number,
  width: number,
  codes: Uint8Array,
  edges: Float32Array[],
  gradient: Float64Array,
  curvature: Float64Array,
  scores: Float64Array,
  { depth, bins, smallestLeaf, leafPenalty, learningRate }: TreeSettings,
): void {
  const count = gradient.length;
  const inner = 2 ** depth - 1;
  const place = Int32Array.from({ length: count }, (_, row) => row);
  const spare = new Int32Array(count);
  let bounds = [0, count];
  const g = new Float64Array(bins);
  const h = new Float64Array(bins);
  for (let level = 0; level < depth; level++) {
    const next = [0];
    for (let n = 0; n + 1 < bounds.length; n++) {
      const from = bounds[n] as number;
      const to = bounds[n + 1] as number;
      const node = tree * inner + 2 ** level - 1 + n;
      let middle = to;
      const split = bestSplit(from, to);
      if (split) {
        all.feature[node] = split.feature;
        all.threshold[node] = (edges[split.feature] as Float32Array)[split.bin] as number;
        middle = partition(from, to, split.feature, split.bin);
      }
      next.push(middle, to);
    }
    bounds = next;
  }
  for (let leaf = 0; leaf + 1 < bounds.length; leaf++) {
    let sum = 0;
    let bend = leafPenalty;
    for (let at = bounds[leaf] as number; at < (bounds[leaf + 1] as number); at++) {
      sum += gradient[place[at] as number] as number;
      bend += curvature[place[at] as number] as number;
    }
    const value = (learningRate * sum) / bend;
    all.value[tree * (inner + 1) + leaf] = value;
    for (let at = bounds[leaf] as number; at < (bounds[leaf + 1] as number); at++) {
      const row = place[at] as number;
      scores[row] = (scores[row] as number) + value;
    }
  }

  function bestSplit(from: number, to: number): { feature: number; bin: number } | undefined {
    let sum = 0;
    let bend = 0;
    for (let at = from; at < to; at++) {
      sum += gradient[place[at] as number] as number;
      bend += curvature[place[at] as number] as number;
    }
    if (bend < 2 * smallestLeaf) return undefined;
    const whole = (sum * sum) / (bend + leafPenalty);
    let best: { feature: number; bin: number } | undefined;
    let bestGain = 1e-6;
    // Every other feature a tree: half the time, and trees that differ.
    for (let f = tree % 2; f < width; f += 2) {
      const own = edges[f] as Float32Array;
      if (own.length === 0) continue;
      g.fill(0, 0, own.length + 1);
      h.fill(0, 0, own.length + 1);
      const base = f * count;
      for (let at = from; at < to; at++) {
        const row = place[at] as number;
        const code = codes[base + row] as number;
        g[code] = (g[code] as number) + (gradient[row] as number);
        h[code] = (h[code] as number) + (curvature[row] as number);
      }
      let left = 0;
      let leftBend = 0;
      for (let bin = 0; bin < own.length; bin++) {
        left += g[bin] as number;
        leftBend += h[bin] as number;
        if (leftBend < smallestLeaf) continue;
        if (bend - leftBend < smallestLeaf) break;
        const right = sum - left;
        const gain =
          (left * left) / (leftBend + leafPenalty) +
          (right * right) / (bend - leftBend + leafPenalty) -
          whole;
        if (gain > bestGain) {
          bestGain = gain;
          best = { feature: f, bin };
        }
      }
    }
    return best;
  }

  /** Left: codes up to the bin. @returns where the right side begins */
  function partition(from: number, to: number, f: number, bin: number): number {
    let left = from;
    let right = 0;
    for (let at = from; at < to; at++) {
      const row = place[at] as number;
      if ((codes[f * count + row] as number) <= bin) place[left++] = row;
      else spare[right++] = row;
    }
    place.set(spare.subarray(0, right), left);
    return left;
  }
}
