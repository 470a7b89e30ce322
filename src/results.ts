import type { FastifyInstance } from 'fastify';
import { readCampaignResult, readCampaigns } from './analytics/campaign-store.js';
import { readCohorts } from './analytics/cohort-store.js';
import { readCoupons } from './analytics/coupon-funnel-store.js';
import { keptFor } from './analytics/kept-for.js';
import { readRfm } from './analytics/rfm-store.js';
import { type AnalyticsRoutesNeeds, analyticsRoutes } from './analytics/routes.js';
import { readUplift } from './analytics/uplift-store.js';
import { anytimeDifference } from './marketing/experiments/anytime-difference.js';
import type { ExperimentStore } from './marketing/experiments/experiment-store.js';
import { curveInThread } from './marketing/uplift/curve-in-thread.js';
import type { Database } from './platform/database.js';

export interface ResultsNeeds {
  database: Pick<Database, 'prisma'>;
  guard: Pick<AnalyticsRoutesNeeds, 'requireRole'>;
  experiments: Pick<ExperimentStore, 'reportOf' | 'overall' | 'globalHoldout'>;
  shopTimeZone: string;
  clock(): Date;
}

/** A page that is looked at by several people, or again after a tab, is computed once; a report within a page may be as old again. Who presses refresh gets it as it is now. */
const keepMs = 30_000;
const mostKept = 60;
/** Goes through all customers. */
const overallKeepMs = 10 * 60_000;

/** What marketing has brought, put together: figures of the shop, of campaigns, and of the model of effects. */
export function openResults(
  http: FastifyInstance,
  { database: { prisma }, guard, experiments, shopTimeZone, clock }: ResultsNeeds,
): void {
  const kept = keptFor(keepMs, mostKept, clock);
  const keptLonger = keptFor(overallKeepMs, 1, clock);
  const reportOf = (campaignId: string, fresh: boolean) =>
    kept(`report ${campaignId}`, () => experiments.reportOf(campaignId, clock()), fresh);
  analyticsRoutes(http, {
    requireRole: guard.requireRole,
    rfm: (fresh) => kept('rfm', () => readRfm(prisma, clock()), fresh),
    cohorts: (fresh) => kept('cohorts', () => readCohorts(prisma, shopTimeZone, clock()), fresh),
    coupons: (fresh) =>
      kept('coupons', () => readCoupons(prisma, (id) => reportOf(id, fresh), clock()), fresh),
    campaigns: (fresh) => kept('campaigns', () => readCampaigns(prisma, clock()), fresh),
    allCampaigns: async (fresh) => {
      const { share } = await experiments.globalHoldout();
      return keptLonger(`overall ${share}`, () => experiments.overall(clock()), fresh);
    },
    campaign: (campaignId, fresh) =>
      kept(
        `campaign ${campaignId}`,
        () =>
          readCampaignResult(
            prisma,
            campaignId,
            { reportOf: (id) => reportOf(id, fresh), anytimeDifference },
            shopTimeZone,
            clock(),
          ),
        fresh,
      ),
    uplift: (campaignId, fresh) =>
      kept(`uplift ${campaignId}`, () => readUplift(prisma, campaignId, curveInThread, clock()), fresh),
  });
}
