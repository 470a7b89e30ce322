import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  type ExperimentReport,
  globalHoldoutChange,
  holdoutArm,
  type OverallReport,
} from '../../contract/experiments.js';
import type { Database } from '../../platform/database.js';
import { notFound, parse } from '../../platform/errors.js';
import type { SettingsStore } from '../../platform/settings-store.js';
import {
  type Assignment,
  type AssignmentPlan,
  assign,
  expectedShares,
  type GlobalHoldout,
} from './assignment.js';
import { addOutcome, type CustomerOutcome, emptyTotals, type GroupTotals } from './customer-outcome.js';
import { readCustomerOutcomes } from './outcome-store.js';
import { readOverall } from './overall-store.js';
import { reportOf } from './report.js';

const armList = z.array(z.looseObject({ id: z.string().min(1), weight: z.number().min(0) }));
const layerShape = z.object({ salt: z.string(), from: z.number(), to: z.number() });
const guardrailMargins = z.object({
  handOffs: z.number().positive().default(0.01),
  complaints: z.number().positive().default(0.005),
  unsubscribes: z.number().positive().default(0.005),
});
const storedHoldout = globalHoldoutChange.extend({ salt: z.string(), since: z.iso.datetime().optional() });

/** A campaign that says nothing of arms has this one. */
const onlyArm = { id: 'offer', weight: 1 };
const globalHoldoutKey = 'global-holdout';
/** Customers whose outcomes are read at once: one long query would hold up everything else. */
const pageSize = 2000;
/** Customers that are assigned in one statement. */
const assignedAtOnce = 1000;

export type ExperimentStore = ReturnType<typeof createExperimentStore>;

/** Who belongs to which group of a campaign, and what came of it. */
export function createExperimentStore(
  { prisma }: Pick<Database, 'prisma'>,
  settings: Pick<SettingsStore, 'get' | 'getOrCreate' | 'put'>,
) {
  async function holdoutInForce() {
    const made = await settings.getOrCreate(globalHoldoutKey, () => ({
      share: 0,
      salt: randomBytes(16).toString('hex'),
    }));
    return parse(storedHoldout, made);
  }
  const globalHoldout = async (): Promise<GlobalHoldout> => {
    const { salt, share } = await holdoutInForce();
    return { salt, share };
  };

  async function campaignOf(campaignId: string) {
    const row = await prisma.campaign.findUnique({ where: { id: campaignId } });
    if (!row) throw notFound('没有找到这个活动。');
    const arms = parse(armList, row.arms);
    const plan: AssignmentPlan = {
      salt: row.salt === '' ? row.id : row.salt,
      holdoutShare: row.holdoutShare,
      arms: arms.length > 0 ? arms : [onlyArm],
      ...(row.layer === null ? {} : { layer: parse(layerShape, row.layer) }),
    };
    return { row, plan };
  }

  return {
    globalHoldout,

    /** Changes how many get no campaign at all. Who already is in it stays there when the share is raised. */
    async setGlobalHoldout(share: number, now: Date): Promise<GlobalHoldout> {
      const before = await holdoutInForce();
      const wanted = parse(globalHoldoutChange, { share });
      // Who is in it now and was reached before the change says nothing of what it is to get no campaign.
      const since = wanted.share === before.share ? {} : { since: now.toISOString() };
      const changed = { ...before, ...wanted, ...since };
      await settings.put(globalHoldoutKey, changed);
      return changed;
    },

    /**
     * Puts customers into the campaign's groups. Who has a group keeps it, whatever has been changed since; people of the global
     * holdout and of other parts of the layer are not stored. Any number of processes may do it at once.
     *
     * @returns the group of each customer
     */
    async assignCustomers(
      campaignId: string,
      customerIds: readonly string[],
      now: Date,
    ): Promise<Map<string, Assignment>> {
      const [{ plan }, global] = [await campaignOf(campaignId), await globalHoldout()];
      const found = new Map<string, Assignment>();
      for (let from = 0; from < customerIds.length; from += assignedAtOnce) {
        const ids = customerIds.slice(from, from + assignedAtOnce);
        const drawn = ids.map((customerId) => ({ customerId, group: assign(customerId, plan, global) }));
        const data = drawn.flatMap(({ customerId, group }) => {
          const arm = group.kind === 'arm' ? group.arm : group.kind === 'holdout' ? holdoutArm : undefined;
          return arm === undefined ? [] : [{ campaignId, customerId, arm, assignedAt: now }];
        });
        await prisma.assignment.createMany({ data, skipDuplicates: true });
        const stored = await prisma.assignment.findMany({
          where: { campaignId, customerId: { in: ids } },
          select: { customerId: true, arm: true },
        });
        const armOf = new Map(stored.map(({ customerId, arm }) => [customerId, arm]));
        for (const { customerId, group } of drawn) {
          const arm = armOf.get(customerId);
          // The global holdout is stronger than an assignment of earlier days.
          found.set(customerId, group.kind === 'global-holdout' || arm === undefined ? group : kept(arm));
        }
      }
      return found;
    },

    /** That the campaign would have reached this person now, in the holdout too; only the first time is kept. */
    async markTriggered(campaignId: string, customerId: string, now: Date): Promise<void> {
      await prisma.assignment.updateMany({
        where: { campaignId, customerId, triggeredAt: null },
        data: { triggeredAt: now },
      });
    },

    /** That it did; only the first time is kept. */
    async markExposed(campaignId: string, customerId: string, now: Date): Promise<void> {
      const where = { campaignId, customerId };
      await prisma.$transaction([
        prisma.assignment.updateMany({ where: { ...where, triggeredAt: null }, data: { triggeredAt: now } }),
        prisma.assignment.updateMany({ where: { ...where, exposedAt: null }, data: { exposedAt: now } }),
      ]);
    },

    /** What all campaigns together changed, against who gets none. Reads only, page by page. */
    async overall(now: Date): Promise<OverallReport> {
      const { since, ...holdout } = await holdoutInForce();
      return readOverall(prisma, { ...holdout, ...(since ? { since: new Date(since) } : {}) }, now);
    },

    /**
     * What a campaign changed, as of now. Reads only, page by page.
     * @throws AppError `not-found`
     */
    async reportOf(campaignId: string, now: Date): Promise<ExperimentReport> {
      const { row, plan } = await campaignOf(campaignId);
      const totals = new Map<string, GroupTotals>();
      const add = (outcome: CustomerOutcome) => {
        const group = totals.get(outcome.arm) ?? emptyTotals();
        totals.set(outcome.arm, group);
        addOutcome(group, outcome);
      };
      const window = {
        campaignId,
        couponIds: row.couponIds,
        attributionHours: row.attributionHours,
        baselineDays: row.baselineDays,
        now,
      };
      for (let after: string | undefined, more = true; more; ) {
        const page = await readCustomerOutcomes(prisma, window, after, pageSize);
        page.outcomes.forEach(add);
        after = page.last;
        more = page.last !== undefined;
      }
      return reportOf(
        {
          id: row.id,
          name: row.name,
          state: row.state,
          attributionHours: row.attributionHours,
          guardrails: parse(guardrailMargins, row.guardrails),
          shares: expectedShares(plan),
          ...(row.plannedPeople === null ? {} : { plannedPeople: row.plannedPeople }),
        },
        totals,
        now,
      );
    },
  };
}

function kept(arm: string): Assignment {
  return arm === holdoutArm ? { kind: 'holdout' } : { kind: 'arm', arm };
}
