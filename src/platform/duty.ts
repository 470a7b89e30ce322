import type { Database } from './database.js';
import type { Log } from './log.js';

/** Something that one server process at a time does for all of them. */
export interface Duty {
  /** Takes or keeps the duty. False while another process has it, or when the database cannot be asked. */
  hold(): Promise<boolean>;
  /** Lets others have it at once. */
  release(): Promise<void>;
}

/** Where there is only one process. */
export const alwaysOnDuty: Duty = { hold: async () => true, release: async () => undefined };

/** A keeper whose look may take minutes: it holds the duty again while it works, and rests up to so long in between. */
const keeperTermMs = 60_000;

/** The duty of a keeper, of which one process at a time does the work; an embedded database belongs to one process anyway. */
export function keeperDuty(
  database: Pick<Database, 'prisma' | 'kind'>,
  name: string,
  holder: string,
  log: Log,
): Duty {
  return database.kind === 'postgres' ? createDuty(database, name, holder, log, keeperTermMs) : alwaysOnDuty;
}

/** Whoever died on duty is replaced after this long, milliseconds. */
const usualTermMs = 10_000;

/**
 * A duty by lease (C. Gray, D. Cheriton, Leases, SOSP 1989): one row, taken by a conditional write, by the database's
 * clock. This process stops counting on it earlier than the others may take it, since it counts from before it asked.
 * @param holder this process
 */
export function createDuty(
  { prisma }: Pick<Database, 'prisma'>,
  name: string,
  holder: string,
  log: Log,
  termMs: number = usualTermMs,
): Duty {
  let heldUntil = 0;
  let refusedUntil = 0;

  async function ask(): Promise<boolean> {
    const seconds = termMs / 1000;
    const rows = await prisma.$queryRaw<unknown[]>`
      INSERT INTO "Duty" (name, holder, until)
      VALUES (${name}, ${holder}::uuid, now() + make_interval(secs => ${seconds}::float8))
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
      WHERE "Duty".holder = excluded.holder OR "Duty".until < now()
      RETURNING 1 AS held`;
    return rows.length > 0;
  }

  return {
    async hold() {
      const asked = performance.now();
      if (asked < heldUntil - termMs / 2) return true;
      if (asked < refusedUntil) return false;
      try {
        const held = await ask();
        if (held) heldUntil = asked + termMs;
        else refusedUntil = asked + termMs / 10;
        return held;
      } catch (error) {
        log.warn({ err: error, duty: name }, 'A duty could not be asked for; trying again shortly.');
        return asked < heldUntil;
      }
    },
    async release() {
      if (heldUntil === 0) return;
      heldUntil = 0;
      await prisma.$executeRaw`DELETE FROM "Duty" WHERE name = ${name} AND holder = ${holder}::uuid`;
    },
  };
}
