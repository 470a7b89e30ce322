import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  counts,
  customer,
  type IntakeBench,
  lines,
  ndjson,
  openIntakeBench,
  order,
  product,
} from './intake-bench.js';

let bench: IntakeBench;
beforeAll(async () => {
  bench = await openIntakeBench();
});
afterAll(() => bench.app.close());

describe('products', () => {
  it('are stored once, changed when they change, and left alone when they do not', async () => {
    const { id, ...one } = product({ tags: ['新品'], attributes: { 颜色: ['白', '蓝'] } });
    expect((await bench.send('PUT', `/v1/products/${id}`, one)).json()).toEqual({ outcome: 'accepted' });
    const first = await bench.productRow(id);
    expect(first).toMatchObject({
      title: one.title,
      priceMinor: 9900,
      tags: ['新品'],
      attributes: { 颜色: ['白', '蓝'] },
    });
    expect((await bench.send('PUT', `/v1/products/${id}`, { ...one, id })).json()).toEqual({
      outcome: 'unchanged',
    });
    expect(await bench.productRow(id)).toEqual(first);
    expect((await bench.send('PUT', `/v1/products/${id}`, { ...one, priceMinor: 8900 })).json()).toEqual({
      outcome: 'accepted',
    });
    expect(await bench.productRow(id)).toMatchObject({ priceMinor: 8900, id: first?.id });
  });

  it('that come late never overwrite what is newer, in any order', async () => {
    const at = (hour: number, priceMinor: number) => ({
      ...product({ id: 'P-late' }),
      priceMinor,
      updatedAt: `2026-11-20T0${hour}:00:00Z`,
    });
    expect(await bench.taken('/v1/products', [at(3, 300)])).toMatchObject(counts(1));
    expect(await bench.taken('/v1/products', [at(1, 100)])).toMatchObject(counts(0, 0, 1));
    expect(await bench.taken('/v1/products', [at(3, 300)])).toMatchObject(counts(0, 1));
    expect((await bench.productRow('P-late'))?.priceMinor).toBe(300);
    // Confirmed as of five: what was so at four is old news.
    expect(await bench.taken('/v1/products', [at(5, 300)])).toMatchObject(counts(0, 1));
    expect(await bench.taken('/v1/products', [at(4, 400)])).toMatchObject(counts(0, 0, 1));
    // In one request, out of order.
    const mixed = await bench.taken('/v1/products', lines([at(8, 800), at(6, 600), at(7, 700)]), ndjson);
    expect(mixed).toMatchObject(counts(3, 0, 0, 0, 2));
    expect((await bench.productRow('P-late'))?.priceMinor).toBe(800);
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
    [{ updatedAt: '0000-01-01T00:00:00Z' }, 'updatedAt'],
    [{ tags: ['x'.repeat(41)] }, 'tags.0'],
    [{ id: 'another' }, 'id'],
  ])('with %j are refused by the field %s, and nothing is stored', async (change, path) => {
    const { id, ...one } = product();
    const answer = await bench.send('PUT', `/v1/products/${id}`, { ...one, ...change });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'invalid-input', errors: [{ path }] });
    expect(await bench.productRow(id)).toBeNull();
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
    const summary = await bench.taken('/v1/products', body, ndjson);
    expect(summary).toMatchObject(counts(2, 0, 0, 4));
    expect(summary.errors.map(({ line, field }) => [line, field])).toEqual([
      [3, ''],
      [4, ''],
      [5, 'priceMinor'],
      [5, 'stock'],
      [6, ''],
    ]);
    expect(summary.errors[1]?.message).toContain('UTF-8');
    expect(await bench.productRow(good.id)).not.toBeNull();
    expect(await bench.productRow(better.id)).not.toBeNull();
  });

  it('with what no line may hold neither stop the others nor come back by the megabyte', async () => {
    const good = product();
    const body = [
      JSON.stringify(product({ updatedAt: '0000-01-01T00:00:00Z' })),
      JSON.stringify({ ...product(), [`k${'x'.repeat(500_000)}`]: 1 }),
      `${'['.repeat(200_000)}`,
      JSON.stringify(good),
    ].join('\n');
    const summary = await bench.taken('/v1/products', body, ndjson);
    expect(summary).toMatchObject(counts(1, 0, 0, 3));
    expect(JSON.stringify(summary).length).toBeLessThan(2_000);
    expect(await bench.productRow(good.id)).not.toBeNull();
  });

  it('are not guessed at: packed bytes and broken UTF-8 in one JSON body are refused', async () => {
    const { id, ...one } = product();
    const [head = '', tail = ''] = JSON.stringify(one).split(one.title);
    const broken = Buffer.concat([Buffer.from(head), Buffer.from([0xe5, 0xa5]), Buffer.from(tail)]);
    const refused = await bench.send('PUT', `/v1/products/${id}`, broken, {
      'content-type': 'application/json',
    });
    expect(refused.json()).toMatchObject({ code: 'invalid-input', errors: [{ path: 'body' }] });
    expect(await bench.productRow(id)).toBeNull();
    const gzip = { ...ndjson, 'content-encoding': 'gzip' };
    const packed = await bench.send('POST', '/v1/products', Buffer.from([0x1f, 0x8b, 0x08, 0x00]), gzip);
    expect(packed.json()).toMatchObject({ code: 'invalid-input', errors: [{ path: 'content-encoding' }] });
  });

  it('with the same id twice are said so, and the later one counts', async () => {
    const one = product();
    const summary = await bench.taken('/v1/products', lines([one, { ...one, stock: 7 }]), ndjson);
    expect(summary).toMatchObject(counts(2, 0, 0, 0, 1));
    expect((await bench.productRow(one.id))?.stock).toBe(7);
  });

  it('are all taken or none, when asked for', async () => {
    const [one, two] = [product(), product()];
    const refused = await bench.send(
      'POST',
      '/v1/products?atomic=true',
      lines([one, { ...two, stock: -1 }]),
      ndjson,
    );
    expect(refused.statusCode).toBe(400);
    expect(refused.json().errors).toEqual([{ path: 'line 2: stock', message: 'must be 0 or more' }]);
    expect(await bench.productRow(one.id)).toBeNull();
    expect(await bench.taken('/v1/products?atomic=true', lines([one, two]), ndjson)).toMatchObject(counts(2));

    // What only the database knows undoes everything as well.
    const { customerId, productId } = await bench.known();
    const [good, bad] = [order(customerId, productId), order(customerId, 'P-nowhere')];
    const undone = await bench.send('POST', '/v1/orders?atomic=true', [good, bad]);
    expect(undone.json()).toMatchObject({ errors: [{ path: 'line 2: lines.0.productId' }] });
    expect(await bench.orderRow(good.id)).toBeNull();
  });

  it('are limited: a thousand in an array, ten thousand together, a megabyte a line', async () => {
    const array = await bench.send('POST', '/v1/events', Array(1_001).fill({}));
    expect([array.statusCode, array.json().code]).toEqual([413, 'too-large']);
    const together = await bench.send('POST', '/v1/events?atomic=true', '{}\n'.repeat(10_001), ndjson);
    expect([together.statusCode, together.json().code]).toEqual([413, 'too-large']);
    const before = product();
    const long = `${JSON.stringify(before)}\n{"id":"${'x'.repeat(1_100_000)}`;
    const line = await bench.send('POST', '/v1/products', long, ndjson);
    expect([line.statusCode, line.json().errors[0].path]).toEqual([413, 'line 2']);
    expect(await bench.productRow(before.id)).not.toBeNull();
    expect((await bench.send('POST', '/v1/products', [])).statusCode).toBe(400);
    expect(
      (await bench.send('POST', '/v1/products', 'id,title', { 'content-type': 'text/csv' })).statusCode,
    ).toBe(415);
  });

  it('refuse 100 MB in one line early, without keeping it', async () => {
    const piece = Buffer.alloc(1024 * 1024, 0x61);
    const before = process.memoryUsage().rss;
    const status = await new Promise<number>((resolve, reject) => {
      const { port } = new URL(bench.app.address);
      const sending = httpRequest(
        {
          port,
          method: 'POST',
          path: '/v1/products',
          headers: { authorization: `Bearer ${bench.key}`, ...ndjson },
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
    await bench.taken('/v1/customers', [customer({ name: '不进日志', phone: '13912345678' })]);
    const [entry] = await bench.prisma.auditEntry.findMany({
      where: { subject: 'intake:customers' },
      orderBy: { id: 'desc' },
      take: 1,
    });
    expect(entry).toMatchObject({ actorType: 'api-key', action: 'intake.take', detail: { accepted: 1 } });
    expect(JSON.stringify(entry)).not.toMatch(/不进日志|1391/);
  });
});
