import type { RouteCase } from './security-matrix.js';

/** What the console's pages of customers, segments and coupons ask for. */
export const marketingConsoleCases: Record<string, RouteCase> = {
  // There is no such customer: whoever may ask learns that.
  'GET /v1/customers/:externalId/record': {
    status: [401, 401, 403, 404, 404],
    path: '/v1/customers/nobody/record',
  },
  'GET /v1/products': { status: [401, 401, 403, 200, 200], query: { search: '茶', limit: '5' } },
  'GET /v1/coupon-fields': { status: [401, 401, 403, 403, 200] },
  'POST /v1/coupons::preview': {
    status: [401, 401, 403, 403, 200],
    path: '/v1/coupons:preview',
    body: { title: '立减券', kind: 'amount', valueMinor: 1000 },
  },
};
