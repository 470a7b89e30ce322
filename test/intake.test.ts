import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiScope } from '../src/contract/api-keys.js';
import { type IntakeSummary, intakeSummary } from '../src/contract/intake.js';
import { createApiKeyStore } from '../src/staff/api-key-store.js';
import { createAuditStore } from '../src/staff/audit-store.js';
import { type BareApp, openBareApp } from './bare-app.js';

let app: BareApp;
let key = '';
beforeAll(async () => {
  app = await openBareApp();
  const { prisma } = app.database;
  const keys = createApiKeyStore({ prisma, audit: createAuditStore({ prisma }) });
  key = (await keys.create({ name: '测试', scopes: [...apiScope.options] }, { type: 'system', id: 'test' }))
    .key;
});
afterAll(() => app.close());

const ndjson = { 'content-type': 'application/x-ndjson' };
const send = (method: 'PUT' | 'POST', url: string, payload: unknown, headers: Record<string, string> = {}) =>
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
const lines = (records: readonly unknown[]) => records.map((record) => JSON.stringify(record)).join('\n');
const counts = (accepted: number, unchanged = 0, stale = 0, failed = 0, duplicates = 0) => ({
  accepted,
  unchanged,
  stale,
  failed,
  duplicates,
});

let number = 0;
const product = (more: object = {}) => ({
  id: `P-${++number}`,
  title: '青禾 保温杯 500ml',
  category: '厨房用品',
  priceMinor: 9900,
  stock: 10,
  ...more,
});
const customer = (more: object = {}) => ({ id: `C-${++number}`, name: '林女士', ...more });
const order = (customerId: string, productId: string, more: object = {}) => ({
  id: `O-${++number}`,
  customerId,
  status: 'paid',
  lines: [{ productId, quantity: 2, unitPriceMinor: 9900 }],
  createdAt: '2026-11-20T10:00:00+08:00',
  ...more,
});
const productRow = (externalId: string) => app.database.prisma.product.findUnique({ where: { externalId } });
const orderRow = (externalId: string) =>
  app.database.prisma.order.findUnique({
    where: { externalId },
    include: { lines: { orderBy: { position: 'asc' } } },
  });
async function known() {
  const [someone, something] = [customer(), product()];
  await taken('/v1/customers', [someone]);
  await taken('/v1/products', [something]);
  return { customerId: someone.id, productId: something.id };
}

describe('products', () => {
  it('are stored once, changed when they change, and left alone when they do not', async () => {
    const { id, ...one } = product({ tags: ['新品'], attributes: { 颜色: ['白', '蓝'] } });
    expect((await send('PUT', `/v1/products/${id}`, one)).json()).toEqual({ outcome: 'accepted' });
    const first = await productRow(id);
    expect(first).toMatchObject({
      title: one.title,
      priceMinor: 9900,
      tags: ['新品'],
      attributes: { 颜色: ['白', '蓝'] },
    });
    expect((await send('PUT', `/v1/products/${id}`, { ...one, id })).json()).toEqual({
      outcome: 'unchanged',
    });
    expect(await productRow(id)).toEqual(first);
    expect((await send('PUT', `/v1/products/${id}`, { ...one, priceMinor: 8900 })).json()).toEqual({
      outcome: 'accepted',
    });
    expect(await productRow(id)).toMatchObject({ priceMinor: 8900, id: first?.id });
  });

  it('that come late never overwrite what is newer, in any order', async () => {
    const at = (hour: number, priceMinor: number) => ({
      ...product({ id: 'P-late' }),
      priceMinor,
      updatedAt: `2026-11-20T0${hour}:00:00Z`,
    });
    expect(await taken('/v1/products', [at(3, 300)])).toMatchObject(counts(1));
    expect(await taken('/v1/products', [at(1, 100)])).toMatchObject(counts(0, 0, 1));
    expect(await taken('/v1/products', [at(3, 300)])).toMatchObject(counts(0, 1));
    expect((await productRow('P-late'))?.priceMinor).toBe(300);
    // Confirmed as of five: what was so at four is old news.
    expect(await taken('/v1/products', [at(5, 300)])).toMatchObject(counts(0, 1));
    expect(await taken('/v1/products', [at(4, 400)])).toMatchObject(counts(0, 0, 1));
    // In one request, out of order.
    const mixed = await taken('/v1/products', lines([at(8, 800), at(6, 600), at(7, 700)]), ndjson);
    expect(mixed).toMatchObject(counts(3, 0, 0, 0, 2));
    expect((await productRow('P-late'))?.priceMinor).toBe(800);
  });

  it.each([
    [{ priceMinor: -1 }, 'priceMinor'],
    [{ priceMinor: 99.5 }, 'priceMinor'],
    [{ stock: -1 }, 'stock'],
    [{ currency: 'yuan' }, 'currency'],
    [{ title: '' }, 'title'],
    [{ title: 'x'.repeat(201) }, 'title'],
    [{ title: 'a\0b' }, 'title'],
    [{ imageUrl: 'javascript:alert(1)' }, 'imageUrl'],
    [{ colour: 'red' }, 'colour'],
    [{ updatedAt: '2099-01-01T00:00:00Z' }, 'updatedAt'],
    [{ updatedAt: 'yesterday' }, 'updatedAt'],
    [{ tags: ['x'.repeat(41)] }, 'tags.0'],
    [{ id: 'another' }, 'id'],
  ])('with %j are refused by the field %s, and nothing is stored', async (change, path) => {
    const { id, ...one } = product();
    const answer = await send('PUT', `/v1/products/${id}`, { ...one, ...change });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'invalid-input', errors: [{ path }] });
    expect(await productRow(id)).toBeNull();
  });
});

describe('many lines', () => {
  it('are taken without those that are wrong, which are named', async () => {
    const [good, better] = [product(), product()];
    const body = Buffer.concat([
      Buffer.from(`\ufeff${JSON.stringify(good)}\r\n\r\n{"id":\n`),
      Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a]),
      Buffer.from(`${JSON.stringify(product({ priceMinor: -5, stock: 'many' }))}\n42\n`),
      Buffer.from(JSON.stringify(better)),
    ]);
    const summary = await taken('/v1/products', body, ndjson);
    expect(summary).toMatchObject(counts(2, 0, 0, 4));
    expect(summary.errors.map(({ line, field }) => [line, field])).toEqual([
      [3, ''],
      [4, ''],
      [5, 'priceMinor'],
      [5, 'stock'],
      [6, ''],
    ]);
    expect(summary.errors[1]?.message).toContain('UTF-8');
    expect(await productRow(good.id)).not.toBeNull();
    expect(await productRow(better.id)).not.toBeNull();
  });

  it('with the same id twice are said so, and the later one counts', async () => {
    const one = product();
    const summary = await taken('/v1/products', lines([one, { ...one, stock: 7 }]), ndjson);
    expect(summary).toMatchObject(counts(2, 0, 0, 0, 1));
    expect((await productRow(one.id))?.stock).toBe(7);
  });

  it('are all taken or none, when asked for', async () => {
    const [one, two] = [product(), product()];
    const refused = await send(
      'POST',
      '/v1/products?atomic=true',
      lines([one, { ...two, stock: -1 }]),
      ndjson,
    );
    expect(refused.statusCode).toBe(400);
    expect(refused.json().errors).toEqual([{ path: 'line 2: stock', message: 'must be 0 or more' }]);
    expect(await productRow(one.id)).toBeNull();
    expect(await taken('/v1/products?atomic=true', lines([one, two]), ndjson)).toMatchObject(counts(2));

    // What only the database knows undoes everything as well.
    const { customerId, productId } = await known();
    const [good, bad] = [order(customerId, productId), order(customerId, 'P-nowhere')];
    const undone = await send('POST', '/v1/orders?atomic=true', [good, bad]);
    expect(undone.json()).toMatchObject({ errors: [{ path: 'line 2: lines.0.productId' }] });
    expect(await orderRow(good.id)).toBeNull();
  });

  it('are limited: a thousand in an array, ten thousand together, a megabyte a line', async () => {
    const array = await send('POST', '/v1/events', Array(1_001).fill({}));
    expect([array.statusCode, array.json().code]).toEqual([413, 'too-large']);
    const together = await send('POST', '/v1/events?atomic=true', '{}\n'.repeat(10_001), ndjson);
    expect([together.statusCode, together.json().code]).toEqual([413, 'too-large']);
    const before = product();
    const long = `${JSON.stringify(before)}\n{"id":"${'x'.repeat(1_100_000)}`;
    const line = await send('POST', '/v1/products', long, ndjson);
    expect([line.statusCode, line.json().errors[0].path]).toEqual([413, 'line 2']);
    expect((await send('POST', '/v1/products', [])).statusCode).toBe(400);
    expect((await send('POST', '/v1/products', 'id,title', { 'content-type': 'text/csv' })).statusCode).toBe(
      415,
    );
  });

  it('refuse 100 MB in one line early, without keeping it', async () => {
    const piece = Buffer.alloc(1024 * 1024, 0x61);
    const before = process.memoryUsage().rss;
    const status = await new Promise<number>((resolve, reject) => {
      const { port } = new URL(app.address);
      const sending = httpRequest(
        {
          port,
          method: 'POST',
          path: '/v1/products',
          headers: { authorization: `Bearer ${key}`, ...ndjson },
        },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        },
      );
      sending.on('error', reject);
      let left = 100;
      const more = () => {
        while (left-- > 0) if (!sending.write(piece)) return void sending.once('drain', more);
        sending.end();
      };
      more();
    });
    expect(status).toBe(413);
    expect(process.memoryUsage().rss - before).toBeLessThan(90 * 1024 * 1024);
  });

  it('are noted in the audit by number alone', async () => {
    await taken('/v1/customers', [customer({ name: '不进日志', phone: '13912345678' })]);
    const [entry] = await app.database.prisma.auditEntry.findMany({
      where: { subject: 'intake:customers' },
      orderBy: { id: 'desc' },
      take: 1,
    });
    expect(entry).toMatchObject({ actorType: 'api-key', action: 'intake.take', detail: { accepted: 1 } });
    expect(JSON.stringify(entry)).not.toMatch(/不进日志|1391/);
  });
});

describe('customers', () => {
  it('have telephone and e-mail encrypted', async () => {
    const one = customer({
      phone: '139 1234 5678',
      email: 'lin@example.com',
      birthday: '02-29',
      points: 120,
    });
    expect(await taken('/v1/customers', [one])).toMatchObject(counts(1));
    const row = await app.database.prisma.customer.findUniqueOrThrow({ where: { externalId: one.id } });
    expect(row).toMatchObject({ name: '林女士', birthday: '02-29', points: 120 });
    expect(JSON.stringify(row)).not.toMatch(/1234|lin@/);
    expect(await taken('/v1/customers', [one])).toMatchObject(counts(0, 1));
  });

  it('keep what they were before they were sent: a shopper who signed in first is the same customer', async () => {
    const { prisma } = app.database;
    const made = await prisma.customer.create({ data: { externalId: 'C-early', name: '顾客' } });
    await taken('/v1/customers', [customer({ id: 'C-early', name: '早到的林女士' })]);
    expect(await prisma.customer.findUnique({ where: { id: made.id } })).toMatchObject({
      name: '早到的林女士',
    });
  });
});

describe('orders', () => {
  it('come with lines, money and an encrypted address, and lose lines that are gone', async () => {
    const { customerId, productId } = await known();
    const second = product();
    await taken('/v1/products', [second]);
    const one = order(customerId, productId, {
      lines: [
        { productId, quantity: 2, unitPriceMinor: 9900 },
        { productId: second.id, title: '赠品', quantity: 1, unitPriceMinor: 0 },
      ],
      shippingMinor: 800,
      discountMinor: 1000,
      shipTo: {
        name: '林晓',
        phone: '13912345678',
        province: '浙江省',
        city: '杭州市',
        address: '文三路 1 号',
      },
      tracking: [{ at: '2026-11-20T12:00:00+08:00', text: '已揽收' }],
    });
    expect(await taken('/v1/orders', [one])).toMatchObject(counts(1));
    const row = await orderRow(one.id);
    expect(row).toMatchObject({
      itemsMinor: 19_800,
      totalMinor: 19_600,
      status: 'paid',
      shipTo: { province: '浙江省', city: '杭州市' },
    });
    expect(JSON.stringify(row?.shipTo)).not.toMatch(/林晓|139|文三路/);
    expect(row?.lines.map(({ title, quantity }) => [title, quantity])).toEqual([
      ['青禾 保温杯 500ml', 2],
      ['赠品', 1],
    ]);
    const fewer = { ...one, lines: one.lines.slice(0, 1), discountMinor: 0 };
    expect(await taken('/v1/orders', [fewer])).toMatchObject(counts(1));
    expect((await orderRow(one.id))?.lines).toHaveLength(1);
  });

  it('with a product or customer that nobody knows are errors of their line, or get placeholders', async () => {
    const { customerId, productId } = await known();
    const bad = [order(customerId, 'P-unknown'), order('C-unknown', productId)];
    const summary = await taken('/v1/orders', lines([...bad, order(customerId, productId)]), ndjson);
    expect(summary).toMatchObject(counts(1, 0, 0, 2));
    expect(summary.errors).toEqual([
      { line: 1, field: 'lines.0.productId', message: expect.stringContaining('P-unknown') },
      { line: 2, field: 'customerId', message: expect.stringContaining('C-unknown') },
    ]);
    expect(await productRow('P-unknown')).toBeNull();

    expect(await taken('/v1/orders?createMissing=true', bad)).toMatchObject(counts(2));
    expect(await productRow('P-unknown')).toMatchObject({ active: false, stock: 0, priceMinor: 9900 });
    // The product itself, once it comes, takes the place of the placeholder.
    await taken('/v1/products', [product({ id: 'P-unknown', updatedAt: '2026-01-01T00:00:00Z' })]);
    expect(await productRow('P-unknown')).toMatchObject({ active: true, stock: 10 });
  });

  it('go back only by a newer record', async () => {
    const { customerId, productId } = await known();
    const one = order(customerId, productId, { status: 'delivered' });
    await taken('/v1/orders', [one]);
    expect(await taken('/v1/orders', [{ ...one, status: 'shipped' }])).toMatchObject(counts(0, 0, 1));
    expect((await orderRow(one.id))?.status).toBe('delivered');
    const later = { ...one, status: 'shipped', updatedAt: new Date(Date.now() + 1_000).toISOString() };
    expect(await taken('/v1/orders', [later])).toMatchObject(counts(1));
    expect((await orderRow(one.id))?.status).toBe('shipped');
  });

  it('that are sent twice at once are stored once', async () => {
    const { customerId, productId } = await known();
    const many = Array.from({ length: 40 }, () => order(customerId, productId));
    const both = await Promise.all([taken('/v1/orders', many), taken('/v1/orders', [...many].reverse())]);
    expect(both.map(({ accepted, unchanged, failed }) => [accepted + unchanged, failed])).toEqual([
      [40, 0],
      [40, 0],
    ]);
    const rows = await app.database.prisma.orderLine.count({
      where: { order: { externalId: { in: many.map(({ id }) => id) } } },
    });
    expect(rows).toBe(40);
  });

  it.each([
    [{ lines: [] }, 'lines'],
    [{ status: 'lost' }, 'status'],
    [{ discountMinor: 50_000 }, 'discountMinor'],
    [{ lines: [{ productId: 'P', quantity: 100_000, unitPriceMinor: 2_000_000_000 }] }, 'lines'],
    [{ lines: [{ productId: 'P', quantity: 0, unitPriceMinor: 1 }] }, 'lines.0.quantity'],
    [{ createdAt: '2099-01-01T00:00:00Z' }, 'createdAt'],
  ])('with %j are refused by the field %s', async (change, path) => {
    const { id, ...one } = order('C', 'P', change);
    const answer = await send('PUT', `/v1/orders/${id}`, one);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].path).toBe(path);
  });
});

describe('events', () => {
  const event = (more: object = {}) => ({
    id: `E-${++number}`,
    name: 'product_view',
    occurredAt: '2026-11-20T10:00:00Z',
    ...more,
  });

  it('are taken once by their id, and belong to a known customer or visitor', async () => {
    const { customerId } = await known();
    const one = event({ customerId, properties: { productId: 'P1', path: '/p/1' } });
    expect(await taken('/v1/events', [one])).toMatchObject(counts(1));
    expect(await taken('/v1/events', [{ ...one, name: 'changed' }])).toMatchObject(counts(0, 1));
    const row = await app.database.prisma.event.findUniqueOrThrow({ where: { externalId: one.id } });
    expect(row).toMatchObject({ name: 'product_view', properties: { productId: 'P1', path: '/p/1' } });

    const visitor = await app.database.prisma.visitor.create({ data: {} });
    const summary = await taken('/v1/events', [
      event({ visitorId: visitor.id }),
      event({ customerId: 'C-nobody' }),
      event({ visitorId: '0198d3a0-0000-7000-8000-000000000000' }),
      event(),
      event({ customerId, occurredAt: new Date(Date.now() + 3_600_000).toISOString() }),
      event({ customerId, name: 'DROP TABLE' }),
      event({ customerId, properties: { big: 'x'.repeat(501) } }),
    ]);
    expect(summary).toMatchObject(counts(1, 0, 0, 6));
    expect(summary.errors.map(({ field }) => field)).toEqual([
      'customerId',
      'visitorId',
      'customerId',
      'occurredAt',
      'name',
      'properties.big',
    ]);
  });
});
