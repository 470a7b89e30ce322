import type { RouteCase } from './security-matrix.js';

const supervisors = { status: [401, 401, 403, 200, 200] } as const;
// There is no such campaign: whoever may ask learns that.
const nobodyKnows = { status: [401, 401, 403, 404, 404] } as const;
const noId = '0198d3a0-0000-7000-8000-000000000000';

/** The routes of what marketing has brought. */
export const analyticsCases: Record<string, RouteCase> = {
  'GET /v1/analytics/rfm': supervisors,
  'GET /v1/analytics/cohorts': supervisors,
  'GET /v1/analytics/coupons': supervisors,
  'GET /v1/analytics/campaigns': supervisors,
  'GET /v1/analytics/all-campaigns': supervisors,
  'GET /v1/analytics/campaigns/:campaignId': { ...nobodyKnows, path: `/v1/analytics/campaigns/${noId}` },
  'GET /v1/analytics/uplift/:campaignId': { ...nobodyKnows, path: `/v1/analytics/uplift/${noId}` },
};
