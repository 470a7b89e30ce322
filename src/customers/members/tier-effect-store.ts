import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MemberRules, MemberRulesEffect } from '../../contract/member-rules.js';
import type { Database } from '../../platform/database.js';
import { erasedCustomerPrefix } from '../privacy/erasure-store.js';
import { ordersSince, spentIn } from './counted-spending-store.js';
import { monthsLater, progressOf, standingAfter, startingFrom } from './standing.js';

/** Customers read and judged at a time. */
const batchSize = 500;
/** Somebody waits for the answer: what was not reached by then is left out, and the answer says so. Milliseconds. */
const patience = 20_000;

export type TierEffect = ReturnType<typeof createTierEffect>;

/** Says what member rules would do to the tiers that customers have now. Changes nothing. */
export function createTierEffect({ prisma, clock }: Pick<Database, 'prisma'> & { clock: () => Date }) {
  /** @param rules that may be in force one day */
  return async ({ tiers, tiersFrom }: MemberRules): Promise<MemberRulesEffect> => {
    const now = clock();
    const until = performance.now() + patience;
    const known = { NOT: { externalId: { startsWith: erasedCustomerPrefix } } };
    const all = await prisma.customer.count({ where: known });
    if (tiersFrom === 'shop') return { customers: all, lookedAt: all, changed: 0, atRisk: 0, moves: [] };
    const moves = new Map<string, { from: string; to: string; customers: number }>();
    let lookedAt = 0;
    let atRisk = 0;
    for (let after: string | undefined; performance.now() < until; ) {
      const rows = await prisma.customer.findMany({
        where: { ...known, ...(after === undefined ? {} : { id: { gt: after } }) },
        orderBy: { id: 'asc' },
        take: batchSize,
        select: { id: true, tier: true, standing: true },
      });
      const ids = rows.map(({ id }) => id);
      const orders = await ordersSince(prisma, ids, monthsLater(now, -tiers.windowMonths));
      for (const { id, tier, standing: stored } of rows) {
        const spent = spentIn(orders.get(id) ?? [], tiers, now);
        const { standing } = standingAfter(tiers, spent, now, stored ?? startingFrom(tier, tiers, now));
        if (progressOf(tiers, spent, standing).keep) atRisk += 1;
        if (standing.tier === tier) continue;
        const key = `${tier} ${standing.tier}`;
        const move = moves.get(key) ?? { from: tier, to: standing.tier, customers: 0 };
        moves.set(key, { ...move, customers: move.customers + 1 });
      }
      lookedAt += rows.length;
      after = ids.at(-1);
      if (rows.length < batchSize) break;
      await nextTurn();
    }
    const sorted = [...moves.values()].sort((a, b) => b.customers - a.customers);
    const changed = sorted.reduce((sum, { customers }) => sum + customers, 0);
    return { customers: Math.max(all, lookedAt), lookedAt, changed, atRisk, moves: sorted };
  };
}
