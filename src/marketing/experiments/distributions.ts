/** Standard normal distribution function. @returns probability of a value up to z; error below 1e-12 */
export function normalCdf(z: number): number {
  const half = regularisedGamma(0.5, (z * z) / 2) / 2;
  return z < 0 ? 0.5 - half : 0.5 + half;
}

/** Probability of a value beyond |z| on either side. */
export function twoSidedP(z: number): number {
  return upperGamma(0.5, (z * z) / 2);
}

/** z below which a standard normal value lies with probability p (0 < p < 1), by halving. */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a probability between 0 and 1 is needed, not ${p}`);
  return bisect(normalCdf, p, -40, 40);
}

/** Probability that chi-square with so many degrees of freedom is above x. */
export function chiSquareTail(x: number, degrees: number): number {
  return x <= 0 ? 1 : upperGamma(degrees / 2, x / 2);
}

/** t below which Student's t lies with probability p. @param degrees may be a fraction (Welch) */
export function studentQuantile(p: number, degrees: number): number {
  if (degrees > 1e6) return normalQuantile(p);
  return bisect((t) => studentCdf(t, degrees), p, -1e4, 1e4);
}

export function studentCdf(t: number, degrees: number): number {
  const tail = incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

function bisect(cdf: (at: number) => number, p: number, from: number, to: number): number {
  let [low, high] = [from, to];
  for (let step = 0; step < 200 && high - low > 1e-13 * Math.max(1, Math.abs(low)); step += 1) {
    const middle = (low + high) / 2;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Logarithm of the gamma function by Stirling's series, shifted to where it is exact to 1e-14. */
export function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  while (z < 15) {
    shift -= Math.log(z);
    z += 1;
  }
  const inverse = 1 / (z * z);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / z;
  return shift + (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series;
}

function regularisedGamma(a: number, x: number): number {
  return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x);
}

function upperGamma(a: number, x: number): number {
  return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x);
}

/** Lower incomplete gamma by its power series (Abramowitz and Stegun 6.5.29). */
function gammaSeries(a: number, x: number): number {
  if (x <= 0) return 0;
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < 1000 && Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * Math.exp(a * Math.log(x) - x - logGamma(a));
}

/** Upper incomplete gamma by its continued fraction (6.5.31), evaluated from the front (Lentz 1976). */
function gammaFraction(a: number, x: number): number {
  const factor = Math.exp(a * Math.log(x) - x - logGamma(a));
  return (
    factor /
    lentz(
      (n) => (n === 0 ? x + 1 - a : x + 2 * n + 1 - a),
      (n) => -n * (n - a),
    )
  );
}

/** b₀ + a₁/(b₁ + a₂/(b₂ + …)). */
function lentz(b: (n: number) => number, a: (n: number) => number): number {
  const tiny = 1e-300;
  let value = b(0) || tiny;
  let c = value;
  let d = 0;
  for (let n = 1; n < 10_000; n += 1) {
    d = 1 / (b(n) + a(n) * d || tiny);
    c = b(n) + a(n) / c || tiny;
    const change = c * d;
    value *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return value;
}

/** Regularised incomplete beta function (26.5.8). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x) - Math.log(a),
  );
  const step = (n: number) => {
    const m = Math.floor(n / 2);
    return n % 2 === 0
      ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
      : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
  };
  return (
    front /
    lentz(
      () => 1,
      (n) => step(n),
    )
  );
}
