import type { Database } from '../platform/database.js';

/** @returns something that is another one whenever what is published, or how it is read, has changed */
export function createRevisionStore({ prisma }: Pick<Database, 'prisma'>) {
  return async (): Promise<string> => {
    const [row] = await prisma.$queryRaw<{ revision: string }[]>`
      SELECT concat_ws(' ',
        (SELECT concat_ws(',', count(*), sum("publishedVersion"), max("updatedAt"))
          FROM "KnowledgeEntry" WHERE "publishedVersion" IS NOT NULL),
        (SELECT concat_ws(',', count(*) FILTER (WHERE active), max("updatedAt")) FROM "Intent"),
        (SELECT concat_ws(',', count(*), sum(version), max("updatedAt")) FROM "VocabularyItem")
      ) AS revision`;
    return row?.revision ?? '';
  };
}
