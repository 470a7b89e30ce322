// Weighs what a shopper's browser downloads: `node web-widget/check-size.mjs [folder]`, exit 1 above the budget.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const budgetBytes = 40 * 1024;
const loaderBudgetBytes = 4 * 1024;
const folder = process.argv[2] ?? fileURLToPath(new URL('../dist/widget', import.meta.url));

const files = readdirSync(folder, { recursive: true })
  .filter((name) => /\.(js|css)$/.test(name))
  .map((name) => ({ name, bytes: gzipSync(readFileSync(join(folder, name)), { level: 9 }).length }));

const loader = files.find((file) => file.name === 'widget.js');
const total = files.reduce((sum, file) => sum + file.bytes, 0);
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

for (const file of files) console.log(`${kilobytes(file.bytes).padStart(9)}  ${file.name}`);
console.log(`${kilobytes(total).padStart(9)}  in all, gzipped; the budget is ${kilobytes(budgetBytes)}`);

const complaints = [];
if (!loader) complaints.push('widget.js is missing: build the loader after the app');
if (files.length < 2) complaints.push('the app is missing: build it first');
if (loader && loader.bytes > loaderBudgetBytes) {
  complaints.push(`the loader is above ${kilobytes(loaderBudgetBytes)}`);
}
if (total > budgetBytes) complaints.push(`the widget is above ${kilobytes(budgetBytes)}`);
for (const complaint of complaints) console.error(`check-size: ${complaint}`);
process.exitCode = complaints.length > 0 ? 1 : 0;
