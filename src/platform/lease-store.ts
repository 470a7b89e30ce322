import type { Database } from './database.js';
import { newId } from './ids.js';

/**
 * One of several server processes at a time: a lease in the settings that its holder renews and that runs out when the
 * holder dies. Whoever loses it stops at the next renewal.
 */
export function createLease({ prisma }: Pick<Database, 'prisma'>, name: string, seconds: number) {
  const key = `lease:${name}`;
  const holder = newId();
  return {
    /** Takes or renews it. @returns false when another process holds it */
    async take(now: Date): Promise<boolean> {
      const value = JSON.stringify({ holder, until: now.getTime() + seconds * 1000 });
      const rows = await prisma.$queryRaw<unknown[]>`
        INSERT INTO "Setting" (key, value, "updatedAt") VALUES (${key}, ${value}::jsonb, ${now})
        ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, "updatedAt" = EXCLUDED."updatedAt"
        WHERE "Setting".value->>'holder' = ${holder}
           OR ("Setting".value->>'until')::double precision < ${now.getTime()}::double precision
        RETURNING key`;
      return rows.length > 0;
    },
    /** Gives it back, where it is held. */
    async release(): Promise<void> {
      await prisma.$executeRaw`DELETE FROM "Setting" WHERE key = ${key} AND value->>'holder' = ${holder}`;
    },
  };
}
export type Lease = ReturnType<typeof createLease>;
