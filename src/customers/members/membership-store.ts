import type { Page } from '../../contract/http.js';
import type { MemberRules, PointsRow } from '../../contract/member-rules.js';
import type { Database } from '../../platform/database.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import { newId } from '../../platform/ids.js';
import { createLocalClock } from '../../platform/local-clock.js';
import type { RecordAudit } from '../../platform/record-audit.js';
import { erasedCustomerPrefix } from '../privacy/erasure-store.js';
import { netOf, type OrderRow, ordersSince, spentIn } from './counted-spending-store.js';
import type { MemberRulesStore } from './member-rules-store.js';
import { type Booked, entriesFor, expiryOf, type NewEntry, type PointsOrder } from './points.js';
import {
  monthsLater,
  type Progress,
  progressOf,
  type Standing,
  standingAfter,
  startingFrom,
} from './standing.js';

/** Orders older than this are not looked at again. */
const longestMonths = 120;

export type Membership = ReturnType<typeof createMembership>;

/** Tiers and points by the shop's rules: kept in step with the orders, a batch of customers at a time. */
export function createMembership({
  prisma,
  rules: store,
  audit,
  timeZone,
}: Pick<Database, 'prisma'> & { rules: MemberRulesStore; audit: RecordAudit; timeZone: string }) {
  const local = createLocalClock(timeZone);

  async function bookedOf(tx: Prisma.TransactionClient, ids: readonly string[]) {
    const rows = await tx.$queryRaw<
      { customerId: string; orderId: string | null; kind: string; points: number; expiresAt: Date | null }[]
    >`SELECT "customerId"::text AS "customerId", "orderId"::text AS "orderId", kind, points, "expiresAt"
      FROM "PointsEntry" WHERE "customerId" = ANY(${ids}::uuid[])`;
    const byOrder = new Map<string, Booked>();
    const openings = new Map<string, { points: number; expiresAt: Date | null; over: boolean }>();
    const sums = new Map<string, number>();
    for (const { customerId, orderId, kind, points, expiresAt } of rows) {
      sums.set(customerId, (sums.get(customerId) ?? 0) + points);
      if (orderId === null) {
        const known = openings.get(customerId) ?? { points: 0, expiresAt: null, over: false };
        if (kind === 'opening') Object.assign(known, { points, expiresAt });
        if (kind === 'expired') known.over = true;
        openings.set(customerId, known);
        continue;
      }
      const known = byOrder.get(orderId) ?? { earned: 0, takenBack: 0, expired: 0, rows: 0 };
      known.rows += 1;
      if (kind === 'earned') {
        known.earned += points;
        if (expiresAt) known.expiresAt = expiresAt;
      } else if (kind === 'taken-back') known.takenBack += points;
      else known.expired += points;
      byOrder.set(orderId, known);
    }
    return { byOrder, openings, sums };
  }

  /** The batch in one transaction: what is booked, what is shown and what is recorded stay one. */
  async function apply(ids: readonly string[], now: Date): Promise<void> {
    const { rules, pointsSince } = await store.current();
    if (!rules || (rules.tiersFrom === 'shop' && rules.pointsFrom === 'shop')) return;
    // Read before anything is locked: what changes meanwhile is new to the next run, and no key is booked twice.
    const orders = await ordersSince(prisma, ids, monthsLater(now, -longestMonths));
    await prisma.$transaction(async (tx) => {
      const customers = await tx.$queryRaw<
        { id: string; externalId: string; tier: string; points: number; birthday: string | null }[]
      >`SELECT id::text AS id, "externalId", tier, points, birthday FROM "Customer"
        WHERE id = ANY(${ids}::uuid[]) AND "externalId" NOT LIKE ${`${erasedCustomerPrefix}%`}
        ORDER BY id FOR NO KEY UPDATE`;
      const tiers = new Map(customers.map(({ id, tier }) => [id, tier]));
      if (rules.tiersFrom === 'rules') await applyTiers(tx, customers, orders, rules, now, tiers);
      if (rules.pointsFrom !== 'rules') return;
      const { byOrder, openings, sums } = await bookedOf(tx, ids);
      const { countFrom } = rules.points;
      const since = countFrom === undefined ? (pointsSince ?? now) : new Date(`${countFrom}T00:00:00Z`);
      const entries: (NewEntry & { customerId: string })[] = [];
      for (const { id, points, birthday } of customers) {
        const add = (each: NewEntry) => entries.push({ ...each, customerId: id });
        const opening = openings.get(id);
        if (countFrom === undefined && !opening && points > 0) {
          const expiresAt = expiryOf(rules.points, since, local);
          add({
            kind: 'opening',
            points,
            reason: '启用积分规则前的余额',
            ...(expiresAt ? { expiresAt } : {}),
            idempotencyKey: `opening:${id}`,
          });
        }
        if (opening?.expiresAt && !opening.over && opening.expiresAt <= now && opening.points > 0)
          add({
            kind: 'expired',
            points: -opening.points,
            reason: '启用积分规则前的余额到期',
            idempotencyKey: `expired:${id}`,
          });
        const person = { tier: tiers.get(id) ?? '', birthday: birthday ?? undefined, now, local };
        for (const row of orders.get(id) ?? []) {
          const booked = byOrder.get(row.orderId);
          if (!booked && row.at < since) continue;
          const order: PointsOrder = { ...row, netMinor: netOf(row) };
          for (const entry of entriesFor(rules.points, order, booked, person)) add(entry);
        }
      }
      const owed = new Map(sums);
      for (const { customerId, points } of entries)
        owed.set(customerId, (owed.get(customerId) ?? 0) + points);
      // The ledger wins over what the shop may have sent with the customer meanwhile.
      const inStep = customers.every(({ id, points }) => points === (owed.get(id) ?? 0));
      if (entries.length === 0 && inStep) return;
      const rows = entries.map((entry) => ({ ...entry, id: newId(), createdAt: now }));
      await tx.$executeRaw`
        INSERT INTO "PointsEntry"
          (id, "customerId", kind, points, "orderId", reason, "expiresAt", "idempotencyKey", "createdAt")
        SELECT id, "customerId", kind, points, "orderId", reason, "expiresAt", "idempotencyKey", "createdAt"
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
          id uuid, "customerId" uuid, kind text, points int, "orderId" uuid, reason text, "expiresAt" timestamptz,
          "idempotencyKey" text, "createdAt" timestamptz)
        ON CONFLICT ("idempotencyKey") DO NOTHING`;
      await tx.$executeRaw`
        UPDATE "Customer" c SET points = s.points, "updatedAt" = ${now}
        FROM (SELECT u.id, COALESCE((SELECT sum(e.points) FROM "PointsEntry" e WHERE e."customerId" = u.id), 0)::int AS points
              FROM unnest(${customers.map(({ id }) => id)}::uuid[]) AS u(id)) s
        WHERE c.id = s.id AND c.points <> s.points`;
    });
  }

  async function applyTiers(
    tx: Prisma.TransactionClient,
    customers: readonly { id: string; externalId: string; tier: string }[],
    orders: ReadonlyMap<string, OrderRow[]>,
    rules: MemberRules,
    now: Date,
    tiers: Map<string, string>,
  ): Promise<void> {
    const rows = await tx.memberStanding.findMany({
      where: { customerId: { in: customers.map(({ id }) => id) } },
    });
    const held = new Map(rows.map(({ customerId, ...standing }) => [customerId, standing]));
    const changed: (Standing & { customerId: string })[] = [];
    const moved: { id: string; tier: string }[] = [];
    for (const { id, tier, externalId } of customers) {
      const before = held.get(id) ?? startingFrom(tier, rules.tiers, now);
      const { standing, move } = standingAfter(
        rules.tiers,
        spentIn(orders.get(id) ?? [], rules.tiers, now),
        now,
        before,
      );
      if (move !== 'same' || !held.has(id)) changed.push({ customerId: id, ...standing });
      if (standing.tier === tier) continue;
      tiers.set(id, standing.tier);
      moved.push({ id, tier: standing.tier });
      await audit(
        {
          actor: { type: 'system', id: 'member-rules' },
          action: `member.${move === 'lowered' ? 'tier-lowered' : 'tier-reached'}`,
          subject: `customer:${externalId}`,
          detail: { from: tier, to: standing.tier },
        },
        tx,
      );
    }
    if (moved.length > 0)
      await tx.$executeRaw`
        UPDATE "Customer" c SET tier = r.tier, "updatedAt" = ${now}
        FROM jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) AS r(id uuid, tier text) WHERE c.id = r.id`;
    if (changed.length === 0) return;
    await tx.$executeRaw`
      INSERT INTO "MemberStanding" ("customerId", tier, since, "holdUntil")
      SELECT "customerId", tier, since, "holdUntil"
      FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
        AS r("customerId" uuid, tier text, since timestamptz, "holdUntil" timestamptz)
      ON CONFLICT ("customerId") DO UPDATE
        SET tier = EXCLUDED.tier, since = EXCLUDED.since, "holdUntil" = EXCLUDED."holdUntil"`;
  }

  return {
    apply,

    /** Where a customer stands by the rules; undefined while the shop sends its own tiers. */
    async progress(customerId: string, now: Date): Promise<Progress | undefined> {
      const { rules } = await store.current();
      if (rules?.tiersFrom !== 'rules') return undefined;
      const customer = await prisma.customer.findUniqueOrThrow({
        where: { id: customerId },
        select: { tier: true, standing: true },
      });
      const orders = await ordersSince(prisma, [customerId], monthsLater(now, -rules.tiers.windowMonths));
      const standing = customer.standing ?? startingFrom(customer.tier, rules.tiers, now);
      return progressOf(rules.tiers, spentIn(orders.get(customerId) ?? [], rules.tiers, now), standing);
    },

    /** What was booked for a customer, newest first. */
    async ledger(
      customerId: string,
      { cursor, limit }: { cursor?: string | undefined; limit: number },
    ): Promise<Page<PointsRow>> {
      const rows = await prisma.pointsEntry.findMany({
        where: { customerId, ...(cursor === undefined ? {} : { id: { lt: cursor } }) },
        orderBy: { id: 'desc' },
        take: limit + 1,
      });
      const page = rows.slice(0, limit);
      const orders = await prisma.order.findMany({
        where: { id: { in: page.flatMap(({ orderId }) => orderId ?? []) } },
        select: { id: true, externalId: true },
      });
      const numbers = new Map(orders.map(({ id, externalId }) => [id, externalId]));
      const last = page.at(-1);
      return {
        items: page.map(({ id, kind, points, reason, orderId, expiresAt, createdAt }) => {
          const number = orderId === null ? undefined : numbers.get(orderId);
          return {
            id,
            kind: kind as PointsRow['kind'],
            points,
            reason,
            ...(number === undefined ? {} : { orderId: number }),
            ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
            createdAt: createdAt.toISOString(),
          };
        }),
        ...(rows.length > limit && last ? { nextCursor: last.id } : {}),
      };
    },
  };
}
