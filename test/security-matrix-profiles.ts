import type { RouteCase } from './security-matrix.js';

const staff = { status: [401, 401, 200, 200, 200] } as const;
const supervisors = { status: [401, 401, 403, 200, 200] } as const;
const admins = { status: [401, 401, 403, 403, 200] } as const;
const nobodySeesSegment = { status: [401, 401, 403, 404, 404] } as const;
const noId = '0198d3a0-0000-7000-8000-000000000000';

const plainRules = {
  tiersFrom: 'shop',
  pointsFrom: 'shop',
  tiers: { windowMonths: 12, levels: [{ id: 'regular', name: '普通会员', reach: 0 }] },
  points: { perYuan: 1, birthday: { multiplier: 2, during: 'day' }, expiry: { months: 12 } },
};

/** The routes of customers, their profiles, membership and segments. */
export const profileCases: Record<string, RouteCase> = {
  'GET /v1/customers': { ...staff, query: { search: 'C', tier: 'gold', limit: '5' } },
  // There is no such customer: whoever may ask learns that.
  'GET /v1/customers/:externalId/profile': {
    status: [401, 401, 404, 404, 404],
    path: '/v1/customers/nobody/profile',
  },
  'GET /v1/customers/:externalId/points': {
    status: [401, 401, 404, 404, 404],
    path: '/v1/customers/nobody/points',
    query: { limit: '5' },
  },
  'GET /v1/profiles/status': supervisors,
  'POST /v1/profiles::rebuild': { status: [401, 401, 403, 403, 202], path: '/v1/profiles:rebuild' },
  'GET /v1/member-rules': supervisors,
  'GET /v1/member-tiers': staff,
  'PUT /v1/member-rules': { ...admins, body: { baseVersion: 0, rules: plainRules } },
  'POST /v1/member-rules::preview': {
    ...admins,
    path: '/v1/member-rules:preview',
    body: { rules: plainRules },
  },
  'GET /v1/segments': supervisors,
  'GET /v1/segment-fields': supervisors,
  'POST /v1/segments': {
    status: [401, 401, 403, 403, 201],
    body: { name: '快过生日', description: '两周内', rule: { kind: 'birthday', withinDays: 14 } },
  },
  'POST /v1/segments::preview': {
    ...admins,
    path: '/v1/segments:preview',
    body: { rule: { kind: 'not', rule: { kind: 'choice', figure: 'tier', values: ['gold'] } } },
  },
  // There is no such segment: whoever may ask learns that.
  'GET /v1/segments/:id': { ...nobodySeesSegment, path: `/v1/segments/${noId}` },
  'PUT /v1/segments/:id': {
    status: [401, 401, 403, 403, 404],
    path: `/v1/segments/${noId}`,
    body: { name: '生日', description: '', rule: { kind: 'birthday', withinDays: 7 }, version: 1 },
  },
  'DELETE /v1/segments/:id': { status: [401, 401, 403, 403, 404], path: `/v1/segments/${noId}` },
  'GET /v1/segments/:id/members': {
    ...nobodySeesSegment,
    path: `/v1/segments/${noId}/members`,
    query: { cursor: noId, limit: '5' },
  },
  'GET /v1/segments/:id/members/:customerId': {
    ...nobodySeesSegment,
    path: `/v1/segments/${noId}/members/C1`,
  },
};
