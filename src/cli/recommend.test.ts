import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecommendationLine } from '../contract/recommendation.js';
import { runCli } from './run.js';

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-recommend-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const head = 'order_id,customer_id,product_id,quantity,unit_price,ordered_at\n';
const day = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 86_400_000).toISOString();

/** 40 customers: the even ones buy tea every 20 days, the odd ones a new picture book each time. */
function shop(): string {
  const lines: string[] = [];
  for (let c = 0; c < 40; c++)
    for (let n = 0; n < 9; n++) {
      const product = c % 2 === 0 ? (n % 2 === 0 ? '茶 叶' : 'cup') : `book-${(c + 7 * n) % 30}`;
      lines.push(`o${c}-${n},"c,${c}",${product},1,${n % 3 === 0 ? '' : '9.5'},${day(n * 10 + (c % 10))}\n`);
    }
  return head + lines.join('');
}

async function run(
  files: { orders?: string; products?: string; customers?: string },
  more: string[] = [],
  until = day(100).slice(0, 10),
) {
  await writeFile(at('o.csv'), files.orders ?? shop());
  await writeFile(at('c.txt'), files.customers ?? 'c,0\nc,1\r\nnobody\n');
  if (files.products !== undefined) await writeFile(at('p.csv'), files.products);
  const told: string[] = [];
  const words = ['recommend', '--orders', at('o.csv'), '--customers', at('c.txt'), '--at', until];
  const products = files.products === undefined ? [] : ['--products', at('p.csv')];
  const code = await runCli([...words, ...products, ...more, '--out', at('r.jsonl')], {
    out: (line) => told.push(line),
    err: (line) => told.push(line),
    environment: {},
  });
  return { code, told: told.join('\n') };
}
const results = async () =>
  (await readFile(at('r.jsonl'), 'utf8'))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as RecommendationLine);

describe('recommend command', () => {
  it('a line a customer in order, scores that descend, nothing twice, strangers too', async () => {
    expect(await run({}, ['--top', '5'])).toMatchObject({ code: 0 });
    const lines = await results();
    expect(lines.map(({ customerId }) => customerId)).toEqual(['c,0', 'c,1', 'nobody']);
    for (const { items } of lines) {
      expect(items).toHaveLength(5);
      expect(new Set(items.map(({ productId }) => productId)).size).toBe(5);
      const scores = items.map(({ score }) => score);
      expect([...scores].sort((a, b) => b - a)).toEqual(scores);
      for (const { reason } of items) expect(reason).not.toBe('');
    }
    expect(
      lines[0]?.items
        .slice(0, 2)
        .map(({ productId }) => productId)
        .sort(),
    ).toEqual(['cup', '茶 叶']);
    expect(lines[0]?.items[0]?.reason).toMatch(/^您大约每 20 天买一次，上次是 \d+ 天前$/);
  });

  it('--novel: nothing that the customer has bought, and the same every time', async () => {
    await run({}, ['--novel']);
    const lines = await results();
    expect(lines[0]?.items.map(({ productId }) => productId)).not.toEqual(expect.arrayContaining(['cup']));
    await run({}, ['--novel']);
    expect(await results()).toEqual(lines);
  });

  it('what lies at or behind --at changes nothing', async () => {
    await run({});
    const before = await results();
    const future = Array.from({ length: 50 }, (_, n) => `f${n},"c,${n % 5}",cup,1,1,${day(100 + n)}\n`).join(
      '',
    );
    await run({ orders: shop() + future });
    expect(await results()).toEqual(before);
  });

  it('titles, prices and other columns may be there or not; what was never sold fills a small shop', async () => {
    const products =
      '\ufeffproduct_id,title,price,category,colour\r\ncup,"Cup, big",,kitchen,red\r\nnew,,3,kitchen,\r\n';
    const orders = `${head}1,a,cup,1,,2026-01-01\n2,b,cup,-1,5,2026-01-02 10:00\n`;
    expect(await run({ orders, products, customers: 'a\nb' })).toMatchObject({ code: 0 });
    expect((await results()).map(({ items }) => items.map(({ productId }) => productId))).toEqual([
      ['cup', 'new'],
      ['cup', 'new'],
    ]);
    await run({ orders: head, customers: 'a' });
    expect(await results()).toEqual([{ customerId: 'a', items: [] }]);
  });

  const row = 'o1,c,p,1,2.5,2026-01-01\n';
  it.each<[string, Parameters<typeof run>[0], string]>([
    ['a missing column', { orders: 'order_id,customer_id\n' }, 'o.csv:1: product_id: is missing'],
    [
      'an empty customer',
      { orders: `${head}${row}o2,,p,1,2,2026-01-01\n` },
      'o.csv:3: customer_id: must not be empty',
    ],
    [
      'an empty product',
      { orders: `${head}o2,c,,1,2,2026-01-01\n` },
      'o.csv:2: product_id: must not be empty',
    ],
    [
      'a quantity in words',
      { orders: `${head}o2,c,p,two,2,2026-01-01\n` },
      'o.csv:2: quantity: "two" is not a number',
    ],
    [
      'a price in words',
      { orders: `${head}o2,c,p,1,¥2,2026-01-01\n` },
      'o.csv:2: unit_price: "¥2" is not a number',
    ],
    [
      'a day that there is not',
      { orders: `${head}${row}o2,c,p,1,2,2026-02-30\n` },
      'o.csv:3: ordered_at: "2026-02-30" is not a date',
    ],
    ['a field too few', { orders: `${head}o2,c,p,1,2\n` }, 'o.csv:2: has 5 fields'],
    ['a product twice', { products: 'product_id\nx\nx\n' }, 'p.csv:3: product_id: "x" is already on line 2'],
    [
      'a product’s price in words',
      { products: 'product_id,price\nx,cheap\n' },
      'p.csv:2: price: "cheap" is not a number',
    ],
  ])('names %s and writes nothing', async (_, files, expected) => {
    await writeFile(at('r.jsonl'), 'before');
    const { code, told } = await run(files);
    expect(code).toBe(1);
    expect(told).toContain(expected);
    expect(told.split('\n')).toHaveLength(1);
    expect(await readFile(at('r.jsonl'), 'utf8')).toBe('before');
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('names a date, a number and a flag that are wrong, and files that are not there', async () => {
    expect((await run({}, [], 'tomorrow')).told).toContain('--at tomorrow is not a date');
    expect((await run({}, ['--top', '0'])).told).toContain('--top 0 is not a whole number');
    expect((await run({}, ['--novel=yes'])).told).toContain('takes --novel without a value');
    expect((await run({}, ['--products', at('none.csv')])).told).toContain('none.csv cannot be read');
  });
});
