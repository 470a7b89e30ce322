import { itemsMinorOf, type OrderRecord, totalMinorOf } from '../../contract/intake.js';
import type { FieldEncryption } from '../../platform/field-encryption.js';
import { newId } from '../../platform/ids.js';
import type { ShippingAddresses } from '../shipping-address.js';
import type { WriteRecords } from './intake.js';
import {
  type Client,
  confirm,
  idsOf,
  inOrderOfId,
  isWritten,
  judge,
  type KnownRow,
  outcomeOf,
} from './known-rows-store.js';
import { addMissingCustomers, addMissingProducts, productTitles } from './placeholder-store.js';
import { setsBack } from './verdict.js';

interface Parts {
  fields: Pick<FieldEncryption, 'fingerprint'>;
  addresses: Pick<ShippingAddresses, 'seal'>;
}

/** Orders with their lines, by the shop's id. An order whose customer or products are not known is an error of its line. */
export function writeOrders(client: Client, { fields, addresses }: Parts): WriteRecords<'orders'> {
  return async (records, { now, createMissing }) => {
    const ids = records.map(({ id }) => id);
    // Locked in one order for everybody: two requests with the same rows wait for each other instead of forever.
    const known = await client.$queryRaw<(KnownRow & { status: string; customerId: string })[]>`
      SELECT "externalId", "sourceUpdatedAt", "sourceHash", status, "customerId"::text AS "customerId" FROM "Order" WHERE "externalId" = ANY(${ids})
      ORDER BY "externalId" FOR NO KEY UPDATE`;
    const judged = judge(records, known, {
      fingerprint: fields.fingerprint,
      now,
      takesBack: (record, before) => setsBack(record.status, before.status),
    });
    const due = judged.filter(({ verdict }) => isWritten(verdict));
    const dueRecords = due.map(({ record }) => record);
    if (createMissing) {
      await addMissingCustomers(client, dueRecords, now);
      await addMissingProducts(client, dueRecords, now);
    }
    const customers = await idsOf(
      client,
      'Customer',
      dueRecords.map(({ customerId }) => customerId),
    );
    const products = await productTitles(client, dueRecords);
    const refused = new Map(
      dueRecords.flatMap((record) => {
        const problem = missingIn(record, customers, products);
        return problem ? [[record.id, problem] as const] : [];
      }),
    );
    const rows = due.flatMap(({ record, hash, at }) => {
      const customerId = customers.get(record.customerId);
      if (customerId === undefined || refused.has(record.id)) return [];
      const { externalId, ...order } = rowOf(record, addresses);
      return [{ ...order, externalId, id: newId(), customerId, sourceHash: hash, sourceUpdatedAt: at }];
    });
    const written = await upsert(client, inOrderOfId(rows), now);
    await writeLines(
      client,
      dueRecords.flatMap((record) => {
        const order = written.get(record.id);
        return order ? [{ record, order }] : [];
      }),
      products,
    );
    await tellFormerOwners(client, known, rows, written, now);
    await confirm(client, 'Order', judged);
    return judged.map((one) => refused.get(one.record.id) ?? outcomeOf(one, written));
  };
}

function missingIn(
  { customerId, lines }: OrderRecord,
  customers: ReadonlyMap<string, string>,
  products: ReadonlyMap<string, { id: string }>,
): { field: string; message: string } | undefined {
  const hint = 'send it first, or ask with createMissing=true';
  if (!customers.has(customerId))
    return { field: 'customerId', message: `no customer ${customerId} is known: ${hint}` };
  const at = lines.findIndex(({ productId }) => !products.has(productId));
  if (at === -1) return undefined;
  return {
    field: `lines.${at}.productId`,
    message: `no product ${lines[at]?.productId} is known: ${hint}`,
  };
}

function rowOf(record: OrderRecord, { seal }: Pick<ShippingAddresses, 'seal'>) {
  const { id, customerId: _customer, lines, shipTo, totalMinor: _total, updatedAt: _at, ...order } = record;
  return {
    ...order,
    externalId: id,
    shipTo: seal(shipTo),
    itemsMinor: itemsMinorOf({ lines }),
    totalMinor: totalMinorOf(record),
  };
}

interface WrittenOrder {
  id: string;
  /** Made by this request: it has no lines yet. */
  isNew: boolean;
}

/** @returns those that were written, by the shop's ids: somebody else may have brought a newer record meanwhile */
async function upsert(
  client: Client,
  rows: readonly ({ id: string; externalId: string } & Record<string, unknown>)[],
  now: Date,
): Promise<Map<string, WrittenOrder>> {
  if (rows.length === 0) return new Map();
  const made = new Set(rows.map(({ id }) => id));
  const written = await client.$queryRaw<{ id: string; externalId: string }[]>`
    INSERT INTO "Order" AS known (id, "externalId", "customerId", status, currency, "itemsMinor", "shippingMinor",
      "discountMinor", "totalMinor", carrier, "trackingNumber", tracking, "shipTo", "createdAt", "paidAt", "shippedAt",
      "deliveredAt", "sourceUpdatedAt", "sourceHash", "updatedAt")
    SELECT id, "externalId", "customerId", status, currency, "itemsMinor", "shippingMinor", "discountMinor",
      "totalMinor", carrier, "trackingNumber", tracking, "shipTo", "createdAt", "paidAt", "shippedAt", "deliveredAt",
      "sourceUpdatedAt", "sourceHash", ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS sent (id uuid, "externalId" text, "customerId" uuid,
      status text, currency text, "itemsMinor" int, "shippingMinor" int, "discountMinor" int, "totalMinor" int,
      carrier text, "trackingNumber" text, tracking jsonb, "shipTo" jsonb, "createdAt" timestamptz,
      "paidAt" timestamptz, "shippedAt" timestamptz, "deliveredAt" timestamptz, "sourceUpdatedAt" timestamptz,
      "sourceHash" text)
    ON CONFLICT ("externalId") DO UPDATE SET "customerId" = excluded."customerId", status = excluded.status,
      currency = excluded.currency, "itemsMinor" = excluded."itemsMinor", "shippingMinor" = excluded."shippingMinor",
      "discountMinor" = excluded."discountMinor", "totalMinor" = excluded."totalMinor", carrier = excluded.carrier,
      "trackingNumber" = excluded."trackingNumber", tracking = excluded.tracking, "shipTo" = excluded."shipTo",
      "createdAt" = excluded."createdAt", "paidAt" = excluded."paidAt", "shippedAt" = excluded."shippedAt",
      "deliveredAt" = excluded."deliveredAt", "sourceUpdatedAt" = excluded."sourceUpdatedAt",
      "sourceHash" = excluded."sourceHash", "updatedAt" = excluded."updatedAt"
    WHERE known."sourceUpdatedAt" IS NULL OR known."sourceUpdatedAt" <= excluded."sourceUpdatedAt"
    RETURNING id::text, "externalId"`;
  return new Map(written.map(({ id, externalId }) => [externalId, { id, isNew: made.has(id) }]));
}

/** The lines of orders that were written: their rows are locked until the end of the transaction. */
async function writeLines(
  client: Client,
  orders: readonly { record: OrderRecord; order: WrittenOrder }[],
  products: ReadonlyMap<string, { id: string; title: string }>,
): Promise<void> {
  const changed = orders.filter(({ order }) => !order.isNew);
  if (changed.length > 0) {
    const counts = changed.map(({ record, order }) => ({ id: order.id, lines: record.lines.length }));
    await client.$executeRaw`
      DELETE FROM "OrderLine" line
      USING jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) AS kept (id uuid, lines int)
      WHERE line."orderId" = kept.id AND line.position >= kept.lines`;
  }
  const rows = orders.flatMap(({ record, order }) =>
    record.lines.map(({ productId, title, quantity, unitPriceMinor }, position) => {
      const product = products.get(productId);
      return {
        id: newId(),
        orderId: order.id,
        position,
        productId: product?.id,
        title: title ?? product?.title ?? productId,
        quantity,
        unitPriceMinor,
      };
    }),
  );
  if (rows.length === 0) return;
  await client.$executeRaw`
    INSERT INTO "OrderLine" (id, "orderId", position, "productId", title, quantity, "unitPriceMinor")
    SELECT id, "orderId", position, "productId", title, quantity, "unitPriceMinor"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS sent (id uuid, "orderId" uuid, position int,
      "productId" uuid, title text, quantity int, "unitPriceMinor" int)
    ON CONFLICT ("orderId", position) DO UPDATE SET "productId" = excluded."productId", title = excluded.title,
      quantity = excluded.quantity, "unitPriceMinor" = excluded."unitPriceMinor"`;
}

/** Whoever an order was taken from, because the shop says that it is somebody else's, has changed as well. */
async function tellFormerOwners(
  client: Client,
  known: readonly { externalId: string; customerId: string }[],
  rows: readonly { externalId: string; customerId: string }[],
  written: { has(id: string): boolean },
  now: Date,
): Promise<void> {
  const owners = new Map(known.map(({ externalId, customerId }) => [externalId, customerId]));
  const former = rows.flatMap(({ externalId, customerId }) => {
    const before = owners.get(externalId);
    return before !== undefined && before !== customerId && written.has(externalId) ? [before] : [];
  });
  if (former.length === 0) return;
  await client.$executeRaw`
    UPDATE "Customer" SET "updatedAt" = ${now} WHERE id IN (
      SELECT id FROM "Customer" WHERE id = ANY(${[...new Set(former)]}::uuid[]) ORDER BY id FOR NO KEY UPDATE)`;
}
