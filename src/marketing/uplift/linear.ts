import { type BinnedRows, type Feature, mostBins } from './features.js';
import type { Loss } from './losses.js';

/** What a linear model sees of a bin: one column of the design, by bin, with mean 0 and variance 1 over the training rows. */
interface DesignColumn {
  feature: number;
  values: Float64Array;
}

export interface LinearModel {
  start: number;
  columns: DesignColumn[];
  /** The first is the constant. */
  weights: Float64Array;
}

/** A fit by folds: what each fold's rows get from a model that has not seen them, and the model of all rows. */
export interface CrossFittedLinear {
  outOfFold: Float64Array;
  /** Mean loss of rows that the model has not seen. */
  loss: number;
  refit(): LinearModel;
}

/** Work and memory grow with the square of the columns. */
const mostColumns = 120;
/** Penalties that are tried, as shares of the sum of second derivatives. */
const penalties = [0.001, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 100];
/** Words a feature that get a column of their own. */
const mostWords = 25;

/**
 * Ridge regression for any of our losses: one Newton step from the best constant, which is exact for squared losses and close
 * for effects, that are small. The penalty with the least loss on rows that were left out is taken.
 *
 * @param folds held-out rows of each fold; rows that `takesPart` leaves out are predicted but not learnt from
 */
export function crossFitLinear(
  data: BinnedRows,
  features: readonly Feature[],
  loss: Loss,
  folds: readonly Int32Array[],
  takesPart: (row: number) => boolean = () => true,
): CrossFittedLinear {
  const columns = designOf(features);
  const part = folds.map((rows) => rows.filter(takesPart));
  const everyone = concatenated(part);
  const start = loss.start(everyone);
  const gradient = new Float64Array(data.count);
  const hessian = new Float64Array(data.count);
  loss.derive(everyone, new Float64Array(data.count).fill(start), gradient, hessian);
  const moments = part.map((rows) => momentsOf(data, columns, rows, gradient, hessian));
  const total = sumOf(moments, columns.length + 1);
  const tried = penalties.map((penalty) => {
    const scores = new Float64Array(data.count);
    let sum = 0;
    folds.forEach((rows, k) => {
      const own = moments[k] as Moments;
      const weights = solve(difference(total, own), penalty);
      writeLinear({ start, columns, weights }, data, rows, scores);
      const held = part[k] as Int32Array;
      sum += loss.mean(held, scores) * held.length;
    });
    return { penalty, scores, loss: everyone.length > 0 ? sum / everyone.length : 0 };
  });
  const best = tried.reduce((a, b) => (b.loss < a.loss ? b : a));
  return {
    outOfFold: best.scores,
    loss: best.loss,
    refit: () => ({ start, columns, weights: solve(total, best.penalty) }),
  };
}

export function linearScores(model: LinearModel, data: BinnedRows): Float64Array {
  const scores = new Float64Array(data.count);
  writeLinear(model, data, Int32Array.from(scores.keys()), scores);
  return scores;
}

export function concatenated(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function writeLinear(
  { start, columns, weights }: LinearModel,
  data: BinnedRows,
  rows: Int32Array,
  scores: Float64Array,
): void {
  for (const row of rows) scores[row] = start + (weights[0] as number);
  columns.forEach(({ feature, values }, index) => {
    const weight = weights[index + 1] as number;
    const bins = data.columns[feature] as Uint8Array;
    for (const row of rows)
      scores[row] = (scores[row] as number) + weight * (values[bins[row] as number] as number);
  });
}

/** Numbers as they are (without extremes), by rank, and whether they are known; words one by one. */
function designOf(features: readonly Feature[]): DesignColumn[] {
  const columns: (DesignColumn & { wave: number })[] = [];
  features.forEach((feature, index) => {
    // Where there are too many, every feature has its first column before any has its second.
    let wave = 0;
    const add = (valueAt: (bin: number) => number) => {
      const values = standardised(feature, valueAt);
      if (values !== undefined) columns.push({ feature: index, values, wave });
      wave += 1;
    };
    if (feature.kind === 'number') {
      const known = feature.counts.slice(1).reduce((sum, count) => sum + count, 0);
      const ranks = new Float64Array(mostBins);
      let below = 0;
      for (let bin = 1; bin < mostBins; bin += 1) {
        ranks[bin] = (below + (feature.counts[bin] as number) / 2) / Math.max(1, known) - 0.5;
        below += feature.counts[bin] as number;
      }
      const mean =
        feature.centres.reduce(
          (sum, centre, bin) => sum + centre * (bin > 0 ? (feature.counts[bin] as number) : 0),
          0,
        ) / Math.max(1, known);
      add((bin) => (bin === 0 ? 0 : (feature.centres[bin] as number) - mean));
      if (feature.bins > 5) add((bin) => ranks[bin] as number);
      if ((feature.counts[0] as number) > 0) add((bin) => (bin === 0 ? 1 : 0));
    } else {
      const byCount = [...feature.counts.keys()].filter((bin) => (feature.counts[bin] as number) >= 10);
      byCount.sort((a, b) => (feature.counts[b] as number) - (feature.counts[a] as number));
      // The most frequent is what the others are compared with.
      for (const own of byCount.slice(1, mostWords + 1)) add((bin) => (bin === own ? 1 : 0));
    }
  });
  return columns
    .sort((a, b) => a.wave - b.wave)
    .slice(0, mostColumns)
    .map(({ feature, values }) => ({ feature, values }));
}

/** Mean 0, variance 1, nothing beyond five standard deviations. @returns undefined when all rows have the same */
function standardised({ counts }: Feature, valueAt: (bin: number) => number): Float64Array | undefined {
  const values = Float64Array.from(counts.keys(), valueAt);
  const scale = (limit: number): boolean => {
    let rows = 0;
    let sum = 0;
    let squares = 0;
    values.forEach((value, bin) => {
      const count = counts[bin] as number;
      rows += count;
      sum += count * value;
      squares += count * value * value;
    });
    const mean = sum / rows;
    const deviation = Math.sqrt(squares / rows - mean * mean);
    if (!(deviation > 1e-9)) return false;
    for (let bin = 0; bin < values.length; bin += 1)
      values[bin] = Math.max(-limit, Math.min(limit, ((values[bin] as number) - mean) / deviation));
    return true;
  };
  return scale(5) && scale(Number.POSITIVE_INFINITY) ? values : undefined;
}

/** Sums over rows that the normal equations need: x·xᵀ·h in full, x·g, and h. */
interface Moments {
  gram: Float64Array;
  right: Float64Array;
  hessian: number;
}

function momentsOf(
  data: BinnedRows,
  columns: readonly DesignColumn[],
  rows: Int32Array,
  gradient: Float64Array,
  hessian: Float64Array,
): Moments {
  const size = columns.length + 1;
  const gram = new Float64Array(size * size);
  const right = new Float64Array(size);
  const x = new Float64Array(size);
  x[0] = 1;
  let sum = 0;
  for (const row of rows) {
    for (let c = 1; c < size; c += 1) {
      const { feature, values } = columns[c - 1] as DesignColumn;
      x[c] = values[(data.columns[feature] as Uint8Array)[row] as number] as number;
    }
    const h = hessian[row] as number;
    const g = gradient[row] as number;
    sum += h;
    for (let i = 0; i < size; i += 1) {
      const xi = x[i] as number;
      if (xi === 0) continue;
      right[i] = (right[i] as number) + xi * g;
      const weighted = xi * h;
      const base = i * size;
      for (let j = 0; j <= i; j += 1)
        gram[base + j] = (gram[base + j] as number) + weighted * (x[j] as number);
    }
  }
  return { gram, right, hessian: sum };
}

function sumOf(parts: readonly Moments[], size: number): Moments {
  const total = { gram: new Float64Array(size * size), right: new Float64Array(size), hessian: 0 };
  for (const part of parts) {
    part.gram.forEach((value, at) => {
      total.gram[at] = (total.gram[at] as number) + value;
    });
    part.right.forEach((value, at) => {
      total.right[at] = (total.right[at] as number) + value;
    });
    total.hessian += part.hessian;
  }
  return total;
}

function difference(total: Moments, part: Moments): Moments {
  return {
    gram: total.gram.map((value, at) => value - (part.gram[at] as number)),
    right: total.right.map((value, at) => value - (part.right[at] as number)),
    hessian: total.hessian - part.hessian,
  };
}

/** Solves (gram + penalty) w = right by Cholesky's method; the constant is hardly penalised. */
function solve({ gram, right, hessian }: Moments, penalty: number): Float64Array {
  const size = right.length;
  const lower = Float64Array.from(gram);
  for (let i = 0; i < size; i += 1) {
    const added = hessian * (i === 0 ? 1e-9 : penalty) + 1e-12;
    lower[i * size + i] = (lower[i * size + i] as number) + added;
  }
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = lower[i * size + j] as number;
      for (let k = 0; k < j; k += 1) sum -= (lower[i * size + k] as number) * (lower[j * size + k] as number);
      lower[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (lower[j * size + j] as number);
    }
  }
  const weights = Float64Array.from(right);
  for (let i = 0; i < size; i += 1) {
    let sum = weights[i] as number;
    for (let k = 0; k < i; k += 1) sum -= (lower[i * size + k] as number) * (weights[k] as number);
    weights[i] = sum / (lower[i * size + i] as number);
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = weights[i] as number;
    for (let k = i + 1; k < size; k += 1) sum -= (lower[k * size + i] as number) * (weights[k] as number);
    weights[i] = sum / (lower[i * size + i] as number);
  }
  return weights;
}
