import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import {
  type CampaignList,
  type CampaignResult,
  type CohortReport,
  type CouponReport,
  campaignList,
  campaignResult,
  cohortReport,
  couponReport,
  type RfmReport,
  resultsQuery,
  rfmReport,
  type UpliftReport,
  upliftReport,
} from '../contract/analytics.js';
import { type OverallReport, overallReport } from '../contract/experiments.js';
import { parse } from '../platform/errors.js';

export interface AnalyticsRoutesNeeds {
  /** Lets in whoever has at least this role; throws for anybody else. */
  requireRole(role: 'supervisor'): preHandlerAsyncHookHandler;
  /** Each: as it was a moment ago, or computed now where somebody asks for it `fresh`. */
  rfm(fresh: boolean): Promise<RfmReport>;
  cohorts(fresh: boolean): Promise<CohortReport>;
  coupons(fresh: boolean): Promise<CouponReport>;
  campaigns(fresh: boolean): Promise<CampaignList>;
  allCampaigns(fresh: boolean): Promise<OverallReport>;
  campaign(campaignId: string, fresh: boolean): Promise<CampaignResult>;
  uplift(campaignId: string, fresh: boolean): Promise<UpliftReport>;
}

const byCampaign = z.strictObject({ campaignId: z.uuid() });

/** `/v1/analytics`: what marketing has brought. Reads only. */
export function analyticsRoutes(app: FastifyInstance, needs: AnalyticsRoutesNeeds): void {
  const preHandler = needs.requireRole('supervisor');
  const described = (summary: string, response: z.ZodType) => ({
    preHandler,
    config: {
      api: { who: 'supervisors, admins', auth: 'staff' as const, summary, query: resultsQuery, response },
    },
  });
  const isFresh = ({ query }: FastifyRequest): boolean => parse(resultsQuery, query).fresh === 'true';
  const whole = <T>(
    path: string,
    summary: string,
    response: z.ZodType,
    read: (fresh: boolean) => Promise<T>,
  ) => app.get(path, described(summary, response), (request): Promise<T> => read(isFresh(request)));

  whole('/v1/analytics/rfm', 'Members by how lately and how often they buy', rfmReport, needs.rfm);
  whole('/v1/analytics/cohorts', 'Who buys again, by month of the first order', cohortReport, needs.cohorts);
  whole('/v1/analytics/coupons', 'How far coupons came, and what they cost', couponReport, needs.coupons);
  whole('/v1/analytics/campaigns', 'Campaigns with their state', campaignList, needs.campaigns);
  whole(
    '/v1/analytics/all-campaigns',
    'What all campaigns together changed, against customers who get none',
    overallReport,
    needs.allCampaigns,
  );
  app.get(
    '/v1/analytics/campaigns/:campaignId',
    described('What a campaign was to do, its report, and its effect day by day', campaignResult),
    async (request): Promise<CampaignResult> =>
      needs.campaign(parse(byCampaign, request.params).campaignId, isFresh(request)),
  );
  app.get(
    '/v1/analytics/uplift/:campaignId',
    described('Whether the model of effects knows whom an ended campaign moved', upliftReport),
    async (request): Promise<UpliftReport> =>
      needs.uplift(parse(byCampaign, request.params).campaignId, isFresh(request)),
  );
}
