import type { Clock } from './platform/clock.js';
import type { Config } from './platform/config.js';
import type { Database } from './platform/database.js';
import type { Log } from './platform/log.js';
import { createSettingsStore } from './platform/settings-store.js';
import { mayRead, maySee } from './realtime/audience.js';
import { openNodes } from './several-nodes.js';
import { openProtectedFields } from './shop-intake.js';
import { createApiKeyStore } from './staff/api-key-store.js';
import { createAuditStore } from './staff/audit-store.js';
import { createStaffGuard } from './staff/guard.js';
import { createKeyGuard } from './staff/key-guard.js';
import { createStaffSessions } from './staff/session-store.js';
import { createStaffStore } from './staff/staff-store.js';

export type Ground = Awaited<ReturnType<typeof openGround>>;

/** What every part of the server stands on: database, clock, log, settings, other processes, and who may do what. */
export async function openGround(config: Config, database: Database, log: Log, clock: Clock) {
  const { prisma } = database;
  const settings = createSettingsStore(database);
  const nodes = await openNodes({ config, database, settings, log });
  const audit = createAuditStore({ prisma });
  const staffStore = createStaffStore({ prisma });
  const sessions = createStaffSessions({ prisma });
  const guard = createStaffGuard({ sessions, publicUrl: config.publicUrl });
  const apiKeys = createApiKeyStore({ prisma, audit, clock });
  return {
    database,
    prisma,
    settings,
    nodes,
    ...nodes,
    shopTimeZone: config.shopTimeZone,
    privateHooks: config.privateHooks,
    shopSecrets: config.shopSecrets ?? [await settings.secret('shop-secret')],
    tokenSecret: config.tokenSecret ?? (await settings.secret('token-secret')),
    protectedFields: await openProtectedFields(config, settings),
    audit,
    staffStore,
    sessions,
    guard,
    apiKeys,
    keyGuard: createKeyGuard({
      keys: apiKeys,
      staff: guard,
      limits: nodes.limits,
      requestsPerMinute: config.keyRequestsPerMinute,
    }),
    maySee,
    mayRead,
    committed: nodes.outbox.kick,
    clock,
    log,
  };
}
