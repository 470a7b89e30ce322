import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportPreview, importPreview } from '../src/contract/imports.js';
import { type IntakeSummary, intakeSummary } from '../src/contract/intake.js';
import { importSentence } from '../web-console/src/imports/import-sentence.js';
import { type BareApp, openBareApp } from './bare-app.js';

let app: BareApp;
let admin = '';
beforeAll(async () => {
  app = await openBareApp();
  admin = await app.session('admin');
});
afterAll(() => app.close());

const send = (url: string, query: Record<string, string>, payload: string | Buffer) =>
  app.http.inject({
    method: 'POST',
    url,
    query,
    payload,
    headers: { authorization: `Bearer ${admin}`, 'content-type': 'text/csv' },
  });
async function previewed(query: Record<string, string>, file: string | Buffer): Promise<ImportPreview> {
  const answer = await send('/v1/imports/preview', { whole: 'true', ...query }, file);
  expect(answer.statusCode, answer.body).toBe(200);
  return importPreview.parse(answer.json());
}
/** Looks at a table and takes it as it was guessed. */
async function imported(
  kind: string,
  file: string | Buffer,
  more: Record<string, string> = {},
): Promise<IntakeSummary> {
  const { encoding, delimiter, mapping } = await previewed({ kind }, file);
  const query = { kind, encoding, delimiter, mapping: JSON.stringify(mapping), ...more };
  const answer = await send('/v1/imports', query, file);
  expect(answer.statusCode, answer.body).toBe(200);
  return intakeSummary.parse(answer.json());
}

/** 商品编号,商品名称,分类,售价,库存 and P9,保温杯,厨房用品,99.9,5 as GBK, as Excel in China writes it. */
const gbk = Buffer.from(
  'c9ccc6b7b1e0bac52cc9ccc6b7c3fbb3c62cb7d6c0e02ccadbbcdb2cbfe2b4e60d0a' +
    '50392cb1a3cec2b1ad2cb3f8b7bfd3c3c6b72c39392e392c350d0a',
  'hex',
);

describe('a table of products', () => {
  it('is understood by its header, whatever delimiter and encoding, and shown before it is taken', async () => {
    const file =
      '\ufeff商品编号;商品名称;分类;售价（元）;库存;标签\nP1;"保温杯; 大";厨房用品;¥1,299.90;5;新品、热卖\n';
    const seen = await previewed({ kind: 'products' }, file);
    expect(seen).toMatchObject({
      encoding: 'utf-8',
      delimiter: ';',
      mapping: { id: 0, title: 1, category: 2, price: 3, stock: 4, tags: 5 },
      missing: [],
      rows: [{ cells: ['P1', '保温杯; 大', '厨房用品', '¥1,299.90', '5', '新品、热卖'], problems: [] }],
    });
    expect(await app.database.prisma.product.count({ where: { title: '保温杯; 大' } })).toBe(0);
    expect(await imported('products', file)).toMatchObject({ accepted: 1, failed: 0 });
    expect(
      await app.database.prisma.product.findUniqueOrThrow({ where: { externalId: 'P1' } }),
    ).toMatchObject({ title: '保温杯; 大', priceMinor: 129_990, tags: ['新品', '热卖'], active: true });
  });

  it('is read in GBK when it is no UTF-8', async () => {
    expect(await previewed({ kind: 'products' }, gbk)).toMatchObject({
      encoding: 'gb18030',
      mapping: { id: 0, title: 1, category: 2, price: 3, stock: 4 },
    });
    await imported('products', gbk);
    expect(await app.database.prisma.product.findUnique({ where: { externalId: 'P9' } })).toMatchObject({
      title: '保温杯',
      priceMinor: 9990,
    });
  });

  it('tells what is wrong line by line, and takes the rest', async () => {
    const file = [
      'id,title,category,price,stock',
      'A1,好的,分类,10,1',
      'A2,,分类,10,1',
      'A3,价格,分类,-5,1',
      'A4,价格,分类,1.234,1',
      'A5,库存,分类,1,很多',
      '',
      'A6,少了两列,分类',
    ].join('\r\n');
    const { rows } = await previewed({ kind: 'products' }, file);
    expect(rows.map(({ line, problems }) => [line, ...problems.map(({ field }) => field)])).toEqual([
      [2],
      [3, 'title'],
      [4, 'priceMinor'],
      [5, 'price'],
      [6, 'stock'],
      [8, 'price', 'stock'],
    ]);
    const summary = await imported('products', file);
    expect(summary).toMatchObject({ accepted: 1, failed: 5 });
    expect([...new Set(summary.errors.map(({ line }) => line))]).toEqual([3, 4, 5, 6, 8]);
    expect(await imported('products', file)).toMatchObject({ accepted: 0, unchanged: 1 });
  });

  it('needs its columns, and refuses what is no table', async () => {
    const seen = await previewed({ kind: 'products' }, '名字,颜色\n保温杯,白\n');
    expect(seen.missing).toEqual(['id', 'title', 'category', 'price', 'stock']);
    const query = { kind: 'products', encoding: 'utf-8', delimiter: ',', mapping: '{"id":0}' };
    const refused = await send('/v1/imports', query, 'a,b\n1,2\n');
    expect(refused.json().errors.map(({ path }: { path: string }) => path)).toContain('mapping.title');
    expect((await send('/v1/imports/preview', { kind: 'products' }, '')).statusCode).toBe(400);
    const quotes = await send(
      '/v1/imports/preview',
      { kind: 'products', whole: 'true' },
      'id,title\nA,"x"y\n',
    );
    expect(quotes.json()).toMatchObject({ code: 'invalid-input', errors: [{ path: 'line 2' }] });
    expect((await send('/v1/imports/preview', { kind: 'products' }, 'x'.repeat(600_000))).statusCode).toBe(
      413,
    );
  });

  it('reads amounts exactly or not at all: no decimal comma, no other currency’s sign, no number cut short', async () => {
    const file = [
      'id;title;category;price;stock;currency',
      'M1;a;c;12,50;1;CNY',
      'M2;a;c;1,2,99;1;CNY',
      'M3;a;c;$12;1;CNY',
      'M4;a;c;￥12;1;USD',
      'M5;a;c;50.5;1;JPY',
      'M6;a;c;1.5.2;1;CNY',
      'M7;a;c;5;1,5;CNY',
      '2.02611E+17;a;c;5;1;CNY',
      'M8;a;c;5;1;CNY;99',
      'M9;a;c;￥１，２９９．５０;１２;',
      'M10;a;c;5,000;1,000;JPY',
      "'00123;a;c;5;1;CNY",
      '"=""00124""";a;c;5;1;CNY',
    ].join('\n');
    const summary = await imported('products', file);
    expect(summary.errors.map(({ line, field }) => [line, field])).toEqual([
      [2, 'price'],
      [3, 'price'],
      [4, 'price'],
      [5, 'price'],
      [6, 'price'],
      [7, 'price'],
      [8, 'stock'],
      [9, 'id'],
      [10, ''],
    ]);
    for (const { message } of summary.errors) expect(importSentence(message)).not.toMatch(/[a-z]{5}/);
    const prices = await app.database.prisma.product.findMany({
      where: { externalId: { in: ['M9', 'M10', '00123', '00124'] } },
      select: { externalId: true, priceMinor: true, stock: true },
      orderBy: { externalId: 'asc' },
    });
    expect(prices).toEqual([
      { externalId: '00123', priceMinor: 500, stock: 1 },
      { externalId: '00124', priceMinor: 500, stock: 1 },
      { externalId: 'M10', priceMinor: 5000, stock: 1000 },
      { externalId: 'M9', priceMinor: 129_950, stock: 12 },
    ]);
  });

  it('is no workbook and not UTF-16, which is said; quotes that break keep what came before them', async () => {
    const table = 'id,title,category,price,stock\nB1,a,c,1,1\n';
    const workbook = Buffer.from('PK\u0003\u0004 and so on');
    for (const file of [workbook, Buffer.from(`\ufeff${table}`, 'utf16le')])
      for (const url of ['/v1/imports/preview', '/v1/imports']) {
        const form = {
          encoding: 'utf-8',
          delimiter: ',',
          mapping: '{"id":0,"title":1,"category":2,"price":3,"stock":4}',
        };
        const refused = await send(url, { kind: 'products', ...(url.endsWith('s') ? form : {}) }, file);
        expect(refused.json(), url).toMatchObject({ code: 'invalid-input', errors: [{ path: 'file' }] });
      }
    const query = { kind: 'products', encoding: 'utf-8', delimiter: ',' };
    const mapping = '{"id":0,"title":1,"category":2,"price":3,"stock":4}';
    const cut = await send('/v1/imports', { ...query, mapping }, `${table}B2,"a"x,c,1,1\nB3,a,c,1,1\n`);
    expect(cut.json().errors).toMatchObject([
      { path: 'line 3', message: expect.stringContaining('nothing from here on') },
    ]);
    const stored = await app.database.prisma.product.findMany({
      where: { externalId: { in: ['B1', 'B2', 'B3'] } },
    });
    expect(stored.map(({ externalId }) => externalId)).toEqual(['B1']);
  });

  it('names the line of broken UTF-8', async () => {
    const file = Buffer.concat([
      Buffer.from('id,title,category,price,stock\nU1,好,分类,1,1\nU2,'),
      Buffer.from([0xe5, 0xa5]),
      Buffer.from(',分类,1,1\nU3,好,分类,1,1\n'),
    ]);
    const query = { kind: 'products', encoding: 'utf-8', delimiter: ',' };
    const mapping = '{"id":0,"title":1,"category":2,"price":3,"stock":4}';
    const summary = intakeSummary.parse((await send('/v1/imports', { ...query, mapping }, file)).json());
    expect(summary).toMatchObject({ accepted: 2, failed: 1, errors: [{ line: 3, field: '' }] });
  });
});

describe('a table of orders', () => {
  const header = '订单号,会员编号,订单状态,下单时间,商品编号,商品名称,数量,单价,运费,收货人,手机,地址';

  it('has a row a line, times of the shop, and words for states', async () => {
    const file = [
      header,
      'O1,C1,待发货,2026-11-20 09:30,T1,保温杯,2,99.00,8,林晓,13912345678,文三路 1 号',
      'O1,C1,待发货,2026-11-20 09:30,T2,饭盒,1,39.00,,,,',
      'O2,C2,交易成功,2026/1/2 8:05,T1,保温杯,1,99,,,,',
    ].join('\n');
    expect(await imported('orders', file)).toMatchObject({ accepted: 0, failed: 2 });
    expect(await imported('orders', file, { createMissing: 'true' })).toMatchObject({ accepted: 2 });
    const row = await app.database.prisma.order.findUniqueOrThrow({
      where: { externalId: 'O1' },
      include: { lines: { orderBy: { position: 'asc' } } },
    });
    expect(row).toMatchObject({
      status: 'paid',
      itemsMinor: 23_700,
      totalMinor: 24_500,
      createdAt: new Date('2026-11-20T01:30:00Z'),
      lines: [
        { title: '保温杯', quantity: 2 },
        { title: '饭盒', quantity: 1 },
      ],
    });
    expect(JSON.stringify(row.shipTo)).not.toMatch(/林晓|1391/);
  });

  it('never stores an order of which a row is wrong, or stands elsewhere', async () => {
    const file = [
      header,
      'S1,C1,已完成,2026-11-20,T1,杯,1,10,,,,',
      'S1,C1,已完成,2026-11-20,T2,杯,很多,10,,,,',
      'S1,C1,已完成,2026-11-20,T1,杯,1,10,,,,',
      'S2,C1,已完成,2026-11-20,T1,杯,1,10,,,,',
      'S3,C1,已完成,2026-11-20,T1,杯,1,10,,,,',
      'S2,C1,已完成,2026-11-20,T2,杯,1,10,,,,',
    ].join('\n');
    const summary = await imported('orders', file, { createMissing: 'true' });
    expect(summary).toMatchObject({ accepted: 2, failed: 2 });
    expect(summary.errors.map(({ line, field }) => [line, field])).toEqual([
      [3, 'quantity'],
      [7, ''],
    ]);
    expect(await app.database.prisma.order.findUnique({ where: { externalId: 'S1' } })).toBeNull();
  });
});

describe('an order in a table', () => {
  const header = 'order_id,customer_id,status,created_at,product_id,quantity,unit_price,currency';
  const row = (
    id: string,
    product: string,
    changes: Partial<Record<'customer' | 'at' | 'currency', string>> = {},
  ) =>
    `${id},${changes.customer ?? 'C1'},paid,${changes.at ?? '2026-11-20 10:00'},${product},1,1,${changes.currency ?? 'CNY'}`;

  it('is never stored in part, nor with rows of different people, nor from a year that cannot be', async () => {
    const long = Array.from({ length: 250 }, (_, index) => row('L1', `T${index}`));
    const file = [
      header,
      ...long,
      row('L2', 'T1'),
      row('L2', 'T2', { customer: 'C2', currency: 'JPY' }),
      row('L3', 'T1', { at: '0050-01-01' }),
      row('L4', 'T1', { at: '2999-01-01' }),
      row('L5', 'T1'),
    ].join('\n');
    const summary = await imported('orders', file, { createMissing: 'true' });
    expect(summary.errors.map(({ line, field }) => [line, field])).toEqual([
      [2, ''],
      [253, 'customerId'],
      [253, 'currency'],
      [254, 'createdAt'],
      [255, 'createdAt'],
    ]);
    for (const { message } of summary.errors) expect(importSentence(message)).not.toMatch(/[a-z]{5}/);
    const stored = await app.database.prisma.order.findMany({ where: { externalId: { startsWith: 'L' } } });
    expect(stored.map(({ externalId }) => externalId)).toEqual(['L5']);
  });
});

describe('an import', () => {
  it('is in the audit by who and how many', async () => {
    await imported('customers', '编号,姓名,手机\nK1,林女士,13912345678\n');
    const [entry] = await app.database.prisma.auditEntry.findMany({
      where: { subject: 'intake:customers' },
    });
    expect(entry).toMatchObject({
      actorType: 'staff',
      actorId: app.staffId('admin'),
      detail: { accepted: 1 },
    });
    expect(JSON.stringify(entry)).not.toMatch(/林女士|1391/);
  });
});
