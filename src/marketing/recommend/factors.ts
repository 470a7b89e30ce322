import type { ProductFacts } from './product-facts.js';
import { firstFrom, type History, type PurchaseLog } from './purchase-log.js';

export interface FactorSettings {
  dimensions: number;
  sweeps: number;
  /** Weight of all that a customer did not buy together, against that of all they bought. */
  unobserved: number;
  regularization: number;
  /** Products beyond the best selling so many are left out, to bound memory and time. */
  mostProducts: number;
  /** Days after which a purchase says half as much of what a customer likes. */
  halfLife: number;
}

/** Customers and products in a space of few dimensions, in which those that belong together point the same way. */
export interface ProductFactors {
  dimensions: number;
  /** Place of a product among the factors; -1: left out. */
  placeOf: Int32Array;
  /** Products by place; behind them come the categories. */
  products: Int32Array;
  /** Place of a product's category; -1: it has none. */
  categoryPlaceOf: Int32Array;
  /** `dimensions` values a place. */
  values: Float32Array;
  /** Sum of the outer products of all of them. */
  gram: Float64Array;
  settings: FactorSettings;
}

/**
 * Implicit alternating least squares (Hu, Koren & Volinsky, ICDM 2008) with the regularisation scaled by frequency and
 * the settings that make it a strong baseline (Rendle, Krichene, Zhang & Koren, "Revisiting the Performance of iALS",
 * RecSys 2022), solved one coordinate at a time (He, Zhang, Kan & Chua, "Fast Matrix Factorization for Online
 * Recommendation with Implicit Feedback", SIGIR 2016): a sweep costs lines · dimensions + (customers + products) · dimensions².
 *
 * @param random 0 to 1; decides the start, so that the same log gives the same factors
 */
export function learnFactors(
  log: PurchaseLog,
  at: number,
  { category, categories }: Pick<ProductFacts, 'category' | 'categories'>,
  sales: Float64Array,
  settings: FactorSettings,
  random: () => number,
): ProductFactors {
  const { dimensions: d } = settings;
  const products = Int32Array.from(
    [...sales.keys()]
      .filter((product) => (sales[product] as number) > 0)
      .sort((a, b) => (sales[b] as number) - (sales[a] as number) || a - b)
      .slice(0, settings.mostProducts),
  );
  const placeOf = new Int32Array(sales.length).fill(-1);
  for (const [place, product] of products.entries()) placeOf[product] = place;
  const places = products.length + categories.length;
  const categoryPlaceOf = category.map((kind) => (kind < 0 ? -1 : products.length + kind));
  const rows = gatherRows(log, at, placeOf, categoryPlaceOf, settings.halfLife);
  const columns = transpose(rows, places);
  const customers = rows.starts.length - 1;
  const problem: Problem = {
    dimensions: d,
    // A share of what was bought, so that the settings mean the same in shops of any size.
    unobserved: (settings.unobserved * rows.places.length) / Math.max(1, customers * places),
    regularization: settings.regularization,
  };
  const values = Float32Array.from(
    { length: places * d },
    () => (random() + random() + random() - 1.5) / Math.sqrt(d),
  );
  const ofCustomers = new Float32Array(customers * d);
  for (let sweep = 0; sweep < settings.sweeps; sweep++) {
    solve(rows, ofCustomers, values, problem, sweep === 0 ? 2 : 1);
    solve(columns, values, ofCustomers, problem, 1);
  }
  return {
    dimensions: d,
    placeOf,
    products,
    categoryPlaceOf,
    values,
    gram: gramOf(values, d),
    settings: { ...settings, unobserved: problem.unobserved },
  };
}

/** The customer as a vector, from what was bought. Zero for an empty history. */
export function foldCustomer(factors: ProductFactors, history: History, at: number): Float32Array {
  const { dimensions, placeOf, categoryPlaceOf, settings, values, gram } = factors;
  const vector = new Float32Array(dimensions);
  const row = rowOf(history, history.product.length, at, placeOf, categoryPlaceOf, settings.halfLife);
  if (row.places.length > 0)
    solveRow({ starts: Int32Array.of(0, row.places.length), ...row }, 0, vector, values, gram, settings, 4);
  return vector;
}

/** How near products are to a customer, by place. @param most only the best selling so many */
export function nearness(
  { dimensions, products, values }: ProductFactors,
  vector: Float32Array,
  most = products.length,
): Float64Array {
  const near = new Float64Array(Math.min(most, products.length));
  for (let place = 0; place < near.length; place++) near[place] = dot(vector, values, place * dimensions);
  return near;
}

/** The sum of the products of a vector with the values from a place on; four at a time, which do not wait for each other. */
export function dot(vector: Float32Array, values: Float32Array, from: number): number {
  const { length } = vector;
  let one = 0;
  let two = 0;
  let three = 0;
  let four = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    one += (vector[k] as number) * (values[from + k] as number);
    two += (vector[k + 1] as number) * (values[from + k + 1] as number);
    three += (vector[k + 2] as number) * (values[from + k + 2] as number);
    four += (vector[k + 3] as number) * (values[from + k + 3] as number);
  }
  for (; k < length; k++) one += (vector[k] as number) * (values[from + k] as number);
  return one + two + three + four;
}

/** What coordinate descent needs of the settings; `unobserved` a single product. */
type Problem = Pick<FactorSettings, 'dimensions' | 'unobserved' | 'regularization'>;

interface Rows {
  starts: Int32Array;
  places: Int32Array;
  weights: Float32Array;
}

function rowOf(
  history: Pick<History, 'product' | 'day'>,
  end: number,
  now: number,
  placeOf: Int32Array,
  categoryPlaceOf: Int32Array,
  halfLife: number,
) {
  const strength = new Map<number, number>();
  const add = (place: number, weight: number) => {
    if (place >= 0) strength.set(place, (strength.get(place) ?? 0) + weight);
  };
  for (let line = 0; line < end; line++) {
    const product = history.product[line] as number;
    const weight = 2 ** (-Math.max(0, now - (history.day[line] as number)) / halfLife);
    add(placeOf[product] as number, weight);
    add(categoryPlaceOf[product] as number, weight);
  }
  return {
    places: Int32Array.from(strength.keys()),
    weights: Float32Array.from(strength.values(), (weight) => Math.log2(1 + weight)),
  };
}

function gatherRows(
  log: PurchaseLog,
  at: number,
  placeOf: Int32Array,
  categoryPlaceOf: Int32Array,
  halfLife: number,
): Rows {
  const customers = log.starts.length - 1;
  const starts = new Int32Array(customers + 1);
  const places: number[] = [];
  const weights: number[] = [];
  for (let customer = 0; customer < customers; customer++) {
    const from = log.starts[customer] as number;
    const end = firstFrom(log, customer, at);
    const own = { product: log.product.subarray(from, end), day: log.day.subarray(from, end) };
    const row = rowOf(own, end - from, at, placeOf, categoryPlaceOf, halfLife);
    for (const place of row.places) places.push(place);
    for (const weight of row.weights) weights.push(weight);
    starts[customer + 1] = places.length;
  }
  return { starts, places: Int32Array.from(places), weights: Float32Array.from(weights) };
}

function transpose({ starts, places, weights }: Rows, count: number): Rows {
  const columnStarts = new Int32Array(count + 1);
  for (const place of places) columnStarts[place + 1] = (columnStarts[place + 1] as number) + 1;
  for (let c = 0; c < count; c++)
    columnStarts[c + 1] = (columnStarts[c + 1] as number) + (columnStarts[c] as number);
  const free = columnStarts.slice();
  const rows = new Int32Array(places.length);
  const moved = new Float32Array(places.length);
  for (let row = 0; row + 1 < starts.length; row++)
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      const column = places[at] as number;
      const to = free[column] as number;
      free[column] = to + 1;
      rows[to] = row;
      moved[to] = weights[at] as number;
    }
  return { starts: columnStarts, places: rows, weights: moved };
}

/** Sum of the outer products of all rows with themselves. */
function gramOf(values: Float32Array, d: number): Float64Array {
  const gram = new Float64Array(d * d);
  for (let from = 0; from < values.length; from += d)
    for (let a = 0; a < d; a++) {
      const value = values[from + a] as number;
      if (value === 0) continue;
      for (let b = a; b < d; b++)
        gram[a * d + b] = (gram[a * d + b] as number) + value * (values[from + b] as number);
    }
  for (let a = 0; a < d; a++) for (let b = 0; b < a; b++) gram[a * d + b] = gram[b * d + a] as number;
  return gram;
}

function solve(rows: Rows, own: Float32Array, others: Float32Array, problem: Problem, rounds: number): void {
  const gram = gramOf(others, problem.dimensions);
  for (let row = 0; row + 1 < rows.starts.length; row++)
    solveRow(rows, row, own, others, gram, problem, rounds);
}

/** Coordinate descent on one row's least squares. @param gram of `others` */
function solveRow(
  { starts, places, weights }: Rows,
  row: number,
  own: Float32Array,
  others: Float32Array,
  gram: Float64Array,
  { dimensions: d, unobserved, regularization }: Problem,
  rounds: number,
): void {
  const from = starts[row] as number;
  const length = (starts[row + 1] as number) - from;
  const base = row * d;
  if (length === 0) {
    own.fill(0, base, base + d);
    return;
  }
  const penalty = regularization * (length + (unobserved * others.length) / d);
  const predicted = new Float64Array(length);
  // One dimension after the other, as the descent reads them.
  const values = new Float64Array(length * d);
  for (let n = 0; n < length; n++) {
    const other = (places[from + n] as number) * d;
    let sum = 0;
    for (let k = 0; k < d; k++) {
      const value = others[other + k] as number;
      values[k * length + n] = value;
      sum += (own[base + k] as number) * value;
    }
    predicted[n] = sum;
  }
  for (let round = 0; round < rounds; round++)
    for (let k = 0; k < d; k++) {
      const before = own[base + k] as number;
      let gradient = 0;
      for (let j = 0; j < d; j++) gradient += (gram[k * d + j] as number) * (own[base + j] as number);
      let top = -unobserved * (gradient - (gram[k * d + k] as number) * before);
      let bottom = unobserved * (gram[k * d + k] as number) + penalty;
      const line = k * length;
      for (let n = 0; n < length; n++) {
        const value = values[line + n] as number;
        const weight = weights[from + n] as number;
        top += weight * (1 - ((predicted[n] as number) - before * value)) * value;
        bottom += weight * value * value;
      }
      const after = top / bottom;
      own[base + k] = after;
      const change = after - before;
      for (let n = 0; n < length; n++)
        predicted[n] = (predicted[n] as number) + change * (values[line + n] as number);
    }
}
