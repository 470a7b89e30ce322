import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wordingInUse } from './customers/privacy/wordings.js';
import { seedDemoShop } from './demo/demo-seed.js';
import { type DemoAccount, makeDemoAccounts } from './demo/demo-staff.js';
import { createBulkStore } from './knowledge/bulk-store.js';
import { describeProblem, readIntentFiles, readKnowledgeFiles } from './knowledge/content-files.js';
import { createIntentStore } from './knowledge/intent-store.js';
import { claimantsOf } from './knowledge/published-knowledge.js';
import { planVocabularyFile } from './knowledge/vocabulary-editing.js';
import { createVocabularyStore } from './knowledge/vocabulary-store.js';
import { readOrderRules } from './orders/rules-file.js';
import { createOrderRulesStore } from './orders/rules-store.js';
import type { Database } from './platform/database.js';
import { invalidInput } from './platform/errors.js';
import type { Log } from './platform/log.js';
import { packageRoot } from './platform/package-root.js';
import type { SettingsStore } from './platform/settings-store.js';
import type { AuditStore } from './staff/audit-store.js';
import type { StaffStore } from './staff/staff-store.js';

const vocabularyFile = join('knowledge-base', 'vocabulary', 'starter.yml');
const system = { type: 'system', id: 'first-start' } as const;

/**
 * What a start does before anything else: fills an empty database, or ends the demo.
 * @returns the accounts to try the console with
 */
export async function beginShop(parts: {
  demo: boolean;
  database: Database;
  settings: SettingsStore;
  staffStore: StaffStore;
  audit: AuditStore;
  now: Date;
  log: Log;
}): Promise<DemoAccount[]> {
  const { database, settings, staffStore, audit, log } = parts;
  if (!parts.demo) {
    await closeDemoAccounts(settings, staffStore);
    return [];
  }
  // The starter content speaks for the demo shop: a real shop imports its own.
  await importStarterContent(database, settings, audit, log);
  return setUpDemo(database, settings, staffStore, parts.now, log);
}

/** The starter content, once: from then on the database is what admins edit. */
export async function importStarterContent(
  database: Database,
  settings: SettingsStore,
  audit: AuditStore,
  log: Log,
): Promise<void> {
  await importStarterRules(database, audit, log);
  if ((await settings.get('starter-content')) !== undefined) return;
  const { prisma } = database;
  const entries = await readKnowledgeFiles([join(packageRoot(), 'knowledge-base')]);
  const intents = await readIntentFiles([join(packageRoot(), 'intents')]);
  const [problem] = [...entries.problems, ...intents.problems];
  if (problem)
    throw invalidInput([{ path: problem.path, message: problem.message }], describeProblem(problem));
  const words = planVocabularyFile('yaml', await readFile(join(packageRoot(), vocabularyFile), 'utf8'), {
    // The file holds every expression in the form that texts are compared in; a test says so.
    normalize: (text) => text,
    claimants: claimantsOf(entries.items, intents.items),
  });
  const parts = { prisma, audit: audit.record };
  await createBulkStore(parts).importEntries(entries.items, system);
  await createIntentStore(parts).importIntents(intents.items, system);
  const vocabulary = await createVocabularyStore(parts).importItems(words, system);
  await settings.getOrCreate('starter-content', () => ({
    entries: entries.items.length,
    intents: intents.items.length,
    words: vocabulary.created,
  }));
  log.info(
    { entries: entries.items.length, intents: intents.items.length, words: vocabulary.created },
    'The starter content was imported.',
  );
}

/** The rules of what may be done with an order, where there are none yet. */
async function importStarterRules(database: Database, audit: AuditStore, log: Log): Promise<void> {
  const store = createOrderRulesStore({ ...database, audit: audit.record });
  if ((await store.current()).version > 0) return;
  const { rules, problems } = await readOrderRules([join(packageRoot(), 'order-rules')]);
  const [problem] = problems;
  if (problem)
    throw invalidInput([{ path: problem.path, message: problem.message }], describeProblem(problem));
  if (rules && (await store.begin(rules)))
    log.info({ rules: rules.rules.length }, 'The starter rules for orders were imported.');
}

/** The demo shop and its staff, where there is nothing yet. @returns the accounts to try the console with */
export async function setUpDemo(
  database: Database,
  settings: SettingsStore,
  staff: StaffStore,
  now: Date,
  log: Log,
): Promise<DemoAccount[]> {
  await seedDemoShop(database, now, log, (purpose) => wordingInUse(purpose).version);
  const accounts = (await settings.getOrCreate('demo-accounts', () =>
    makeDemoAccounts().map((account) => ({ ...account })),
  )) as unknown as DemoAccount[];
  const existing = new Map((await staff.list()).map((member) => [member.email, member]));
  for (const { email, name, role, password } of accounts) {
    const member = existing.get(email);
    if (!member) await staff.create({ email, name, role, password });
    else if (!member.active) await staff.setActive(member.staffId, true);
  }
  return accounts;
}

/** The demo is over: its accounts, whose passwords stood on a public page, open nothing any more. */
export async function closeDemoAccounts(settings: SettingsStore, staff: StaffStore): Promise<void> {
  const stored = await settings.get('demo-accounts');
  if (stored === undefined) return;
  const emails = new Set((stored as unknown as DemoAccount[]).map(({ email }) => email));
  for (const { staffId, email, active } of await staff.list()) {
    if (active && emails.has(email)) await staff.setActive(staffId, false);
  }
}
