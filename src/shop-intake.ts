import type { IntakeKind } from './contract/intake.js';
import { type BrowsingStore, createBrowsingStore } from './customers/browsing-store.js';
import type { ConsentStore } from './customers/consent-store.js';
import { importRoutes } from './customers/import-routes.js';
import { createIntake } from './customers/intake/intake.js';
import { createIntakeStore } from './customers/intake/intake-store.js';
import { type Counts, intakeRoutes } from './customers/intake-routes.js';
import { createShippingAddresses, type ShippingAddresses } from './customers/shipping-address.js';
import type { Clock } from './platform/clock.js';
import type { Config } from './platform/config.js';
import type { Database } from './platform/database.js';
import { createFieldEncryption, type FieldEncryption } from './platform/field-encryption.js';
import type { Log } from './platform/log.js';
import type { SettingsStore } from './platform/settings-store.js';
import type { AuditActor, AuditStore } from './staff/audit-store.js';
import type { StaffGuard } from './staff/guard.js';
import type { KeyGuard } from './staff/key-guard.js';

export interface ProtectedFields {
  fields: FieldEncryption;
  addresses: ShippingAddresses;
}

/**
 * What seals telephone numbers and addresses. Without `DATA_KEY` a key is made at first start and kept in the database;
 * with one set later, what was sealed before stays readable.
 */
export async function openProtectedFields(
  { dataKeys = [] }: Pick<Config, 'dataKeys'>,
  settings: SettingsStore,
): Promise<ProtectedFields> {
  const made = dataKeys.length === 0 ? await settings.secret('data-key') : await settings.get('data-key');
  const [first = '', ...others] = [...dataKeys, ...(typeof made === 'string' ? [made] : [])];
  const fields = createFieldEncryption([first, ...others]);
  return { fields, addresses: createShippingAddresses(fields) };
}

export interface ShopIntakeNeeds {
  database: Database;
  protectedFields: ProtectedFields;
  consents: ConsentStore;
  keyGuard: KeyGuard;
  guard: StaffGuard;
  shopTimeZone: string;
  audit: AuditStore;
  /** Something was stored: what is computed of customers is to follow. */
  taken: () => void;
  /** Supplied by the desk of privacy. */
  erasedAt: (externalIds: readonly string[]) => Promise<Map<string, Date>>;
  clock: Clock;
  log: Log;
}

/** What the shop's systems and its pages send in. */
export function openShopIntake(
  http: Parameters<typeof intakeRoutes>[0],
  needs: ShopIntakeNeeds,
): { browsing: BrowsingStore; close(): Promise<void> } {
  const { database, protectedFields, consents, keyGuard, guard, audit, clock, log } = needs;
  const intake = createIntake({ store: createIntakeStore(database, protectedFields), clock });
  const notes = createIntakeNotes(audit, needs.taken, log);
  intakeRoutes(http, {
    intake,
    erasedAt: needs.erasedAt,
    requireKey: (scope) => keyGuard.requireKey(scope),
    noteMany: (request, kind, counts) => notes.record(keyGuard.actorOf(request), kind, counts),
    noteOne: (request, kind, counts) => notes.add(keyGuard.actorOf(request), kind, counts),
  });
  importRoutes(http, {
    intake,
    requireAdmin: guard.requireRole('admin'),
    timeZone: needs.shopTimeZone,
    clock,
    noteImport: (request, kind, counts) =>
      notes.record({ type: 'staff', id: guard.staffOf(request).staffId }, kind, counts),
  });
  return { browsing: createBrowsingStore({ ...database, consents, clock }), close: notes.close };
}

/** Single records come by the thousand: of one sender and kind, the audit gets one entry a minute. */
const noteEveryMs = 60_000;

function createIntakeNotes(audit: Pick<AuditStore, 'record'>, taken: () => void, log: Pick<Log, 'error'>) {
  const waiting = new Map<string, { actor: AuditActor; kind: IntakeKind; counts: Counts }>();
  const keep = (actor: AuditActor, kind: IntakeKind, counts: Counts) =>
    audit.record({ actor, action: 'intake.take', subject: `intake:${kind}`, detail: { ...counts } });
  async function flush(): Promise<void> {
    const all = [...waiting.values()];
    waiting.clear();
    for (const { actor, kind, counts } of all)
      await keep(actor, kind, counts).catch((error) =>
        log.error({ err: error }, 'What was sent in could not be noted in the audit.'),
      );
  }
  const timer = setInterval(() => void flush(), noteEveryMs).unref();
  return {
    record(actor: AuditActor, kind: IntakeKind, counts: Counts): Promise<void> {
      taken();
      return keep(actor, kind, counts);
    },
    add(actor: AuditActor, kind: IntakeKind, counts: Counts): void {
      taken();
      const key = `${actor.type} ${actor.id} ${kind}`;
      const before = waiting.get(key)?.counts;
      waiting.set(key, { actor, kind, counts: before ? sumOf(before, counts) : counts });
    },
    async close(): Promise<void> {
      clearInterval(timer);
      await flush();
    },
  };
}

function sumOf(a: Counts, b: Counts): Counts {
  return {
    accepted: a.accepted + b.accepted,
    unchanged: a.unchanged + b.unchanged,
    stale: a.stale + b.stale,
    failed: a.failed + b.failed,
    duplicates: a.duplicates + b.duplicates,
  };
}
