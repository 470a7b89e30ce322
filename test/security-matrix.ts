import type { ApiScope } from '../src/contract/api-keys.js';
import { weekdays } from '../src/contract/desk.js';
import { orderAction, orderRequestDetail } from '../src/contract/order-actions.js';
import { claimOf, staffPassword } from './bare-app.js';
import { analyticsCases } from './security-matrix-analytics.js';
import { campaignCases } from './security-matrix-campaigns.js';
import { couponCases } from './security-matrix-coupons.js';
import { intakeMatrix } from './security-matrix-intake.js';
import { marketingConsoleCases } from './security-matrix-marketing-console.js';
import { privacyMatrix } from './security-matrix-privacy.js';
import { profileCases } from './security-matrix-profiles.js';

export const roles = ['anonymous', 'shopper', 'agent', 'supervisor', 'admin'] as const;
export type Role = (typeof roles)[number];

export interface RouteCase {
  /** Which status each role gets for a good request, in the order of `roles`. */
  status: readonly [number, number, number, number, number];
  /** Path with parameters filled in, where the route has any. */
  path?: string;
  query?: Record<string, string>;
  body?: Record<string, unknown>;
  /** What an API key needs for it, and the status it then gets; without one no key opens the route. */
  key?: { scope: ApiScope; status: number };
  /** The proof is in the request itself, or nobody is asked for one. */
  open?: true;
}

const everybody = { status: [200, 200, 200, 200, 200], open: true } as const;
const staff = { status: [401, 401, 200, 200, 200] } as const;
const admins = { status: [401, 401, 403, 403, 200] } as const;
const shoppers = { status: [401, 200, 401, 401, 401] } as const;

/** Made before the suite by an admin, published in two versions. */
export const entryId = 'security-entry';
/** A word to keep whole, made before the suite. */
export const vocabularyItemId = '0198d3a0-0000-7000-8000-0000000000aa';
export const noId = '0198d3a0-0000-7000-8000-000000000000';
const content = { category: '测试', question: '怎么退货', similar: ['想退掉'], answer: '七天内可以退。' };

/** Refuses everything, and speaks of the entry above only. */
const smallestRules = {
  questions: Object.fromEntries(orderRequestDetail.options.map((detail) => [detail, '请补充一下'])),
  freight: { customer: '运费您出', shop: '运费我们出' },
  rules: orderAction.options.map((action) => ({
    id: action,
    action,
    verdict: 'refuse',
    says: '请联系人工客服。',
    entry: entryId,
  })),
};

/** Every route of the server. A route that is missing here fails the suite. */
export const matrix: Record<string, RouteCase> = {
  'GET /healthz': everybody,
  'GET /readyz': everybody,
  'GET /metrics': everybody,
  'GET /openapi.json': everybody,
  'GET /docs': everybody,

  'POST /v1/shopper/sessions': {
    ...everybody,
    body: { visitorId: noId, customer: { ...claimOf('C1'), name: '林女士' } },
  },
  'GET /v1/shopper/transcript': { ...shoppers, query: { format: 'html' } },
  // No address for e-mails is set.
  'POST /v1/shopper/transcript-requests': {
    status: [401, 503, 401, 401, 401],
    body: { email: 'lin@example.com' },
  },
  'GET /v1/conversations/:id/transcript': { status: [401, 401, 404, 200, 200], query: { format: 'text' } },
  'POST /v1/conversations/:id/transcript-requests': {
    status: [401, 401, 404, 503, 503],
    body: { email: 'lin@example.com' },
  },
  'GET /v1/transcript-mail': { status: [401, 401, 200, 200, 200] },
  'GET /v1/shopper/wallet': shoppers,
  'GET /v1/shopper/consents': shoppers,
  ...privacyMatrix,
  'PUT /v1/shopper/consents': { ...shoppers, body: { purpose: 'marketing', granted: true } },

  // Without a body: an upload of nothing. What else may be uploaded, and by whom, is in test/attachments.test.ts.
  'POST /v1/shopper/attachments': { status: [401, 400, 401, 401, 401], query: { name: 'photo.jpg' } },
  'GET /v1/shopper/attachments/access': shoppers,
  'POST /v1/conversations/:id/attachments': {
    status: [401, 401, 404, 409, 409],
    query: { name: 'photo.jpg' },
  },
  'GET /v1/attachments/:id': { status: [401, 401, 404, 404, 404], path: `/v1/attachments/${noId}` },

  'POST /v1/staff/login': { ...everybody, body: { email: 'agent@test.local', password: staffPassword } },
  'POST /v1/staff/logout': { status: [204, 204, 204, 204, 204], open: true },
  'GET /v1/staff/me': staff,

  'GET /v1/staff/roster': staff,
  'PUT /v1/staff/:id/service': {
    status: [401, 401, 403, 403, 404],
    path: `/v1/staff/${noId}/service`,
    body: { skills: ['售后'], capacity: 4 },
  },
  'GET /v1/staff': admins,
  'POST /v1/staff': {
    status: [401, 401, 403, 403, 201],
    body: { email: 'new@test.local', name: '小满', role: 'agent', skills: ['售前'], capacity: 4 },
  },
  'PUT /v1/staff/:id': {
    status: [401, 401, 403, 403, 404],
    path: `/v1/staff/${noId}`,
    body: { name: '小满', role: 'agent', active: true, skills: ['售前'], capacity: 4 },
  },
  'POST /v1/staff/:id/password': {
    status: [401, 401, 403, 403, 404],
    path: `/v1/staff/${noId}/password`,
  },
  // With a wrong password: a right one would end the sessions of the other cases.
  'PUT /v1/staff/me/password': {
    status: [401, 401, 400, 400, 400],
    body: { current: 'not-the-password', next: 'another-password' },
  },
  'GET /v1/closing': staff,
  'PUT /v1/closing': {
    ...admins,
    body: { dispositions: [{ name: '已解决' }], askSatisfaction: true, goodTags: ['回复很快'] },
  },
  'POST /v1/service-hours/preview': {
    ...admins,
    body: {
      timeZone: 'Asia/Shanghai',
      weekdays: Object.fromEntries(weekdays.map((day) => [day, [{ from: '09:00', until: '22:00' }]])),
    },
  },
  'GET /v1/service-hours': staff,
  'PUT /v1/service-hours': {
    ...admins,
    body: {
      timeZone: 'Asia/Shanghai',
      weekdays: Object.fromEntries(weekdays.map((day) => [day, [{ from: '09:00', until: '22:00' }]])),
      specialDays: [{ date: '2026-10-01', name: '国庆节', shifts: [] }],
    },
  },
  'GET /v1/routing': staff,
  'PUT /v1/routing': { ...admins, body: { mode: 'manual', skillByReason: { complaint: '售后' } } },
  'GET /v1/service-levels': staff,
  'PUT /v1/service-levels': {
    ...admins,
    body: { normal: { firstResponseMinutes: 3, nextResponseMinutes: 5, resolutionMinutes: 720 } },
  },
  'GET /v1/conversations/wall': { status: [401, 401, 403, 200, 200] },

  'GET /v1/knowledge/entries': {
    ...staff,
    query: { search: '退货', category: '测试', status: 'draft', limit: '5' },
  },
  'GET /v1/knowledge/categories': staff,
  'GET /v1/knowledge/entries/:id': { ...staff, path: `/v1/knowledge/entries/${entryId}` },
  'GET /v1/knowledge/entries/:id/versions': { ...staff, path: `/v1/knowledge/entries/${entryId}/versions` },
  'POST /v1/knowledge/entries': {
    status: [401, 401, 403, 403, 201],
    body: { ...content, followUps: [entryId] },
  },
  'PUT /v1/knowledge/entries/:id': {
    ...admins,
    path: `/v1/knowledge/entries/${entryId}`,
    body: { ...content, answer: '七天内都可以退。', baseVersion: 2 },
  },
  'POST /v1/knowledge/entries/:id(^.+)::publish': {
    ...admins,
    path: `/v1/knowledge/entries/${entryId}:publish`,
    body: { version: 2 },
  },
  'POST /v1/knowledge/entries/:id(^.+)::rollback': {
    ...admins,
    path: `/v1/knowledge/entries/${entryId}:rollback`,
    body: { version: 1 },
  },
  'DELETE /v1/knowledge/entries/:id': { ...admins, path: `/v1/knowledge/entries/${entryId}` },

  'GET /v1/knowledge/vocabulary': {
    ...admins,
    query: { kind: 'word', search: '小蓝瓶', cursor: vocabularyItemId, limit: '5' },
  },
  'POST /v1/knowledge/vocabulary': {
    status: [401, 401, 403, 403, 201],
    body: { kind: 'synonyms', means: '快递', said: ['物流', '包裹'] },
  },
  'PUT /v1/knowledge/vocabulary/:id': {
    ...admins,
    path: `/v1/knowledge/vocabulary/${vocabularyItemId}`,
    body: { kind: 'word', word: '小蓝瓶精华', baseVersion: 1 },
  },
  'DELETE /v1/knowledge/vocabulary/:id': {
    ...admins,
    path: `/v1/knowledge/vocabulary/${vocabularyItemId}`,
  },
  'GET /v1/knowledge/vocabulary/export': { ...admins, query: { format: 'csv' } },
  'POST /v1/knowledge/vocabulary/import': { ...admins, body: { format: 'csv', text: '停用词,请问' } },

  'GET /v1/conversations': { ...staff, query: { box: 'mine', limit: '5' } },
  // The conversation is a bot's: agents may not see it.
  'GET /v1/conversations/:id': { status: [401, 401, 404, 200, 200] },
  'GET /v1/conversations/:id/browsing': { status: [401, 401, 404, 200, 200] },
  'GET /v1/conversations/:id/suggestions': { status: [401, 401, 404, 200, 200] },
  'GET /v1/conversations/:id/hand-off': { status: [401, 401, 404, 200, 200] },
  'GET /v1/conversations/:id/sendable': {
    status: [401, 401, 404, 200, 200],
    query: { kind: 'order', search: 'ZG' },
  },
  'POST /v1/conversations/:id/tags': {
    status: [401, 401, 404, 200, 200],
    body: { add: ['待回访'], remove: ['加急'] },
  },
  'GET /v1/conversation-tags': staff,
  'GET /v1/conversations/search': { ...staff, query: { text: '退货', tag: '待回访', limit: '5' } },
  'GET /v1/mentions': staff,
  'POST /v1/mentions/seen': { status: [401, 401, 204, 204, 204] },

  'GET /v1/canned-replies': staff,
  'POST /v1/canned-replies': {
    status: [401, 401, 201, 201, 201],
    body: { scope: 'personal', title: '稍等', category: '常用', text: '您稍等，我看一下。' },
  },
  // There is no such reply: whoever may ask learns that.
  'PUT /v1/canned-replies/:id': {
    status: [401, 401, 404, 404, 404],
    path: `/v1/canned-replies/${noId}`,
    body: { title: '稍等', category: '常用', text: '您稍等。', baseVersion: 1 },
  },
  'DELETE /v1/canned-replies/:id': { status: [401, 401, 404, 404, 404], path: `/v1/canned-replies/${noId}` },
  'PUT /v1/shop-name': { ...admins, body: { name: '青禾生活' } },

  'POST /v1/answers': {
    ...staff,
    key: { scope: 'answers:read', status: 200 },
    body: { text: '怎么退货', customerId: 'C1' },
  },

  ...couponCases(noId),
  ...campaignCases(noId),
  'GET /v1/experiments/:campaignId/report': {
    status: [401, 401, 403, 403, 404],
    path: `/v1/experiments/${noId}/report`,
  },
  'GET /v1/experiments/global-holdout': admins,
  'PUT /v1/experiments/global-holdout': { ...admins, body: { share: 0.05 } },

  ...intakeMatrix,

  'GET /v1/order-requests': { ...staff, query: { state: 'open', action: 'return', order: 'ZG', limit: '5' } },
  // There is no such request: whoever may ask learns that.
  'GET /v1/order-requests/:id': { status: [401, 401, 404, 404, 404], path: `/v1/order-requests/${noId}` },
  'POST /v1/order-requests/:id/decide': {
    status: [401, 401, 404, 404, 404],
    path: `/v1/order-requests/${noId}/decide`,
    body: { state: 'approved', seen: 'submitted', note: '好的' },
  },
  'GET /v1/order-rules': staff,
  'POST /v1/order-rules/check': { ...admins, body: { yaml: JSON.stringify(smallestRules) } },
  'GET /v1/order-rules/history': admins,
  'PUT /v1/order-rules': { ...admins, body: { baseVersion: 1, rules: smallestRules } },

  ...profileCases,
  ...analyticsCases,
  ...marketingConsoleCases,

  'GET /demo/products': { ...everybody, query: { category: '厨房用品', limit: '5' } },
  'GET /demo/categories': everybody,
  'GET /demo/personas': everybody,
  'GET /demo/staff': everybody,
  'GET /demo/products/:id.svg': { ...everybody, path: '/demo/products/P1.svg' },
};

/** Files that Vite built, there or not: pages, hashed assets, and single files beside the pages. */
export const builtFile = /^GET (\/|\/(widget|console|assets)(\/.*)?|\/widget\.js|\/[\w-]+(\.[\w-]+)+)$/;
