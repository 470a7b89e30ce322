/**
 * Places of the rows when those with the most effect come first, as shares of all (0 to 1), within each fold: scores of
 * different folds come from different models. Equal scores share their places.
 */
export function placesByFold(scores: Float64Array, folds: readonly Int32Array[]): Float64Array {
  const places = new Float64Array(scores.length);
  for (const rows of folds) {
    const order = Int32Array.from(rows).sort((a, b) => (scores[b] as number) - (scores[a] as number));
    let from = 0;
    while (from < order.length) {
      let to = from + 1;
      while (to < order.length && scores[order[to] as number] === scores[order[from] as number]) to += 1;
      const place = (from + to) / 2 / order.length;
      for (let at = from; at < to; at += 1) places[order[at] as number] = place;
      from = to;
    }
  }
  return places;
}

/**
 * Qini value of a ranking: the area between the curve of what is gained by treating the first so many and the line of treating as
 * many at random, per person (Radcliffe 2007), from doubly robust scores (Yadlowsky et al. 2025), which vary less than raw
 * outcomes. It is the mean of score · (½ − place).
 */
export function qiniValue(robustScore: Float64Array, places: Float64Array): { value: number; error: number } {
  return meanOf(robustScore.length, (row) => (robustScore[row] as number) * (0.5 - (places[row] as number)));
}

/** By how much the first ranking is worth more than the second, and the standard error of that. */
export function qiniDifference(
  robustScore: Float64Array,
  first: Float64Array,
  second: Float64Array,
): { value: number; error: number } {
  return meanOf(
    robustScore.length,
    (row) => (robustScore[row] as number) * ((second[row] as number) - (first[row] as number)),
  );
}

function meanOf(count: number, valueAt: (row: number) => number): { value: number; error: number } {
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < count; row += 1) {
    const value = valueAt(row);
    sum += value;
    squares += value * value;
  }
  const mean = sum / count;
  return { value: mean, error: Math.sqrt(Math.max(0, squares / count - mean * mean) / count) };
}
