/** Rows to learn an order from, grouped by customer. Every group has a row that was bought. */
export interface RankingRows {
  /** `width` values a row. */
  features: Float32Array;
  width: number;
  /** Bought or not. */
  labels: Uint8Array;
  /** Rows of group g: `starts[g]` to before `starts[g + 1]`. */
  starts: Int32Array;
}

/** Newton's method is there long before. */
const mostSteps = 12;
const smallEnough = 1e-5;

/**
 * Conditional logit (McFadden 1974): the chance that a customer chooses a product is proportional to exp(weights · features),
 * each customer counting the same, whatever they bought (ListNet, Cao et al., ICML 2007). Drawing only some of what was not
 * bought leaves the weights unbiased (McFadden 1978). Convex; solved by Newton's method.
 *
 * @param prior weights in which to believe without data
 * @param precision how firmly: each unit is as much as one customer's worth of evidence, in standard deviations of the feature
 */
export function fitChoice(
  rows: RankingRows,
  prior: Float64Array,
  precision: number,
): Float64Array<ArrayBuffer> {
  const { width, features } = rows;
  const spread = spreadOf(rows);
  const told = varying(rows);
  // In standard deviations, so that one precision serves all.
  const anchor = prior.map((weight, f) => weight * (spread[f] as number));
  let weights = anchor.slice();
  let loss = Number.POSITIVE_INFINITY;
  let step = Float64Array.from(anchor).fill(0);
  const scores = new Float64Array(rows.labels.length);
  for (let round = 0; round < mostSteps; round++) {
    let size = 1;
    let next = weights.map((weight, f) => weight + (step[f] as number));
    let nextLoss = lossOf(next);
    while (nextLoss > loss && size > 1e-3) {
      size /= 2;
      next = weights.map((weight, f) => weight + size * (step[f] as number));
      nextLoss = lossOf(next);
    }
    if (!(loss - nextLoss > smallEnough * Math.abs(nextLoss))) break;
    weights = next;
    loss = nextLoss;
    step = newtonStep(rows, scores, told, spread, weights, anchor, precision);
  }
  return weights.map((weight, f) => weight / (spread[f] as number));

  function lossOf(candidate: Float64Array): number {
    const raw = candidate.map((weight, f) => weight / (spread[f] as number));
    for (let row = 0; row < scores.length; row++) scores[row] = linearScore(raw, features, row * width);
    let sum = -listLikelihood(rows, scores) * (rows.starts.length - 1);
    for (let f = 0; f < width; f++)
      sum += (precision / 2) * ((candidate[f] as number) - (anchor[f] as number)) ** 2;
    return sum;
  }
}

/** Weights · features of one row. */
export function linearScore(weights: Float64Array, features: Float32Array, offset: number): number {
  let sum = 0;
  for (let f = 0; f < weights.length; f++) sum += (weights[f] as number) * (features[offset + f] as number);
  return sum;
}

/** Mean logarithm of the chance that what was bought had; higher is better. */
export function listLikelihood(rows: RankingRows, scores: Float64Array): number {
  const each = likelihoods(rows, scores);
  return each.reduce((sum, one) => sum + one, 0) / Math.max(1, each.length);
}

/** The same group by group. */
export function likelihoods({ labels, starts }: RankingRows, scores: Float64Array): Float64Array {
  const chances = new Float64Array(labels.length);
  const each = new Float64Array(starts.length - 1);
  for (let group = 0; group < each.length; group++) {
    const from = starts[group] as number;
    const to = starts[group + 1] as number;
    const bought = writeChances(labels, scores, from, to, chances);
    let sum = 0;
    for (let row = from; row < to; row++)
      if (labels[row] === 1) sum += Math.log(Math.max(1e-12, chances[row] as number));
    each[group] = sum / Math.max(1, bought);
  }
  return each;
}

/** Places that are shown and looked at. */
const shown = 10;

/** Of each group, how good its first ten places are by the scores: nDCG (Järvelin & Kekäläinen 2002), bought or not. */
export function firstPlaces({ labels, starts }: RankingRows, scores: Float64Array): Float64Array {
  const each = new Float64Array(starts.length - 1);
  for (let group = 0; group < each.length; group++) {
    const from = starts[group] as number;
    const to = starts[group + 1] as number;
    let gain = 0;
    let ideal = 0;
    let bought = 0;
    for (let row = from; row < to; row++) {
      if (labels[row] === 0) continue;
      if (bought < shown) ideal += discount(bought);
      bought += 1;
      let place = 0;
      for (let other = from; other < to && place < shown; other++)
        if ((scores[other] as number) > (scores[row] as number)) place += 1;
      if (place < shown) gain += discount(place);
    }
    each[group] = ideal === 0 ? 0 : gain / ideal;
  }
  return each;
}

const discount = (place: number) => 1 / Math.log2(place + 2);

/** Writes the chance of each row within its group (softmax). @returns how many of them were bought */
export function writeChances(
  labels: Uint8Array,
  scores: Float64Array,
  from: number,
  to: number,
  chances: Float64Array,
): number {
  let highest = Number.NEGATIVE_INFINITY;
  let bought = 0;
  for (let row = from; row < to; row++) {
    highest = Math.max(highest, scores[row] as number);
    bought += labels[row] as number;
  }
  let total = 0;
  for (let row = from; row < to; row++) {
    const weight = Math.exp((scores[row] as number) - highest);
    chances[row] = weight;
    total += weight;
  }
  for (let row = from; row < to; row++) chances[row] = (chances[row] as number) / total;
  return bought;
}

function spreadOf({ features, width, labels }: RankingRows): Float64Array<ArrayBuffer> {
  const sums = new Float64Array(width);
  const squares = new Float64Array(width);
  for (let row = 0; row < labels.length; row++)
    for (let f = 0; f < width; f++) {
      const value = features[row * width + f] as number;
      sums[f] = (sums[f] as number) + value;
      squares[f] = (squares[f] as number) + value * value;
    }
  return squares.map((square, f) => {
    const mean = (sums[f] as number) / labels.length;
    return Math.sqrt(Math.max(0, square / labels.length - mean * mean)) || 1;
  });
}

/** Features that differ between rows of a group: the choice says nothing on any other. */
function varying({ features, width, labels, starts }: RankingRows): number[] {
  const differs = new Uint8Array(width);
  for (let group = 0; group + 1 < starts.length; group++) {
    const first = (starts[group] as number) * width;
    const end = (starts[group + 1] as number) * width;
    for (let from = first + width; from < end; from += width)
      for (let f = 0; f < width; f++) if (features[from + f] !== features[first + f]) differs[f] = 1;
  }
  return labels.length === 0 ? [] : [...differs.keys()].filter((f) => differs[f] === 1);
}

/** The way to the minimum of the quadratic that fits the loss here; only what is told moves. */
function newtonStep(
  { features, width, labels, starts }: RankingRows,
  scores: Float64Array,
  told: readonly number[],
  spread: Float64Array,
  weights: Float64Array,
  anchor: Float64Array,
  precision: number,
): Float64Array<ArrayBuffer> {
  const size = told.length;
  const gradient = Float64Array.from(
    told,
    (f) => precision * ((anchor[f] as number) - (weights[f] as number)),
  );
  const hessian = new Float64Array(size * size);
  for (let n = 0; n < size; n++) hessian[n * size + n] = precision;
  const chances = new Float64Array(labels.length);
  const mean = new Float64Array(size);
  const scaled = new Float64Array(size);
  for (let group = 0; group + 1 < starts.length; group++) {
    const from = starts[group] as number;
    const to = starts[group + 1] as number;
    const bought = writeChances(labels, scores, from, to, chances);
    mean.fill(0);
    for (let row = from; row < to; row++) {
      const chance = chances[row] as number;
      const pull = (labels[row] === 1 ? 1 / bought : 0) - chance;
      for (let n = 0; n < size; n++) {
        const f = told[n] as number;
        const value = (features[row * width + f] as number) / (spread[f] as number);
        scaled[n] = value;
        gradient[n] = (gradient[n] as number) + pull * value;
        mean[n] = (mean[n] as number) + chance * value;
      }
      addOuter(hessian, scaled, chance, size);
    }
    addOuter(hessian, mean, -1, size);
  }
  const solution = solveSymmetric(hessian, gradient, size);
  const step = new Float64Array(width);
  for (const [n, f] of told.entries()) step[f] = solution[n] as number;
  return step;
}

function addOuter(matrix: Float64Array, vector: Float64Array, weight: number, width: number): void {
  for (let a = 0; a < width; a++) {
    const value = weight * (vector[a] as number);
    if (value === 0) continue;
    for (let b = 0; b <= a; b++)
      matrix[a * width + b] = (matrix[a * width + b] as number) + value * (vector[b] as number);
  }
}

/** Cholesky's method; only the lower half of the matrix is read, and it is overwritten. */
function solveSymmetric(matrix: Float64Array, right: Float64Array, width: number): Float64Array<ArrayBuffer> {
  const at = (row: number, column: number) => matrix[row * width + column] as number;
  for (let a = 0; a < width; a++)
    for (let b = 0; b <= a; b++) {
      let sum = at(a, b);
      for (let k = 0; k < b; k++) sum -= at(a, k) * at(b, k);
      matrix[a * width + b] = a === b ? Math.sqrt(Math.max(1e-9, sum)) : sum / at(b, b);
    }
  const solution = right.slice();
  for (let a = 0; a < width; a++) {
    let sum = solution[a] as number;
    for (let k = 0; k < a; k++) sum -= at(a, k) * (solution[k] as number);
    solution[a] = sum / at(a, a);
  }
  for (let a = width - 1; a >= 0; a--) {
    let sum = solution[a] as number;
    for (let k = a + 1; k < width; k++) sum -= at(k, a) * (solution[k] as number);
    solution[a] = sum / at(a, a);
  }
  return solution;
}
