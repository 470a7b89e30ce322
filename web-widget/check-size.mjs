// Weighs what a shopper's browser downloads: `node web-widget/check-size.mjs [folder]`, exit 1 above the budget.
//
// The budget holds for the way to the first message and its answer: loader, page, entry and the socket client. Menu,
// cards, other languages and sound come when they are needed (see `app/late.ts`); they are listed beside it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const budgetBytes = 40 * 1024;
const loaderBudgetBytes = 4 * 1024;
const folder = process.argv[2] ?? fileURLToPath(new URL('../dist/widget', import.meta.url));
const complaints = [];

const textOf = (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '');
const weigh = (name) => gzipSync(textOf(name), { level: 9 }).length;
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;

/** What a script imports at once, as names in `folder`. */
function importsOf(name) {
  const found = textOf(name).matchAll(/(?:\bfrom|\bimport)\s*["'`]\.\/([^"'`]+)["'`]/g);
  return [...found].map(([, file]) => `assets/${file}`);
}
function withImports(names, seen = new Set()) {
  for (const name of names) {
    if (seen.has(name)) continue;
    seen.add(name);
    withImports(importsOf(name), seen);
  }
  return [...seen];
}

const assets = existsSync(join(folder, 'assets')) ? readdirSync(join(folder, 'assets')) : [];
const all = ['widget.js', 'index.html', ...assets.map((name) => `assets/${name}`)].filter((name) =>
  /\.(js|css|html)$/.test(name),
);
const named = [...textOf('index.html').matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(
  ([, file]) => file,
);
const socketClient = all.find((name) => /^assets\/socket-client-[^/]+\.js$/.test(name));
const first = withImports(['widget.js', 'index.html', ...named, ...(socketClient ? [socketClient] : [])]);
const late = all.filter((name) => !first.includes(name));

function print(names) {
  for (const name of names) console.log(`${kilobytes(weigh(name)).padStart(9)}  ${name}`);
  return names.reduce((sum, name) => sum + weigh(name), 0);
}
console.log('Until the first message is sent and answered:');
const firstBytes = print(first);
console.log('When needed:');
const lateBytes = print(late);
console.log(
  `${kilobytes(firstBytes).padStart(9)}  at first, gzipped; the budget is ${kilobytes(budgetBytes)}, in reserve: ${budgetBytes - firstBytes} bytes`,
);
console.log(`${kilobytes(firstBytes + lateBytes).padStart(9)}  with everything`);

if (textOf('widget.js') === '') complaints.push('widget.js is missing: build the loader after the app');
if (named.length === 0) complaints.push('the app is missing: build it first');
if (!socketClient) complaints.push('assets/socket-client-*.js is missing: was the part renamed?');
if (weigh('widget.js') > loaderBudgetBytes)
  complaints.push(`the loader is above ${kilobytes(loaderBudgetBytes)}`);
if (firstBytes > budgetBytes) complaints.push(`the first load is above ${kilobytes(budgetBytes)}`);
for (const name of late) {
  const others = importsOf(name).filter((each) => !first.includes(each));
  if (others.length > 0) {
    complaints.push(`${name} imports ${others.join(', ')}, which could not be tried again: see app/late.ts`);
  }
}
for (const complaint of complaints) console.error(`check-size: ${complaint}`);
process.exitCode = complaints.length > 0 ? 1 : 0;
