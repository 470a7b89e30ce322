import { type IntentDefinition, intentDefinition } from '../contract/intents.js';
import type { Actor } from './actor.js';
import type { ImportCounts } from './bulk-store.js';
import type { IntentItem } from './content-files.js';
import type { KnowledgeStoreParts } from './knowledge-store.js';

/** Intents as they are kept: whole definitions, checked when they come in. */
export interface IntentStore {
  /** All that are active, by id. */
  load(): Promise<IntentItem[]>;
  /** Adds and replaces by id, in one transaction; intents that the items do not name stay. */
  importIntents(items: readonly IntentItem[], actor: Actor): Promise<ImportCounts>;
}

const transactionLimits = { maxWait: 30_000, timeout: 60_000 };

export function createIntentStore({ prisma, audit }: KnowledgeStoreParts): IntentStore {
  return {
    async load() {
      const rows = await prisma.intent.findMany({ where: { active: true }, orderBy: { id: 'asc' } });
      return rows.map(({ group, content }) => ({ group, intent: readDefinition(content) }));
    },

    importIntents: (items, actor) =>
      prisma.$transaction(async (tx) => {
        const counts = { created: 0, updated: 0, unchanged: 0 };
        const rows = await tx.intent.findMany({
          where: { id: { in: items.map(({ intent }) => intent.id) } },
        });
        const existing = new Map(rows.map((row) => [row.id, row]));
        for (const { group, intent } of items) {
          const { id, name } = intent;
          const found = existing.get(id);
          const data = { group, name, content: intent, active: true };
          if (found === undefined) {
            await tx.intent.create({ data: { id, ...data } });
            counts.created += 1;
          } else if (found.active && found.group === group && same(readDefinition(found.content), intent)) {
            counts.unchanged += 1;
          } else {
            await tx.intent.update({ where: { id }, data });
            counts.updated += 1;
          }
        }
        await audit({ actor, action: 'intents.import', subject: 'intents', detail: { ...counts } }, tx);
        return counts;
      }, transactionLimits),
  };
}

/** jsonb keeps keys in an order of its own; the schema brings them back into ours. */
function readDefinition(content: unknown): IntentDefinition {
  return intentDefinition.parse(content);
}

function same(a: IntentDefinition, b: IntentDefinition): boolean {
  return JSON.stringify(intentDefinition.parse(a)) === JSON.stringify(intentDefinition.parse(b));
}
