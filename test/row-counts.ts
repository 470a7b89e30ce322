import type { Database } from '../src/platform/database.js';

/** Tables of sessions that tests open themselves, and of what the server computes beside the requests. */
const uncounted = [
  'StaffSession',
  '_prisma_migrations',
  'Duty',
  'CustomerProfile',
  'ProfileModel',
  'MemberStanding',
  'PointsEntry',
];

/** Of these tables the rows that no keeper writes by itself. */
const counted: Record<string, string> = {
  Setting: `WHERE key <> 'profiles-until'`,
  AuditEntry: `WHERE "actorType" <> 'system'`,
};

/** How many rows each table has, to see that a refused request stored nothing. */
export async function rowCounts({ prisma }: Pick<Database, 'prisma'>): Promise<Record<string, number>> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_name <> ALL(${uncounted}) ORDER BY 1`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await prisma.$queryRawUnsafe<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM "${name}" ${counted[name] ?? ''}`,
    );
    counts[name] = row?.n ?? -1;
  }
  return counts;
}
