/** A cell as it was read: a number, a word, or nothing. */
export type Cell = number | string | undefined;

/** Rows as the learners see them: each feature as a small whole number, column by column. */
export interface BinnedRows {
  count: number;
  /** One array a feature, `count` long, values below `binsOf(feature)`. */
  columns: Uint8Array[];
}

/** What a bin of a feature stands for. Bin 0 is always "not known". */
export interface Feature {
  name: string;
  kind: 'number' | 'category';
  /** Bins in use, the one for missing values included. */
  bins: number;
  /** Of a number: upper edges of bins 1, 2, …; the last bin has none. */
  edges: Float64Array;
  /** Of a category: the bin of each word; a word that is not here is in `otherBin`. */
  words: Map<string, number>;
  otherBin: number;
  /** Of a number: mean of the values in each bin, for models that are linear in it. */
  centres: Float64Array;
  /** Training rows in each bin. */
  counts: Float64Array;
}

/** The cells of a column; an array is one. */
export interface CellsInOrder {
  readonly length: number;
  at(row: number): Cell;
}

/** Two 32-bit masks tell for 64 bins on which side of a split they are. */
export const mostBins = 64;
/** A column of words is one when fewer cells than this share of the known ones are numbers. */
const numericShare = 0.98;
/** Words that are seen less often than this tell nothing by themselves. */
const leastWordCount = 10;

/**
 * Reads out of a column's training values how its cells become bins: numbers by their quantiles, words by frequency (the
 * 62 most frequent, all others together).
 *
 * @returns undefined for a column that cannot tell rows apart: one value only, or words of which none comes back
 */
export function fitFeature(name: string, column: CellsInOrder): Feature | undefined {
  const cells = Array.from({ length: column.length }, (_, row) => column.at(row));
  let numbers = 0;
  let known = 0;
  for (const cell of cells) {
    if (cell === undefined) continue;
    known += 1;
    if (typeof cell === 'number') numbers += 1;
  }
  const feature =
    known > 0 && numbers >= numericShare * known ? numberFeature(name, cells) : categoryFeature(name, cells);
  for (const cell of cells)
    feature.counts[binOf(feature, cell)] = (feature.counts[binOf(feature, cell)] ?? 0) + 1;
  return feature.counts.filter((count) => count > 0).length > 1 ? feature : undefined;
}

/** The bin of a cell. What a numeric column has that is no number counts as not known. */
export function binOf(feature: Feature, cell: Cell): number {
  if (cell === undefined) return 0;
  if (feature.kind === 'category') return feature.words.get(String(cell)) ?? feature.otherBin;
  if (typeof cell !== 'number') return 0;
  const { edges } = feature;
  let from = 0;
  let to = edges.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (cell <= (edges[middle] ?? 0)) to = middle;
    else from = middle + 1;
  }
  return from + 1;
}

function numberFeature(name: string, cells: readonly Cell[]): Feature {
  const values = Float64Array.from(cells.filter((cell) => typeof cell === 'number')).sort();
  const edges: number[] = [];
  const last = values[values.length - 1] ?? 0;
  const wanted = mostBins - 1;
  for (let step = 1; step < wanted; step += 1) {
    const edge = values[Math.floor((step * values.length) / wanted)] ?? 0;
    if (edge < last && edge !== edges[edges.length - 1]) edges.push(edge);
  }
  // Few different values: each has a bin of its own, also the rare ones that no quantile falls on.
  const different: number[] = [];
  for (let at = 0; at < values.length && different.length <= wanted; at += 1) {
    if (values[at] !== values[at - 1]) different.push(values[at] ?? 0);
  }
  const chosen = different.length <= wanted ? different.slice(0, -1) : edges;
  const feature: Feature = {
    name,
    kind: 'number',
    bins: chosen.length + 2,
    edges: Float64Array.from(chosen),
    words: new Map(),
    otherBin: 0,
    centres: new Float64Array(mostBins),
    counts: new Float64Array(mostBins),
  };
  const sums = new Float64Array(mostBins);
  const counts = new Float64Array(mostBins);
  for (const value of values) {
    const bin = binOf(feature, value);
    sums[bin] = (sums[bin] ?? 0) + value;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  for (let bin = 1; bin < mostBins; bin += 1)
    feature.centres[bin] = (counts[bin] ?? 0) > 0 ? (sums[bin] ?? 0) / (counts[bin] ?? 1) : 0;
  return feature;
}

function categoryFeature(name: string, cells: readonly Cell[]): Feature {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    if (cell === undefined) continue;
    const word = String(cell);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const frequent = [...counts]
    .filter(([, count]) => count >= leastWordCount)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, mostBins - 2);
  const words = new Map(frequent.map(([word], index) => [word, index + 1]));
  return {
    name,
    kind: 'category',
    bins: words.size + 2,
    edges: new Float64Array(0),
    words,
    otherBin: words.size + 1,
    centres: new Float64Array(mostBins),
    counts: new Float64Array(mostBins),
  };
}

/** Bins of many rows at once. @param cellOf the cell of a row in the feature's column */
export function binRows(
  features: readonly Feature[],
  count: number,
  cellOf: (feature: number, row: number) => Cell,
): BinnedRows {
  const columns = features.map((feature, index) => {
    const column = new Uint8Array(count);
    for (let row = 0; row < count; row += 1) column[row] = binOf(feature, cellOf(index, row));
    return column;
  });
  return { count, columns };
}
