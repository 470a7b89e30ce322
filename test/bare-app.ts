import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { type App, createApp } from '../src/app.js';
import type { StaffRole } from '../src/contract/staff-socket.js';
import { signCustomer } from '../src/customers/customer-claim.js';
import { readConfig } from '../src/platform/config.js';
import type { Database } from '../src/platform/database.js';
import { createStaffSessions } from '../src/staff/session-store.js';
import { createStaffStore } from '../src/staff/staff-store.js';
import { openTestDatabase } from './database.js';
import { shopRows } from './shop-rows.js';

export const shopSecret = 'the-secret-of-the-test-shop';
export const staffPassword = 'a-password-for-tests';

export interface BareApp {
  http: App['http'];
  address: string;
  database: Database;
  /** A new session of the member of staff with this role: a token for `Authorization: Bearer`. */
  session(role: StaffRole): Promise<string>;
  staffId(role: StaffRole): string;
  close(): Promise<void>;
}

/**
 * The whole server in demo mode, so that every route is there, but over a shop of one product, with no knowledge and
 * without the model: up in a second or two. Its accounts are `agent@test.local` and so on.
 */
export async function openBareApp(environment: Record<string, string> = {}): Promise<BareApp> {
  const database = await openTestDatabase();
  const { prisma } = database;
  // What the first start would do is marked as done.
  await shopRows(prisma).product({ externalId: 'P1' });
  await prisma.setting.createMany({
    data: [
      { key: 'starter-content', value: {} },
      { key: 'starter-members', value: {} },
      { key: 'demo-accounts', value: [] },
    ],
  });
  const accounts = createStaffStore({ prisma });
  const roles = ['agent', 'supervisor', 'admin'] as const;
  const members = await Promise.all(
    roles.map((role) =>
      accounts.create({ email: `${role}@test.local`, name: role, role, password: staffPassword }),
    ),
  );
  const config = readConfig({
    PORT: '0',
    DATA_DIR: tmpdir(),
    MODEL_DIR: join(tmpdir(), 'no-model-here'),
    LOG_LEVEL: 'silent',
    DEMO: 'true',
    SHOP_SECRET: shopSecret,
    ...environment,
  });
  const app = await createApp(config, async () => database);
  const address = await app.listen();
  // The index is built while the server already listens.
  await vi.waitUntil(async () => (await app.http.inject('/readyz')).statusCode === 200, 20_000);
  const staffId = (role: StaffRole) => members.find((member) => member.role === role)?.staffId ?? '';
  return {
    http: app.http,
    address,
    database,
    staffId,
    session: (role) => createStaffSessions({ prisma }).open(staffId(role)),
    close: app.close,
  };
}

/** What the shop's server would put into the page. */
export function claimOf(id: string, issuedAt = Math.floor(Date.now() / 1000)) {
  return { id, issuedAt, signature: signCustomer(shopSecret, id, issuedAt) };
}
