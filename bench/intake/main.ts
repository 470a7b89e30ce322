import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { intakeSummary } from '../../src/contract/intake.js';
import { createConsentStore } from '../../src/customers/consent-store.js';
import { createHttpServer } from '../../src/http/http-server.js';
import { systemClock } from '../../src/platform/clock.js';
import { openDatabase } from '../../src/platform/database.js';
import { createSettingsStore } from '../../src/platform/settings-store.js';
import { openProtectedFields, openShopIntake } from '../../src/shop-intake.js';
import { createApiKeyStore } from '../../src/staff/api-key-store.js';
import { createAuditStore } from '../../src/staff/audit-store.js';
import { createStaffGuard } from '../../src/staff/guard.js';
import { createKeyGuard } from '../../src/staff/key-guard.js';
import { createStaffSessions } from '../../src/staff/session-store.js';
import { customerFile, orderFile, productFile, type ShopSize } from './shop-file.js';

// How fast a shop's files are taken, over HTTP, by a server with a database of its own, and how much memory that needs.

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '100000' },
    'database-url': { type: 'string' },
  },
});
const size: ShopSize = { products: 2_000, customers: 20_000, orderLines: Number(values.lines) };
const folder = await mkdtemp(join(tmpdir(), 'zhanggui-bench-'));
const http = await createHttpServer({ logLevel: 'silent', version: 'bench' });
const url = values['database-url'];
const database = await openDatabase({
  dataDir: folder,
  ...(url === undefined ? {} : { databaseUrl: url }),
  log: http.log,
});
try {
  const { prisma } = database;
  const audit = createAuditStore({ prisma });
  const keys = createApiKeyStore({ prisma, audit });
  const guard = createStaffGuard({ sessions: createStaffSessions({ prisma }) });
  const keyGuard = createKeyGuard({ keys, staff: guard, requestsPerMinute: 30_000 });
  const protectedFields = await openProtectedFields({}, createSettingsStore(database));
  const intake = openShopIntake(http, {
    database,
    protectedFields,
    consents: createConsentStore(database),
    keyGuard,
    guard,
    shopTimeZone: 'Asia/Shanghai',
    audit,
    taken: () => {},
    erasedAt: async () => new Map(),
    clock: systemClock,
    log: http.log,
  });
  const { key } = await keys.create(
    { name: 'bench', scopes: ['catalogue:write', 'customers:write', 'orders:write'] },
    { type: 'system', id: 'bench' },
  );
  const address = await http.listen({ port: 0, host: '127.0.0.1' });
  process.stdout.write(`database: ${database.kind}\n`);
  await measure(address, key, 'products', productFile(size), size.products, 'products');
  await measure(address, key, 'customers', customerFile(size), size.customers, 'customers');
  await measure(address, key, 'orders', orderFile(size), size.orderLines, 'order lines, new');
  await measure(address, key, 'orders', orderFile(size), size.orderLines, 'order lines, sent again');
  await http.close();
  await intake.close();
} finally {
  await database.close();
  await rm(folder, { recursive: true, force: true });
}

async function measure(
  address: string,
  key: string,
  kind: string,
  file: Iterable<string>,
  count: number,
  told: string,
): Promise<void> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const started = performance.now();
  const summary = await send(`${address}/v1/${kind}`, key, file);
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  if (summary.failed > 0) throw new Error(JSON.stringify(summary.errors.slice(0, 3)));
  const perMinute = Math.round((count / seconds) * 60);
  const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
  process.stdout.write(
    `${told}: ${count} in ${seconds.toFixed(1)} s, ${perMinute} a minute; ` +
      `memory ${megabytes(before)} MB before, at most ${megabytes(most)} MB; ` +
      `${summary.accepted} accepted, ${summary.unchanged} unchanged\n`,
  );
}

function send(url: string, key: string, file: Iterable<string>) {
  return new Promise<ReturnType<typeof intakeSummary.parse>>((resolve, reject) => {
    const sending = request(
      url,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
      },
      async (answer) => {
        const pieces: Buffer[] = [];
        for await (const piece of answer) pieces.push(piece);
        resolve(intakeSummary.parse(JSON.parse(Buffer.concat(pieces).toString())));
      },
    );
    pipeline(Readable.from(inPieces(file)), sending).catch(reject);
  });
}

/** Of some 64 KB, as a program would write. */
function* inPieces(file: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of file) {
    piece += line;
    if (piece.length < 20_000) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
