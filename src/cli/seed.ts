import { importStarterContent, setUpDemo } from '../first-start.js';
import { systemClock } from '../platform/clock.js';
import type { Config } from '../platform/config.js';
import { openDatabase } from '../platform/database.js';
import type { Log } from '../platform/log.js';
import { createSettingsStore } from '../platform/settings-store.js';
import { createAuditStore } from '../staff/audit-store.js';
import { createStaffStore } from '../staff/staff-store.js';

/** Fills an empty database with the starter content and the demo shop, as the first start does. */
export async function runSeed(config: Config, log: Log): Promise<void> {
  const database = await openDatabase({ ...config, log });
  try {
    const { prisma } = database;
    const settings = createSettingsStore(database);
    await importStarterContent(database, settings, createAuditStore({ prisma }), log);
    await setUpDemo(database, settings, createStaffStore({ prisma }), systemClock(), log);
  } finally {
    await database.close();
  }
}
