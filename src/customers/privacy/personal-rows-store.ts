import type { Database } from '../../platform/database.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import type { PersonalTable, RetentionPeriod } from '../../platform/personal-data.js';

/** By what the rows of one person are found. Our own ids, except `names`, which is how the audit calls the person. */
export interface PersonKeys {
  customers: string[];
  visitors: string[];
  conversations: string[];
  names: string[];
}

export type Client = Pick<Prisma.TransactionClient, '$queryRawUnsafe' | '$executeRawUnsafe'>;
type Row = Record<string, unknown>;

/** Rows of a table that are read at once. */
const pageSize = 500;

export type PersonalRows = ReturnType<typeof createPersonalRows>;

/**
 * Finds, copies and erases rows as the lists of the slices say. The SQL is put together from those lists only; what is
 * known of the person goes in as parameters.
 */
export function createPersonalRows({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /** How many rows a table holds of a person. */
    async count(table: PersonalTable, keys: PersonKeys, client: Client = prisma): Promise<number> {
      const { sql, values } = bound(
        `SELECT count(*)::int AS n FROM "${table.table}" WHERE ${table.rows}`,
        keys,
      );
      const [row] = await client.$queryRawUnsafe<{ n: number }[]>(sql, ...values);
      return row?.n ?? 0;
    },

    /** All rows of a person in a table, a page at a time, without the columns that the list hides. */
    async *copy(table: PersonalTable, keys: PersonKeys): AsyncGenerator<Row[]> {
      const hidden = Object.keys(table.hides ?? {}).map((column) => ` - '${column}'`);
      for (let from = 0; ; from += pageSize) {
        const { sql, values } = bound(
          `SELECT to_jsonb(t)${hidden.join('')} AS row FROM (SELECT * FROM "${table.table}" WHERE ${table.rows}
             ORDER BY ${table.order ?? 'id'} LIMIT ${pageSize} OFFSET ${from}) t`,
          keys,
        );
        const rows = await prisma.$queryRawUnsafe<{ row: Row }[]>(sql, ...values);
        if (rows.length > 0) yield rows.map(({ row }) => row);
        if (rows.length < pageSize) return;
      }
    },

    /** Deletes or clears the rows of a person, or only counts those that may stay. @returns number of rows */
    async erase(table: PersonalTable, keys: PersonKeys, client: Client): Promise<number> {
      if (table.erase.how === 'keep') return this.count(table, keys, client);
      const { sql, values } = bound(
        table.erase.how === 'delete'
          ? `DELETE FROM "${table.table}" WHERE ${table.rows}`
          : `UPDATE "${table.table}" SET ${table.erase.set} WHERE ${table.rows}`,
        keys,
      );
      return client.$executeRawUnsafe(sql, ...values);
    },

    /**
     * Deletes or clears rows from before a moment, the oldest first.
     * @returns number of rows: as many as `limit` when there may be more
     */
    async expire(
      { table, expires }: PersonalTable,
      period: RetentionPeriod,
      before: Date,
      limit: number,
    ): Promise<number> {
      if (expires?.after !== period) return 0;
      const { at, set, unless } = expires;
      const due = `SELECT ctid FROM "${table}" WHERE "${at}" < $1${unless ? ` AND NOT (${unless})` : ''}
        ORDER BY "${at}" LIMIT ${limit}`;
      const where = `WHERE ctid = ANY(ARRAY(${due}))`;
      return prisma.$executeRawUnsafe(
        set ? `UPDATE "${table}" SET ${set} ${where}` : `DELETE FROM "${table}" ${where}`,
        before,
      );
    },
  };
}

const types = {
  customers: 'uuid[]',
  visitors: 'uuid[]',
  conversations: 'uuid[]',
  names: 'text[]',
} as const satisfies Record<keyof PersonKeys, string>;

/** Puts numbered parameters where the names of keys stand. */
function bound(text: string, keys: PersonKeys): { sql: string; values: string[][] } {
  const used: (keyof PersonKeys)[] = [];
  const sql = text.replace(/\$(customers|visitors|conversations|names)\b/g, (_, name: keyof PersonKeys) => {
    if (!used.includes(name)) used.push(name);
    return `$${used.indexOf(name) + 1}::${types[name]}`;
  });
  return { sql, values: used.map((name) => keys[name]) };
}
