import { expect } from 'vitest';
import { apiScope } from '../src/contract/api-keys.js';
import { type IntakeSummary, intakeSummary } from '../src/contract/intake.js';
import { createApiKeyStore } from '../src/staff/api-key-store.js';
import { createAuditStore } from '../src/staff/audit-store.js';
import { type BareApp, openBareApp } from './bare-app.js';

export const ndjson = { 'content-type': 'application/x-ndjson' };
export const lines = (records: readonly unknown[]) =>
  records.map((record) => JSON.stringify(record)).join('\n');
export const counts = (accepted: number, unchanged = 0, stale = 0, failed = 0, duplicates = 0) => ({
  accepted,
  unchanged,
  stale,
  failed,
  duplicates,
});

let number = 0;
export const nextId = (prefix: string) => `${prefix}-${++number}`;
export const product = (more: object = {}) => ({
  id: nextId('P'),
  title: '青禾 保温杯 500ml',
  category: '厨房用品',
  priceMinor: 9900,
  stock: 10,
  ...more,
});
export const customer = (more: object = {}) => ({ id: nextId('C'), name: '林女士', ...more });
export const order = (customerId: string, productId: string, more: object = {}) => ({
  id: nextId('O'),
  customerId,
  status: 'paid',
  lines: [{ productId, quantity: 2, unitPriceMinor: 9900 }],
  createdAt: '2026-11-20T10:00:00+08:00',
  ...more,
});

/** The whole server with a key that may send everything. */
export async function openIntakeBench() {
  const app: BareApp = await openBareApp();
  const { prisma } = app.database;
  const keys = createApiKeyStore({ prisma, audit: createAuditStore({ prisma }) });
  const { key } = await keys.create(
    { name: '测试', scopes: [...apiScope.options] },
    { type: 'system', id: 'test' },
  );
  const send = (
    method: 'PUT' | 'POST',
    url: string,
    payload: unknown,
    headers: Record<string, string> = {},
  ) =>
    app.http.inject({
      method,
      url,
      payload: payload as object,
      headers: { authorization: `Bearer ${key}`, ...headers },
    });
  async function taken(
    url: string,
    payload: unknown,
    headers: Record<string, string> = {},
  ): Promise<IntakeSummary> {
    const answer = await send('POST', url, payload, headers);
    expect(answer.statusCode, answer.body).toBe(200);
    return intakeSummary.parse(answer.json());
  }
  return {
    app,
    key,
    prisma,
    send,
    taken,
    productRow: (externalId: string) => prisma.product.findUnique({ where: { externalId } }),
    orderRow: (externalId: string) =>
      prisma.order.findUnique({
        where: { externalId },
        include: { lines: { orderBy: { position: 'asc' } } },
      }),
    /** A customer and a product that were sent in. */
    async known() {
      const [someone, something] = [customer(), product()];
      await taken('/v1/customers', [someone]);
      await taken('/v1/products', [something]);
      return { customerId: someone.id, productId: something.id };
    },
  };
}

export type IntakeBench = Awaited<ReturnType<typeof openIntakeBench>>;
