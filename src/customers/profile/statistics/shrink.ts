/** A share of few cases drawn towards what is usual: (hits + weight · usual) / (cases + weight). */
export function shrunkShare(hits: number, cases: number, usual: number, weight: number): number {
  return (hits + weight * usual) / (cases + weight);
}

/** The value in the middle; undefined of nothing. */
export function middle(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

/** Evidence loses half of its weight in so many days. */
export const halfLifeDays = 180;

export function freshness(days: number): number {
  return 2 ** (-Math.max(0, days) / halfLifeDays);
}
