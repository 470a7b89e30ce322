import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { inject } from 'vitest';
import { createApp } from '../src/app.js';
import { readConfig } from '../src/platform/config.js';
import type { Database } from '../src/platform/database.js';
import { databaseOn } from '../src/platform/embedded-database.js';
import { packageRoot } from '../src/platform/package-root.js';
import { contentFingerprint } from './content-fingerprint.js';
import { connectShopper, connectStaff, type TestShopper, type TestStaff } from './shop-clients.js';

export interface TestShop {
  address: string;
  /** For looking at what was stored; what shoppers and staff see comes through their sockets. */
  prisma: Database['prisma'];
  /** A new browser: of nobody known, or of a customer of the demo page (`C1003`). */
  shopper(customer?: string): Promise<TestShopper>;
  /** Another connection of the same browser. */
  again(token: string): Promise<TestShopper>;
  /** `agent1@demo.local` and so on. */
  staff(email: string): Promise<TestStaff>;
  close(): Promise<void>;
}

/**
 * The whole server with the demo shop on a port of its own, built by `createApp` as `npm start` does, on a database in
 * memory. What the first start does is done once and kept, until the content or the schema changes.
 * @param options.clock another than the real one, for what depends on the hour
 * @param options.model false: by words alone, which starts faster. Also so without being told where it is not here
 */
export async function openTestShop({
  model = modelIsThere(),
  clock,
}: {
  model?: boolean;
  clock?: () => Date;
} = {}): Promise<TestShop> {
  const { app, database } = await start(await seededDump(model), model, clock);
  const address = await app.listen();
  await untilReady(address);
  const open: { close(): void }[] = [];
  const { accounts } = app.notices;
  const connect = async <Client extends { close(): void }>(client: Promise<Client>): Promise<Client> => {
    open.push(await client);
    return client;
  };
  return {
    address,
    prisma: database.prisma,
    async shopper(customer) {
      const claim = customer === undefined ? undefined : await claimOf(address, customer);
      const session = await post(`${address}/v1/shopper/sessions`, claim ? { customer: claim } : {});
      const { token } = (await session.json()) as { token: string };
      return connect(connectShopper(address, token));
    },
    again: (token) => connect(connectShopper(address, token)),
    async staff(email) {
      const password = accounts.find((account) => account.email === email)?.password ?? '';
      const answer = await post(`${address}/v1/staff/login`, { email, password });
      return connect(connectStaff(address, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''));
    },
    async close() {
      for (const client of open) client.close();
      await app.close();
    },
  };
}

const longestStart = 240_000;

/**
 * Whether tests match with the embedding model: it is here, and `WITHOUT_MODEL=1` does not ask for words alone. For the
 * names of tests whose outcome may depend on it.
 */
export function modelIsThere(): boolean {
  if (process.env.WITHOUT_MODEL === '1') return false;
  return existsSync(
    join(packageRoot(), 'models', 'Xenova', 'bge-small-zh-v1.5', 'onnx', 'model_quantized.onnx'),
  );
}

async function start(dump: Blob, model: boolean, clock?: () => Date) {
  const client = new PGlite({ loadDataDir: dump });
  await client.exec(`SET TIME ZONE 'UTC'`);
  const database = databaseOn(client);
  const modelDir = model ? {} : { MODEL_DIR: join(tmpdir(), 'no-model') };
  const config = readConfig({ PORT: '0', DATA_DIR: tmpdir(), LOG_LEVEL: 'fatal', DEMO: 'true', ...modelDir });
  return { client, database, app: await createApp(config, async () => database, clock) };
}

async function seededDump(model: boolean): Promise<Blob> {
  const cache = join(packageRoot(), 'node_modules', '.cache', 'zhanggui');
  const kind = model ? 'model' : 'words';
  const path = join(cache, `test-shop-${kind}-${await contentFingerprint(inject('databaseDump'))}.tar`);
  if (!existsSync(path)) {
    await mkdir(cache, { recursive: true });
    for (const name of await readdir(cache)) {
      if (name.startsWith(`test-shop-${kind}-`) && name.endsWith('.tar'))
        await rm(join(cache, name), { force: true });
    }
    const { client, app } = await start(new Blob([await readFile(inject('databaseDump'))]), model);
    // Being ready means that the index is built, and with it the vectors of all known questions.
    await untilReady(await app.listen());
    const dump = await client.dumpDataDir('none');
    await app.close();
    const partial = `${path}.${process.pid}`;
    await writeFile(partial, Buffer.from(await dump.arrayBuffer()));
    await rename(partial, path);
  }
  return new Blob([await readFile(path)]);
}

async function untilReady(address: string): Promise<void> {
  for (let waited = 0; waited < longestStart; waited += 50) {
    if ((await fetch(`${address}/readyz`)).ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The shop was not ready after ${longestStart} ms.`);
}

async function claimOf(address: string, customer: string): Promise<object> {
  const { personas } = (await (await fetch(`${address}/demo/personas`)).json()) as {
    personas: { customer: { id: string } }[];
  };
  const persona = personas.find(({ customer: { id } }) => id === customer);
  if (!persona) throw new Error(`The demo page has no customer ${customer}.`);
  return persona.customer;
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
