import type { z } from 'zod';
import { type CouponSignal, couponSignalKind } from '../../contract/coupons.js';
import type { Page } from '../../contract/http.js';
import type { Database } from '../../platform/database.js';
import { definedOnly } from '../../platform/defined-only.js';
import { newId } from '../../platform/ids.js';

/** So many wrong codes within so many minutes lock whoever tried for so long. */
export const wrongCodes = { most: 10, withinMinutes: 10, lockMinutes: 30 };
/** What is worth a look. */
export const suspicious = {
  /** Customers who had the same coupon on one device, or sent it to one address, within a day. */
  accounts: 3,
  /** Uses of one customer or device within a minute. */
  usesPerMinute: 10,
};

type Kind = z.infer<typeof couponSignalKind>;
export type SignalStore = ReturnType<typeof createSignalStore>;

/** Signs of abuse, by keyed hashes only: nobody can be read from them. */
export function createSignalStore({ prisma }: Pick<Database, 'prisma'>) {
  /** Writes down what was seen; the same again only raises count and time. */
  async function note(signal: {
    kind: Kind;
    subject: string;
    couponKey: string;
    reason: string;
    count: number;
    at: Date;
  }): Promise<void> {
    const { kind, subject, couponKey, reason, count, at } = signal;
    await prisma.couponSignal.upsert({
      where: { kind_subject_couponKey: { kind, subject, couponKey } },
      create: { kind, subject, couponKey, reason, count, countedFrom: at, firstSeenAt: at, lastSeenAt: at },
      update: { reason, count, lastSeenAt: at },
    });
  }

  return {
    /** Seconds for which one of these may not try any codes; undefined: nobody is locked. */
    async lockedFor(subjects: string[], now: Date): Promise<number | undefined> {
      if (subjects.length === 0) return undefined;
      const row = await prisma.couponSignal.findFirst({
        where: { kind: 'failed-codes', subject: { in: subjects }, lockedUntil: { gt: now } },
        orderBy: { lockedUntil: 'desc' },
        select: { lockedUntil: true },
      });
      return row?.lockedUntil ? Math.ceil((row.lockedUntil.getTime() - now.getTime()) / 1000) : undefined;
    },

    /** One more wrong code; too many within some minutes lock. One statement each, so that no try goes uncounted. */
    async countFailure(subjects: string[], now: Date): Promise<void> {
      const from = new Date(now.getTime() - wrongCodes.withinMinutes * 60_000);
      const until = new Date(now.getTime() + wrongCodes.lockMinutes * 60_000);
      for (const subject of subjects) {
        await prisma.$executeRaw`
          INSERT INTO "CouponSignal" AS s
            (id, kind, subject, "couponKey", reason, count, "countedFrom", "firstSeenAt", "lastSeenAt")
          VALUES (${newId()}::uuid, 'failed-codes', ${subject}, '', '连续输错券码', 1, ${now}, ${now}, ${now})
          ON CONFLICT (kind, subject, "couponKey") DO UPDATE SET
            count = CASE WHEN s."countedFrom" < ${from} THEN 1 ELSE s.count + 1 END,
            "countedFrom" = CASE WHEN s."countedFrom" < ${from} THEN ${now} ELSE s."countedFrom" END,
            "lastSeenAt" = ${now},
            "lockedUntil" = CASE WHEN s."countedFrom" >= ${from} AND s.count + 1 >= ${wrongCodes.most}::int
              THEN ${until} ELSE s."lockedUntil" END`;
      }
    },

    /** Looks at what was claimed and used lately, and writes down what stands out. @returns how much that was */
    async look(now: Date): Promise<number> {
      const day = new Date(now.getTime() - 24 * 3_600_000);
      const minute = new Date(now.getTime() - 60_000);
      const shared = await prisma.$queryRaw<{ kind: Kind; subject: string; couponId: string; n: number }[]>`
        SELECT kind, subject, "couponId"::text AS "couponId", count(DISTINCT customer)::int AS n FROM (
          SELECT 'shared-device' AS kind, "deviceHash" AS subject, "couponId", "customerId" AS customer
            FROM "CouponHold" WHERE "createdAt" >= ${day}
          UNION ALL
          SELECT 'shared-address', "addressHash", "couponId", "customerId" FROM "CouponHold" WHERE "createdAt" >= ${day}
          UNION ALL
          SELECT 'shared-device', "deviceHash", "couponId", "customerId" FROM "WalletCoupon" WHERE "claimedAt" >= ${day}
        ) seen
        WHERE subject IS NOT NULL AND customer IS NOT NULL
        GROUP BY 1, 2, 3 HAVING count(DISTINCT customer) >= ${suspicious.accounts}::int
        ORDER BY n DESC LIMIT 500`;
      const fast = await prisma.$queryRaw<{ subject: string; n: number }[]>`
        SELECT "deviceHash" AS subject, count(*)::int AS n FROM "CouponHold"
        WHERE "createdAt" >= ${minute} AND "deviceHash" IS NOT NULL
        GROUP BY 1 HAVING count(*) >= ${suspicious.usesPerMinute}::int
        ORDER BY n DESC LIMIT 500`;
      for (const { kind, subject, couponId, n } of shared) {
        const where = kind === 'shared-device' ? '同一台设备' : '同一个收货地址';
        const reason = `${where}一天内有 ${n} 个账号用了这张券`;
        await note({ kind, subject, couponKey: couponId, reason, count: n, at: now });
      }
      for (const { subject, n } of fast) {
        const reason = `同一台设备一分钟内用了 ${n} 次券`;
        await note({ kind: 'unusual-speed', subject, couponKey: '', reason, count: n, at: now });
      }
      return shared.length + fast.length;
    },

    /** For admins, the newest first. */
    async list(query: {
      kind?: Kind | undefined;
      cursor?: string | undefined;
      limit: number;
    }): Promise<Page<CouponSignal>> {
      const { kind, cursor, limit } = query;
      const rows = await prisma.couponSignal.findMany({
        where: { ...definedOnly('kind', kind), ...(cursor === undefined ? {} : { id: { lt: cursor } }) },
        orderBy: { id: 'desc' },
        take: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map((row) => ({
          id: row.id,
          kind: couponSignalKind.parse(row.kind),
          subject: row.subject,
          reason: row.reason,
          count: row.count,
          firstSeenAt: row.firstSeenAt.toISOString(),
          lastSeenAt: row.lastSeenAt.toISOString(),
          ...(row.couponKey === '' ? {} : { couponId: row.couponKey }),
          ...(row.lockedUntil ? { lockedUntil: row.lockedUntil.toISOString() } : {}),
        })),
        ...(rows.length > limit && last ? { nextCursor: last.id } : {}),
      };
    },
  };
}
