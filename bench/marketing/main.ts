// Measures the recommendation against simple methods, on a folder of orders and on a generated shop of another kind.
// Run: npm run --silent bench:marketing -- --data FOLDER [--json] [--growth]

import { parseArgs } from 'node:util';
import { fashionShop, generateShop } from './generated-shop.js';
import { compareQuality, type QualityRow } from './quality.js';
import { cutTest, goldTest, readShop } from './shop-data.js';
import { measureChat, measureGrowth } from './speed.js';

const { values } = parseArgs({
  options: { data: { type: 'string' }, json: { type: 'boolean' }, growth: { type: 'boolean' } },
});
if (values.data === undefined) {
  process.stderr.write('Say where orders.csv, products.csv and gold.jsonl are: --data FOLDER\n');
  process.exit(1);
}
const shop = await readShop(values.data);
const fashion = generateShop(fashionShop, 1);
const rows: QualityRow[] = [];
const add = (more: QualityRow[]) => {
  rows.push(...more);
  if (!values.json) for (const row of more) process.stdout.write(`${line(row)}\n`);
};
add(compareQuality(shop, await goldTest(values.data, shop)));
for (const back of [45, 90]) add(compareQuality(shop, cutTest(shop, back, 45)));
add(compareQuality(fashion, cutTest(fashion, 45, 45)));
const chat = await measureChat(shop, 2000);
const growth = values.growth ? measureGrowth([10_000, 100_000, 1_000_000]) : [];
if (values.json) process.stdout.write(`${JSON.stringify({ rows, chat, growth })}\n`);
else {
  process.stdout.write(
    `chat: ${chat.perSecond.toFixed(0)} a second, p50 ${chat.p50.toFixed(1)} ms, p95 ${chat.p95.toFixed(1)} ms, p99 ${chat.p99.toFixed(1)} ms\n`,
  );
  for (const { lines, products, customers, trainSeconds, cpuSeconds, megabytes } of growth)
    process.stdout.write(
      `${lines} lines, ${customers} customers, ${products} products: ${trainSeconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processor time), ${megabytes.toFixed(0)} MB\n`,
    );
}

function line({
  shop: name,
  test,
  mode,
  method,
  customers,
  recall10,
  ndcg10,
  hit10,
  behind,
}: QualityRow): string {
  const told = [recall10, ndcg10, hit10].map((value) => value.toFixed(4)).join('  ');
  const ahead = behind ? `  ours ahead by ${behind.map((value) => value.toFixed(4)).join(' to ')}` : '';
  return `${name} · ${test} · ${mode.padEnd(5)} n=${customers}  ${method.padEnd(18)} ${told}${ahead}`;
}
