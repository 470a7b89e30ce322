import type { ApiScope } from '../src/contract/api-keys.js';
import type { RouteCase } from './security-matrix.js';

const admins = { status: [401, 401, 403, 403, 200] } as const;
const noId = '0198d3a0-0000-7000-8000-000000000000';
/** Only programs of the shop. */
const programs = (scope: ApiScope, status = 200) =>
  ({ status: [401, 401, 401, 401, 401], key: { scope, status } }) as const;

/** Keys, what programs send in with them, and tables that admins bring. */
export const intakeMatrix: Record<string, RouteCase> = {
  // Without a file. What may be brought is in test/imports.test.ts.
  'POST /v1/imports/preview': {
    status: [401, 401, 403, 403, 400],
    query: { kind: 'products', encoding: 'utf-8', delimiter: ',', mapping: '{"id":0}' },
  },
  'POST /v1/imports': {
    status: [401, 401, 403, 403, 400],
    query: { kind: 'products', encoding: 'utf-8', delimiter: ',', mapping: '{"id":0}' },
  },

  // Without a body: many of nothing. What else may be sent in is in test/intake.test.ts.
  'POST /v1/products': { ...programs('catalogue:write', 400), query: { atomic: 'true' } },
  'POST /v1/customers': { ...programs('customers:write', 400), query: { atomic: 'true' } },
  'POST /v1/orders': { ...programs('orders:write', 400), query: { createMissing: 'true' } },
  'POST /v1/events': { ...programs('events:write', 400), query: { atomic: 'true' } },
  'PUT /v1/products/:id': {
    ...programs('catalogue:write'),
    path: '/v1/products/P1',
    body: {
      title: '保温杯',
      category: '厨房用品',
      priceMinor: 9900,
      stock: 5,
      attributes: { 颜色: ['白'] },
      tags: ['新品'],
      imageUrl: '/p1.svg',
    },
  },
  'PUT /v1/customers/:id': {
    ...programs('customers:write'),
    path: '/v1/customers/C1',
    body: { name: '林女士', tier: 'gold', city: '杭州', phone: '13912345678', email: 'lin@example.com' },
  },
  'PUT /v1/orders/:id': {
    ...programs('orders:write'),
    path: '/v1/orders/O1',
    query: { createMissing: 'true' },
    body: {
      customerId: 'C1',
      status: 'paid',
      lines: [{ productId: 'P1', title: '保温杯', quantity: 1, unitPriceMinor: 9900 }],
      createdAt: '2026-11-20T10:00:00+08:00',
      carrier: '顺丰',
      shipTo: { name: '林女士', address: '文三路 1 号' },
    },
  },
  'PUT /v1/events/:id': {
    ...programs('events:write'),
    path: '/v1/events/E1',
    body: {
      name: 'page_view',
      customerId: 'C1',
      properties: { path: '/' },
      occurredAt: '2026-11-20T10:00:00Z',
    },
  },

  'GET /v1/api-keys': admins,
  'POST /v1/api-keys': {
    status: [401, 401, 403, 403, 201],
    body: { name: '订单同步', scopes: ['orders:write'], expiresAt: '2099-01-01T00:00:00Z' },
  },
  // There is no such key: whoever may ask learns that.
  'DELETE /v1/api-keys/:id': { status: [401, 401, 403, 403, 404], path: `/v1/api-keys/${noId}` },
};
