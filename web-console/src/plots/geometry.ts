/** Where things of a plot are drawn. Pure: numbers in, numbers and SVG paths out. */

export interface Extent {
  low: number;
  high: number;
}

/** A straight map from values to pixels. A domain without width maps to the middle. */
export function scaleOf({ low, high }: Extent, from: number, to: number): (value: number) => number {
  const width = high - low;
  return (value) => (width > 0 ? from + ((value - low) / width) * (to - from) : (from + to) / 2);
}

/** The smallest extent that holds all values and 0; never without width. What is not known is left out. */
export function extentWithZero(values: readonly (number | null)[]): Extent {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  const low = Math.min(0, ...known);
  const high = Math.max(0, ...known);
  return low === high ? { low: 0, high: 1 } : { low, high };
}

/**
 * Round values for an axis: 1, 2 or 5 times a power of ten apart, all inside the extent.
 * @param about how many there should be
 */
export function ticksOf({ low, high }: Extent, about: number): number[] {
  const rough = (high - low) / Math.max(1, about);
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough * 0.999) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Counted in whole steps, so that 0 is 0 and not nearly; cut where a step's own decimals end.
  const decimals = Math.max(0, -Math.floor(Math.log10(step)) + 1);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toFixed(decimals)),
  );
}

export interface Point {
  x: number;
  y: number;
}

const placed = ({ x, y }: Point): string => `${round(x)},${round(y)}`;
const round = (pixels: number): number => Math.round(pixels * 10) / 10;

/** `M…L…` through the points; empty for none. */
export function linePath(points: readonly Point[]): string {
  return points.length === 0 ? '' : `M${points.map(placed).join('L')}`;
}

/** The area between two lines, for each run of neighbours of which both sides are known. */
export function bandPath(sides: readonly { x: number; low: number | null; high: number | null }[]): string {
  const runs: { x: number; low: number; high: number }[][] = [[]];
  for (const { x, low, high } of sides) {
    if (low === null || high === null) runs.push([]);
    else runs.at(-1)?.push({ x, low, high });
  }
  return runs
    .filter((run) => run.length > 1)
    .map((run) => {
      const there = run.map(({ x, high }) => placed({ x, y: high }));
      const back = run.toReversed().map(({ x, low }) => placed({ x, y: low }));
      return `M${[...there, ...back].join('L')}Z`;
    })
    .join('');
}

/**
 * How strongly a cell is coloured, in per cent. By the square root, so that small values can be told from none.
 * @returns 0 for nothing, else from 12 to 90
 */
export function shadeOf(value: number, most: number): number {
  if (!(value > 0) || !(most > 0)) return 0;
  return Math.round(12 + 78 * Math.sqrt(Math.min(1, value / most)));
}

/** Which labels of an axis fit beside each other: about so many, the last one always. */
export function spread(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  const step = Math.ceil((count - 1) / Math.max(1, most - 1));
  const shown: number[] = [];
  for (let index = count - 1; index >= 0; index -= step) shown.unshift(index);
  return shown;
}
