/** Coefficients of Lanczos' approximation, g = 7, n = 9 (Lanczos 1964, SIAM J. Numer. Anal. B 1, 86–96). */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/**
 * Natural logarithm of the gamma function for x > 0, to about 14 digits.
 * @returns NaN for x ≤ 0
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  // Reflection: the series is only good to the right of one half.
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const z = x - 1;
  let sum = lanczos[0] ?? 1;
  for (let index = 1; index < lanczos.length; index++) sum += (lanczos[index] ?? 0) / (z + index);
  const t = z + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

const mostTerms = 20_000;

/**
 * Gauss' hypergeometric function 2F1(a, b; c; z) for 0 ≤ z < 1 by its power series (Abramowitz & Stegun 15.1.1).
 * The caller brings it into a form with small a and b first (15.3.3), where the series is short even near z = 1.
 * @param c not zero and not a negative whole number
 */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < mostTerms; n++) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
    if (Math.abs(term) <= 1e-15 * Math.abs(sum)) break;
  }
  return sum;
}

/** log(exp(a) + exp(b)) without overflow. */
export function logSumExp(a: number, b: number): number {
  const [high, low] = a > b ? [a, b] : [b, a];
  return high === Number.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(low - high));
}
