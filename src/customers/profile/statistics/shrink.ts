/** A share of few cases drawn towards what is usual: (hits + weight · usual) / (cases + weight). */
export function shrunkShare(hits: number, cases: number, usual: number, weight: number): number {
  return (hits + weight * usual) / (cases + weight);
}

/** Rising. Of numbers alone, which a machine sorts many times faster than what is compared by a function. */
export function ascending(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}

/** The value in the middle; undefined of nothing. */
export function middle(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = ascending(values);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

/** Evidence loses half of its weight in so many days. */
export const halfLifeDays = 180;

export function freshness(days: number): number {
  return 2 ** (-Math.max(0, days) / halfLifeDays);
}
