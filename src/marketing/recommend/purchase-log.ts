/** One order line as it comes in. */
export interface PurchaseLine {
  orderId: string;
  customerId: string;
  productId: string;
  /** Units; lines with none or fewer (returns) are no purchases and left out. */
  quantity: number;
  /** In any currency, only ever compared with prices of the same log; undefined: not known. */
  unitPrice?: number | undefined;
  /** Days since 1970 UTC, with fractions. */
  day: number;
}

/**
 * Purchases of a shop as numbers: about 32 bytes a line. Lines are grouped by customer and ascend in time within one, so
 * that what a customer had bought at any moment is a stretch of each array.
 */
export interface PurchaseLog {
  customers: readonly string[];
  /** Also products that nobody bought. */
  products: readonly string[];
  customerAt: ReadonlyMap<string, number>;
  productAt: ReadonlyMap<string, number>;
  /** Lines of customer c: `starts[c]` to before `starts[c + 1]`. */
  starts: Int32Array;
  product: Int32Array;
  /** Equal for the lines of one order. */
  order: Int32Array;
  day: Float64Array;
  quantity: Float32Array;
  /** NaN where unknown. */
  unitPrice: Float32Array;
}

/** What one customer bought, oldest first. */
export interface History {
  product: Int32Array;
  order: Int32Array;
  day: Float64Array;
  quantity: Float32Array;
  unitPrice: Float32Array;
}

/** Collects lines in any order. Memory: 36 bytes a line, and each id once. */
export function createLogBuilder() {
  const customers = createNames();
  const products = createNames();
  const orders = createNames();
  let size = 0;
  let lines = emptyColumns(1024);
  return {
    /** Makes a product known that may never have been sold. */
    addProduct: (id: string) => void products.at(id),
    add({ orderId, customerId, productId, quantity, unitPrice, day }: PurchaseLine): void {
      const product = products.at(productId);
      if (!(quantity > 0)) return;
      if (size === lines.day.length) lines = grown(lines);
      lines.customer[size] = customers.at(customerId);
      lines.product[size] = product;
      lines.order[size] = orders.at(orderId);
      lines.day[size] = day;
      lines.quantity[size] = quantity;
      lines.unitPrice[size] = unitPrice === undefined || !(unitPrice > 0) ? Number.NaN : unitPrice;
      size += 1;
    },
    build: (): PurchaseLog => group(lines, size, customers, products),
  };
}

/** The stretch of a customer's lines before a moment. @param at days since 1970 UTC; lines of that very moment are left out */
export function historyBefore(log: PurchaseLog, customer: number, at: number): History {
  const from = log.starts[customer] as number;
  return stretch(log, from, firstFrom(log, customer, at));
}

/** Where a customer's first line at or after a moment stands; the end of the customer's lines when there is none. */
export function firstFrom({ starts, day }: PurchaseLog, customer: number, at: number): number {
  let low = starts[customer] as number;
  let high = starts[customer + 1] as number;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((day[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const noHistory: History = {
  product: new Int32Array(0),
  order: new Int32Array(0),
  day: new Float64Array(0),
  quantity: new Float32Array(0),
  unitPrice: new Float32Array(0),
};

function stretch(log: PurchaseLog, from: number, to: number): History {
  return {
    product: log.product.subarray(from, to),
    order: log.order.subarray(from, to),
    day: log.day.subarray(from, to),
    quantity: log.quantity.subarray(from, to),
    unitPrice: log.unitPrice.subarray(from, to),
  };
}

interface Columns extends History {
  customer: Int32Array;
}

function emptyColumns(size: number): Columns {
  return {
    customer: new Int32Array(size),
    product: new Int32Array(size),
    order: new Int32Array(size),
    day: new Float64Array(size),
    quantity: new Float32Array(size),
    unitPrice: new Float32Array(size),
  };
}

function grown(lines: Columns): Columns {
  const larger = emptyColumns(2 * lines.day.length);
  larger.customer.set(lines.customer);
  larger.product.set(lines.product);
  larger.order.set(lines.order);
  larger.day.set(lines.day);
  larger.quantity.set(lines.quantity);
  larger.unitPrice.set(lines.unitPrice);
  return larger;
}

type Names = ReturnType<typeof createNames>;

function createNames() {
  const places = new Map<string, number>();
  return {
    places,
    at(name: string): number {
      const known = places.get(name);
      if (known !== undefined) return known;
      places.set(name, places.size);
      return places.size - 1;
    },
  };
}

/** Counting sort by customer, then each customer's lines by time, order and place in the input. */
function group(lines: Columns, size: number, customers: Names, products: Names): PurchaseLog {
  const starts = new Int32Array(customers.places.size + 1);
  for (let line = 0; line < size; line++) {
    const next = (lines.customer[line] as number) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let c = 1; c < starts.length; c++) starts[c] = (starts[c] as number) + (starts[c - 1] as number);
  const free = starts.slice();
  const sorted = new Int32Array(size);
  for (let line = 0; line < size; line++) {
    const customer = lines.customer[line] as number;
    sorted[free[customer] as number] = line;
    free[customer] = (free[customer] as number) + 1;
  }
  const { day, order } = lines;
  const earlier = (a: number, b: number) =>
    (day[a] as number) - (day[b] as number) || (order[a] as number) - (order[b] as number) || a - b;
  for (let c = 0; c + 1 < starts.length; c++)
    sorted.subarray(starts[c] as number, starts[c + 1] as number).sort(earlier);
  return {
    customers: [...customers.places.keys()],
    products: [...products.places.keys()],
    customerAt: customers.places,
    productAt: products.places,
    starts,
    product: sorted.map((line) => lines.product[line] as number),
    order: sorted.map((line) => order[line] as number),
    day: Float64Array.from(sorted, (line) => day[line] as number),
    quantity: Float32Array.from(sorted, (line) => lines.quantity[line] as number),
    unitPrice: Float32Array.from(sorted, (line) => lines.unitPrice[line] as number),
  };
}
