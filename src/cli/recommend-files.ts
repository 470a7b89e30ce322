import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ProductDescription } from '../marketing/recommend/product-facts.js';
import type { createLogBuilder } from '../marketing/recommend/purchase-log.js';
import { type CsvFile, openCsv } from './csv-lines.js';
import { fileError, lineError } from './jsonl.js';
import { readDay } from './recommend-day.js';

/** Longest id and longest text of a product, in characters. */
const longestId = 200;
const longestText = 2000;
/** Columns of a product with a meaning of their own; of all others each value is a trait. */
const ownColumns = new Set(['product_id', 'title', 'price', 'category', 'brand']);

type LogBuilder = ReturnType<typeof createLogBuilder>;

/**
 * Reads order lines into a log: `order_id,customer_id,product_id,quantity,unit_price,ordered_at`, in any order and with any other
 * columns. Lines at or after `at` are checked and left out. A quantity below zero is a return, which is no purchase; an
 * empty price is not known.
 * @throws AppError naming file, line and field
 */
export async function readOrders(file: string, at: number, log: LogBuilder): Promise<number> {
  const csv = await openCsv(file, ['order_id', 'customer_id', 'product_id', 'quantity', 'ordered_at']);
  const [order, customer, product, quantity, when] = [
    'order_id',
    'customer_id',
    'product_id',
    'quantity',
    'ordered_at',
  ].map(csv.at) as [number, number, number, number, number];
  const price = csv.at('unit_price');
  let kept = 0;
  for await (const { line, values } of csv.lines) {
    const field = (place: number) => (values[place] as string).trim();
    const day = readDay(field(when));
    if (day === undefined)
      throw lineError(
        file,
        line,
        'ordered_at',
        `"${short(field(when))}" is not a date such as 2017-11-15 or 2017-11-15T08:30:00Z`,
      );
    const sold = {
      orderId: id(file, line, 'order_id', field(order)),
      customerId: id(file, line, 'customer_id', field(customer)),
      productId: id(file, line, 'product_id', field(product)),
      quantity: number(file, line, 'quantity', field(quantity)),
      unitPrice:
        price < 0 || field(price) === '' ? undefined : number(file, line, 'unit_price', field(price)),
      day,
    };
    if (day >= at) continue;
    log.add(sold);
    kept += 1;
  }
  return kept;
}

/**
 * Reads products: `product_id` and, where there are, `title`, `price`, `category`, `brand` and any other facts.
 * @throws AppError naming file, line and field
 */
export async function readProducts(file: string, log: LogBuilder): Promise<ProductDescription[]> {
  const csv = await openCsv(file, ['product_id']);
  const described: ProductDescription[] = [];
  const lineOf = new Map<string, number>();
  for await (const { line, values } of csv.lines) {
    const productId = id(file, line, 'product_id', text(csv, values, 'product_id'));
    const earlier = lineOf.get(productId);
    if (earlier !== undefined)
      throw lineError(file, line, 'product_id', `"${short(productId)}" is already on line ${earlier}`);
    lineOf.set(productId, line);
    const price = text(csv, values, 'price');
    const attributes: Record<string, string> = {};
    for (const [place, name] of csv.columns.entries()) {
      const value = (values[place] as string).trim();
      if (value.length > longestText)
        throw lineError(file, line, name, `is longer than ${longestText} characters`);
      if (!ownColumns.has(name) && value !== '') attributes[name] = value;
    }
    log.addProduct(productId);
    described.push({
      id: productId,
      title: text(csv, values, 'title'),
      category: text(csv, values, 'category'),
      brand: text(csv, values, 'brand'),
      price: price === '' ? undefined : number(file, line, 'price', price),
      attributes,
    });
  }
  return described;
}

/** Reads customers' ids, one a line; blank lines are skipped. @throws AppError naming file and line */
export async function readCustomers(file: string): Promise<string[]> {
  const found: string[] = [];
  const stream = createReadStream(file);
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  // Readline passes no fault of the stream on.
  let fault: unknown;
  stream.on('error', (error) => {
    fault = error;
    lines.close();
  });
  let line = 0;
  for await (const read of lines) {
    line += 1;
    const customer = (line === 1 ? read.replace(/^\ufeff/, '') : read).trim();
    if (customer.includes('\ufffd'))
      throw lineError(file, line, undefined, 'is not UTF-8; save the file as UTF-8');
    if (customer !== '') found.push(id(file, line, 'customer', customer));
  }
  if (fault !== undefined) throw fileError(file, fault);
  return found;
}

function text(csv: CsvFile, values: readonly string[], column: string): string {
  const place = csv.at(column);
  return place < 0 ? '' : (values[place] as string).trim();
}

function id(file: string, line: number, field: string, value: string): string {
  if (value === '') throw lineError(file, line, field, 'must not be empty');
  if (value.length > longestId) throw lineError(file, line, field, `is longer than ${longestId} characters`);
  return value;
}

/** A decimal number as people and programs write it, without thousands separators. */
function number(file: string, line: number, field: string, value: string): number {
  const read = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isFinite(read)) throw lineError(file, line, field, `"${short(value)}" is not a number`);
  return read;
}

const short = (value: string) => (value.length > 40 ? `${value.slice(0, 40)}…` : value);
