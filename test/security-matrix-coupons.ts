import type { RouteCase } from './security-matrix.js';

const admins = { status: [401, 401, 403, 403, 200] } as const;
const smallestCart = { lines: [{ lineId: '1', productId: 'P1', quantity: 1, unitPriceMinor: 100 }] };
const smallestCoupon = {
  title: '满100减20',
  kind: 'threshold',
  thresholdMinor: 10_000,
  valueMinor: 2000,
  validFrom: '2026-11-01T00:00:00+08:00',
  validUntil: '2026-12-01T00:00:00+08:00',
  totalCap: 100,
  budgetMinor: 100_000,
};

/** The routes of coupons. @param noId an id that nothing has */
export function couponCases(noId: string): Record<string, RouteCase> {
  return {
    'GET /v1/coupons': admins,
    'POST /v1/coupons': { status: [401, 401, 403, 403, 201], body: smallestCoupon },
    'GET /v1/coupons/:id': { status: [401, 401, 403, 403, 404], path: `/v1/coupons/${noId}` },
    'PUT /v1/coupons/:id': {
      status: [401, 401, 403, 403, 404],
      path: `/v1/coupons/${noId}`,
      body: { ...smallestCoupon, baseVersion: 1 },
    },
    'POST /v1/coupons/:id/status': {
      status: [401, 401, 403, 403, 404],
      path: `/v1/coupons/${noId}/status`,
      body: { status: 'active', baseVersion: 1 },
    },
    'GET /v1/coupons/:id/ledger': {
      status: [401, 401, 403, 403, 404],
      path: `/v1/coupons/${noId}/ledger`,
    },
    'GET /v1/coupons/:id/code-batches': {
      status: [401, 401, 403, 403, 404],
      path: `/v1/coupons/${noId}/code-batches`,
    },
    'POST /v1/coupons/:id/code-batches': {
      status: [401, 401, 403, 403, 404],
      path: `/v1/coupons/${noId}/code-batches`,
      body: { count: 10 },
    },
    'POST /v1/coupons/:id/code-batches/:batchId/export': {
      status: [401, 401, 403, 403, 404],
      path: `/v1/coupons/${noId}/code-batches/${noId}/export`,
    },
    'POST /v1/coupons/:id/code-batches/:batchId/void': {
      status: [401, 401, 403, 403, 404],
      path: `/v1/coupons/${noId}/code-batches/${noId}/void`,
    },
    'GET /v1/coupon-signals': admins,
    'POST /v1/coupons/best': {
      status: [401, 401, 401, 401, 401],
      key: { scope: 'coupons:write', status: 200 },
      body: { cart: smallestCart },
    },
    // There is no such code: whoever may ask learns that.
    'POST /v1/coupons/:code/reserve': {
      status: [401, 401, 401, 401, 401],
      key: { scope: 'coupons:write', status: 404 },
      path: '/v1/coupons/NO-SUCH-CODE/reserve',
      body: { orderReference: 'ZG1', cart: smallestCart, idempotencyKey: 'the-key-of-a-request' },
    },
    'POST /v1/coupons/:code/redeem': {
      status: [401, 401, 401, 401, 401],
      key: { scope: 'coupons:write', status: 404 },
      path: '/v1/coupons/NO-SUCH-CODE/redeem',
      body: { orderReference: 'ZG1' },
    },
    'POST /v1/coupons/:code/release': {
      status: [401, 401, 401, 401, 401],
      key: { scope: 'coupons:write', status: 404 },
      path: '/v1/coupons/NO-SUCH-CODE/release',
      body: { orderReference: 'ZG1' },
    },
  };
}
