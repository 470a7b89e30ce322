import type { ImportKind, ImportMapping } from '../../../contract/imports.js';
import type { IntakeError } from '../../../contract/intake.js';
import { invalidInput } from '../../../platform/errors.js';
import type { Sent } from '../sent-lines.js';
import { shortHash } from '../short-hash.js';
import { csvFields } from './csv-fields.js';
import type { CsvRow } from './csv-rows.js';

/** What a row says, field by field, or what is wrong with it. */
export type ReadRow = {
  line: number;
  /** As the row says, even where other things are wrong with it. */
  id: string;
} & ({ values: Record<string, unknown> } | { problems: IntakeError[] });

export type RowReader = (row: CsvRow) => ReadRow;

/** @throws AppError `invalid-input` for a mapping that names no field, or lacks one that is needed */
export function rowReader(kind: ImportKind, mapping: ImportMapping, timeZone: string): RowReader {
  const missing = missingFields(kind, mapping);
  const unknown = Object.keys(mapping).filter((name) => !csvFields[kind].some(({ field }) => field === name));
  if (missing.length + unknown.length > 0) {
    throw invalidInput([
      ...unknown.map((field) => ({ path: `mapping.${field}`, message: 'is not a known field' })),
      ...missing.map((field) => ({ path: `mapping.${field}`, message: 'needs a column' })),
    ]);
  }
  const columns = csvFields[kind].flatMap((field) => {
    const column = mapping[field.field];
    return column === undefined ? [] : [{ ...field, column }];
  });
  const currencyColumn = mapping.currency;
  return ({ line, cells, broken, slipped }) => {
    const id = cells[mapping.id ?? 0] ?? '';
    const whole = (message: string) => ({ line, id, problems: [{ line, field: '', message }] });
    if (broken) return whole('is not in this encoding');
    if (slipped) return whole('has more cells than the header: a value with the delimiter needs quotes');
    const currency = (currencyColumn === undefined ? '' : (cells[currencyColumn] ?? '')) || 'CNY';
    const values: Record<string, unknown> = {};
    const problems: IntakeError[] = [];
    for (const { field, column, required, read } of columns) {
      const cell = cells[column] ?? '';
      if (cell === '') {
        if (required) problems.push({ line, field, message: 'must not be empty' });
        continue;
      }
      const found = read(cell, { timeZone, currency });
      if ('problem' in found) problems.push({ line, field, message: found.problem });
      else values[field] = found.value;
    }
    return problems.length > 0 ? { line, id, problems } : { line, id, values };
  };
}

export function missingFields(kind: ImportKind, mapping: ImportMapping): string[] {
  return csvFields[kind].flatMap(({ field, required }) =>
    required && mapping[field] === undefined ? [field] : [],
  );
}

/** What a row, or the rows of one order, come to as a record of the intake. */
export function recordOf(kind: ImportKind, rows: readonly Record<string, unknown>[]): object {
  const [first = {}] = rows;
  if (kind === 'products') {
    const { price, listPrice, ...product } = first;
    return {
      ...product,
      priceMinor: price,
      ...(listPrice === undefined ? {} : { listPriceMinor: listPrice }),
    };
  }
  return kind === 'customers' ? first : orderOf(rows);
}

const renamed = { shipping: 'shippingMinor', discount: 'discountMinor', total: 'totalMinor' } as const;
const asTheyAre = [
  'id',
  'customerId',
  'status',
  'currency',
  'createdAt',
  'paidAt',
  'shippedAt',
  'deliveredAt',
  'carrier',
  'trackingNumber',
  'updatedAt',
];
const shipTo = {
  receiverName: 'name',
  receiverPhone: 'phone',
  province: 'province',
  city: 'city',
  district: 'district',
  address: 'address',
} as const;

/** What concerns the whole order stands in its first row. */
function orderOf(rows: readonly Record<string, unknown>[]): object {
  const [first = {}] = rows;
  const pick = (names: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(names).flatMap(([from, to]) => (first[from] === undefined ? [] : [[to, first[from]]])),
    );
  return {
    ...pick(Object.fromEntries(asTheyAre.map((name) => [name, name]))),
    ...pick(renamed),
    shipTo: pick(shipTo),
    lines: rows.map(({ productId, productTitle, quantity, unitPrice }) => ({
      productId,
      quantity,
      unitPriceMinor: unitPrice,
      ...(productTitle === undefined ? {} : { title: productTitle }),
    })),
  };
}

const mostRowsOfOrder = 200;
/** What the rows of one order must agree on where they say it. */
const saidOnce = ['customerId', 'status', 'currency', 'createdAt'] as const;

/**
 * Rows as records. The rows of one order follow each other: all of them, or with one that is wrong, none; one that
 * turns up again further below would replace what came first, and is refused.
 */
export async function* csvRecords(
  kind: ImportKind,
  rows: AsyncIterable<CsvRow>,
  read: RowReader,
): AsyncGenerator<Sent> {
  if (kind !== 'orders') {
    for await (const row of rows) yield sentOf(kind, row.line, [read(row)]);
    return;
  }
  const begun = new Set<number>();
  let open: { id: string; line: number; rows: ReadRow[]; tooMany?: true } | undefined;
  for await (const row of rows) {
    const one = read(row);
    const { id } = one;
    if (open && id !== '' && open.id === id) {
      if (open.rows.length < mostRowsOfOrder) open.rows.push(one);
      else open.tooMany = true;
      continue;
    }
    if (open) yield orderSent(open);
    open = undefined;
    if (id === '') {
      yield sentOf(kind, row.line, [one]);
      continue;
    }
    if (begun.has(shortHash(id))) {
      yield {
        line: row.line,
        problem:
          'belongs to an order further above, which was taken without it: rows of one order must be together',
      };
      continue;
    }
    begun.add(shortHash(id));
    open = { id, line: row.line, rows: [one] };
  }
  if (open) yield orderSent(open);
}

/** One order, all or nothing. */
function orderSent({
  line,
  rows,
  tooMany,
}: {
  line: number;
  rows: readonly ReadRow[];
  tooMany?: true;
}): Sent {
  if (tooMany)
    return { line, problem: `is an order of more than ${mostRowsOfOrder} rows: nothing of it was taken` };
  const [first] = rows;
  const odd = rows.flatMap((row) =>
    first && 'values' in first && 'values' in row
      ? saidOnce
          .filter((field) => (row.values[field] ?? first.values[field]) !== first.values[field])
          .map((field) => ({
            line: row.line,
            field,
            message: 'is not what the first row of this order says',
          }))
      : [],
  );
  return odd.length > 0 ? { line, problems: odd } : sentOf('orders', line, rows);
}

function sentOf(kind: ImportKind, line: number, rows: readonly ReadRow[]): Sent {
  const wrong = rows.flatMap((row) => ('problems' in row ? row.problems : []));
  if (wrong.length > 0) return { line, problems: wrong };
  return {
    line,
    value: recordOf(
      kind,
      rows.flatMap((row) => ('values' in row ? [row.values] : [])),
    ),
  };
}
