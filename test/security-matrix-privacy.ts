import type { RouteCase } from './security-matrix.js';

const everybody = { status: [200, 200, 200, 200, 200], open: true } as const;
const admins = { status: [401, 401, 403, 403, 200] } as const;
const shoppers = { status: [401, 200, 401, 401, 401] } as const;
const noId = '0198d3a0-0000-7000-8000-000000000000';

/** Routes of people's own data: part of the matrix. */
export const privacyMatrix: Record<string, RouteCase> = {
  'GET /v1/shopper/privacy': shoppers,
  // The shopper of the suite is not signed in.
  'POST /v1/shopper/data-export': { status: [401, 403, 401, 401, 401] },
  // What opens it is the ticket in the address.
  'GET /v1/shopper/data-export': {
    status: [401, 401, 401, 401, 401],
    query: { ticket: 'no-ticket' },
    open: true,
  },
  'POST /v1/shopper/erasure': { ...shoppers, body: { confirmed: true } },
  'DELETE /v1/shopper/erasure': { status: [401, 204, 401, 401, 401] },
  'GET /v1/privacy/receipts/:id': {
    status: [404, 404, 404, 404, 404],
    path: `/v1/privacy/receipts/${noId}`,
    open: true,
  },
  'POST /v1/privacy/proofs/verify': {
    ...everybody,
    body: {
      version: 1,
      requestId: noId,
      identityHash: '0'.repeat(64),
      requestedAt: '2026-11-20T02:00:00Z',
      startedAt: '2026-11-20T02:00:00Z',
      endedAt: '2026-11-20T02:00:00Z',
      tables: [],
      files: 0,
      consents: [],
      signature: '0'.repeat(64),
    },
  },
  'GET /v1/privacy/requests': { ...admins, query: { kind: 'erasure', limit: '5' } },
  'POST /v1/privacy/requests/:id/cancel': {
    status: [401, 401, 403, 403, 404],
    path: `/v1/privacy/requests/${noId}/cancel`,
  },
  'GET /v1/privacy/settings': admins,
  'PUT /v1/privacy/settings': {
    ...admins,
    body: { graceDays: 7, retention: { messages: 1095, traces: 180, events: 400 } },
  },
  'GET /v1/customers/:externalId/export': {
    status: [401, 401, 403, 403, 404],
    path: '/v1/customers/nobody/export',
  },
  'POST /v1/customers/:externalId/erasure': {
    status: [401, 401, 403, 403, 404],
    path: '/v1/customers/nobody/erasure',
    body: { confirmed: true },
  },
  'GET /v1/customers/:externalId/consents': {
    status: [401, 401, 403, 403, 404],
    path: '/v1/customers/nobody/consents',
  },
  // The customer of the suite's conversation is not known.
  'POST /v1/conversations/:id/contact': {
    status: [401, 401, 404, 404, 404],
    body: { reason: '核对收货电话' },
  },
  'GET /v1/fairness/prices': { ...admins, query: { from: '2026-11-01', to: '2026-11-20' } },
};
