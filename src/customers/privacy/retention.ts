import type { PrivacySettings } from '../../contract/privacy.js';
import type { PersonalTable, RetentionPeriod } from '../../platform/personal-data.js';
import type { PersonalRows } from './personal-rows-store.js';

const day = 24 * 3600 * 1000;
/** Rows of one statement, and statements of one table in one look: the database serves shoppers at the same time. */
const batchSize = 500;
const batchesPerLook = 20;

/**
 * Deletes or clears what is older than the shop wants to keep it. Bounded: what is left is done by the next look.
 * @returns rows by table, of those where there were any
 */
export async function dropExpired(
  { expire }: Pick<PersonalRows, 'expire'>,
  tables: readonly PersonalTable[],
  retention: PrivacySettings['retention'],
  now: Date,
): Promise<Record<string, number>> {
  const dropped: Record<string, number> = {};
  for (const table of tables) {
    const period: RetentionPeriod | undefined = table.expires?.after;
    const days = period && retention[period];
    if (!period || days === null || days === undefined) continue;
    const before = new Date(now.getTime() - days * day);
    for (let batch = 0; batch < batchesPerLook; batch += 1) {
      const rows = await expire(table, period, before, batchSize);
      if (rows > 0) dropped[table.table] = (dropped[table.table] ?? 0) + rows;
      if (rows < batchSize) break;
    }
  }
  return dropped;
}
