import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  counts,
  customer,
  type IntakeBench,
  lines,
  ndjson,
  nextId,
  openIntakeBench,
  order,
  product,
} from './intake-bench.js';

let bench: IntakeBench;
beforeAll(async () => {
  bench = await openIntakeBench();
});
afterAll(() => bench.app.close());

describe('customers', () => {
  it('have telephone and e-mail encrypted', async () => {
    const one = customer({
      phone: '139 1234 5678',
      email: 'lin@example.com',
      birthday: '02-29',
      points: 120,
    });
    expect(await bench.taken('/v1/customers', [one])).toMatchObject(counts(1));
    const row = await bench.prisma.customer.findUniqueOrThrow({ where: { externalId: one.id } });
    expect(row).toMatchObject({ name: '林女士', birthday: '02-29', points: 120 });
    expect(JSON.stringify(row)).not.toMatch(/1234|lin@/);
    expect(await bench.taken('/v1/customers', [one])).toMatchObject(counts(0, 1));
  });

  it('keep what they were before they were sent: a shopper who signed in first is the same customer', async () => {
    const { prisma } = bench;
    const made = await prisma.customer.create({ data: { externalId: 'C-early', name: '顾客' } });
    await bench.taken('/v1/customers', [customer({ id: 'C-early', name: '早到的林女士' })]);
    expect(await prisma.customer.findUnique({ where: { id: made.id } })).toMatchObject({
      name: '早到的林女士',
    });
  });
});

describe('orders', () => {
  it('come with lines, money and an encrypted address, and lose lines that are gone', async () => {
    const { customerId, productId } = await bench.known();
    const second = product();
    await bench.taken('/v1/products', [second]);
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
    expect(await bench.taken('/v1/orders', [one])).toMatchObject(counts(1));
    const row = await bench.orderRow(one.id);
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
    expect(await bench.taken('/v1/orders', [fewer])).toMatchObject(counts(1));
    expect((await bench.orderRow(one.id))?.lines).toHaveLength(1);
  });

  it('with a product or customer that nobody knows are errors of their line, or get placeholders', async () => {
    const { customerId, productId } = await bench.known();
    const bad = [order(customerId, 'P-unknown'), order('C-unknown', productId)];
    const summary = await bench.taken('/v1/orders', lines([...bad, order(customerId, productId)]), ndjson);
    expect(summary).toMatchObject(counts(1, 0, 0, 2));
    expect(summary.errors).toEqual([
      { line: 1, field: 'lines.0.productId', message: expect.stringContaining('P-unknown') },
      { line: 2, field: 'customerId', message: expect.stringContaining('C-unknown') },
    ]);
    expect(await bench.productRow('P-unknown')).toBeNull();

    expect(await bench.taken('/v1/orders?createMissing=true', bad)).toMatchObject(counts(2));
    expect(await bench.productRow('P-unknown')).toMatchObject({ active: false, stock: 0, priceMinor: 9900 });
    // The product itself, once it comes, takes the place of the placeholder.
    await bench.taken('/v1/products', [product({ id: 'P-unknown', updatedAt: '2026-01-01T00:00:00Z' })]);
    expect(await bench.productRow('P-unknown')).toMatchObject({ active: true, stock: 10 });
  });

  it('go back only by a newer record', async () => {
    const { customerId, productId } = await bench.known();
    const one = order(customerId, productId, { status: 'delivered' });
    await bench.taken('/v1/orders', [one]);
    expect(await bench.taken('/v1/orders', [{ ...one, status: 'shipped' }])).toMatchObject(counts(0, 0, 1));
    expect((await bench.orderRow(one.id))?.status).toBe('delivered');
    const later = { ...one, status: 'shipped', updatedAt: new Date(Date.now() + 1_000).toISOString() };
    expect(await bench.taken('/v1/orders', [later])).toMatchObject(counts(1));
    expect((await bench.orderRow(one.id))?.status).toBe('shipped');
  });

  it('that are sent twice at once are stored once', async () => {
    const { customerId, productId } = await bench.known();
    const many = Array.from({ length: 40 }, () => order(customerId, productId));
    const both = await Promise.all([
      bench.taken('/v1/orders', many),
      bench.taken('/v1/orders', [...many].reverse()),
    ]);
    expect(both.map(({ accepted, unchanged, failed }) => [accepted + unchanged, failed])).toEqual([
      [40, 0],
      [40, 0],
    ]);
    const rows = await bench.prisma.orderLine.count({
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
    const answer = await bench.send('PUT', `/v1/orders/${id}`, one);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors[0].path).toBe(path);
  });
});

describe('events', () => {
  const event = (more: object = {}) => ({
    id: nextId('E'),
    name: 'product_view',
    occurredAt: '2026-11-20T10:00:00Z',
    ...more,
  });

  it('are taken once by their id, and belong to a known customer or visitor', async () => {
    const { customerId } = await bench.known();
    const one = event({ customerId, properties: { productId: 'P1', path: '/p/1' } });
    expect(await bench.taken('/v1/events', [one])).toMatchObject(counts(1));
    expect(await bench.taken('/v1/events', [{ ...one, name: 'changed' }])).toMatchObject(counts(0, 1));
    const row = await bench.prisma.event.findUniqueOrThrow({ where: { externalId: one.id } });
    expect(row).toMatchObject({ name: 'product_view', properties: { productId: 'P1', path: '/p/1' } });

    const visitor = await bench.prisma.visitor.create({ data: {} });
    const summary = await bench.taken('/v1/events', [
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
