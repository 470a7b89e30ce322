/**
 * Dot product of `length` numbers; four sums so that the additions do not wait for each other. Of single precision
 * alone: the compiler makes code for the kinds of array that a function has seen, and that for one kind is a third
 * faster. Most of the time of a query goes into this.
 */
export function dot(a: Float32Array, aFrom: number, b: Float32Array, bFrom: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let at = 0;
  for (; at + 3 < length; at += 4) {
    s0 += (a[aFrom + at] as number) * (b[bFrom + at] as number);
    s1 += (a[aFrom + at + 1] as number) * (b[bFrom + at + 1] as number);
    s2 += (a[aFrom + at + 2] as number) * (b[bFrom + at + 2] as number);
    s3 += (a[aFrom + at + 3] as number) * (b[bFrom + at + 3] as number);
  }
  for (; at < length; at++) s0 += (a[aFrom + at] as number) * (b[bFrom + at] as number);
  return s0 + s1 + s2 + s3;
}

/**
 * Dot products of one vector with many rows of a matrix, four rows at once, so that each number of the vector is
 * read once for four: two thirds faster than `dot` row by row.
 *
 * @param rows Numbers of the rows, `rows[from .. from + count - 1]`; absent: the rows `from .. from + count - 1`.
 * @param into Gets the products from its beginning.
 */
export function dotRows(
  matrix: Float32Array,
  rows: Int32Array | undefined,
  from: number,
  count: number,
  vector: Float32Array,
  into: Float32Array | Float64Array,
): void {
  const length = vector.length;
  const startOf = (r: number) => (rows ? (rows[from + r] as number) : from + r) * length;
  let r = 0;
  for (; r + 3 < count; r += 4) {
    const r0 = startOf(r);
    const r1 = startOf(r + 1);
    const r2 = startOf(r + 2);
    const r3 = startOf(r + 3);
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (let i = 0; i < length; i++) {
      const value = vector[i] as number;
      s0 += (matrix[r0 + i] as number) * value;
      s1 += (matrix[r1 + i] as number) * value;
      s2 += (matrix[r2 + i] as number) * value;
      s3 += (matrix[r3 + i] as number) * value;
    }
    into[r] = s0;
    into[r + 1] = s1;
    into[r + 2] = s2;
    into[r + 3] = s3;
  }
  for (; r < count; r++) into[r] = dot(matrix, startOf(r), vector, 0, length);
}

/** As `dot`, of any precision. */
export function dotDouble(
  a: Float32Array | Float64Array,
  aFrom: number,
  b: Float32Array | Float64Array,
  bFrom: number,
  length: number,
): number {
  let even = 0;
  let odd = 0;
  let at = 0;
  for (; at + 1 < length; at += 2) {
    even += (a[aFrom + at] as number) * (b[bFrom + at] as number);
    odd += (a[aFrom + at + 1] as number) * (b[bFrom + at + 1] as number);
  }
  if (at < length) even += (a[aFrom + at] as number) * (b[bFrom + at] as number);
  return even + odd;
}

/** `target += factor * source`, over `length` numbers, of single precision alone, like `dot`. */
export function addScaled(
  target: Float32Array,
  targetFrom: number,
  source: Float32Array,
  sourceFrom: number,
  length: number,
  factor: number,
): void {
  for (let at = 0; at < length; at++)
    target[targetFrom + at] =
      (target[targetFrom + at] as number) + factor * (source[sourceFrom + at] as number);
}

/** As `addScaled`, of any precision. */
export function addScaledDouble(
  target: Float32Array | Float64Array,
  targetFrom: number,
  source: Float32Array | Float64Array,
  sourceFrom: number,
  length: number,
  factor: number,
): void {
  for (let at = 0; at < length; at++)
    target[targetFrom + at] =
      (target[targetFrom + at] as number) + factor * (source[sourceFrom + at] as number);
}

/**
 * Cholesky factor L (lower triangle, row-major) of a symmetric positive definite matrix, in place.
 *
 * @throws RangeError when the matrix is not positive definite.
 */
export function choleskyInPlace(matrix: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const rest = (matrix[i * size + j] as number) - dotDouble(matrix, i * size, matrix, j * size, j);
      if (i > j) matrix[i * size + j] = rest / (matrix[j * size + j] as number);
      else if (rest > 0) matrix[i * size + i] = Math.sqrt(rest);
      else throw new RangeError('matrix is not positive definite');
    }
  }
}

/** Solves L z = x for z, in place, with L as `choleskyInPlace` leaves it. */
export function solveLower(factor: Float64Array, size: number, x: Float64Array): void {
  for (let i = 0; i < size; i++)
    x[i] = ((x[i] as number) - dotDouble(factor, i * size, x, 0, i)) / (factor[i * size + i] as number);
}

/** As `solveLower`, in single precision, which takes half the time. */
export function solveLowerSingle(factor: Float32Array, size: number, x: Float32Array): void {
  for (let i = 0; i < size; i++)
    x[i] = ((x[i] as number) - dot(factor, i * size, x, 0, i)) / (factor[i * size + i] as number);
}

/** The `count` best of `scores` (largest first), without those at negative infinity. */
export function best(scores: Float64Array | Float32Array, count: number): number[] {
  const top: number[] = [];
  let floor = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index] as number;
    if (!(score > floor) || score === Number.NEGATIVE_INFINITY) continue;
    let at = top.length;
    while (at > 0 && (scores[top[at - 1] as number] as number) < score) at--;
    top.splice(at, 0, index);
    if (top.length > count) top.pop();
    if (top.length === count) floor = scores[top[count - 1] as number] as number;
  }
  return top;
}
