import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import { type FairnessReport, fairnessQuery, fairnessReport } from '../contract/fairness.js';
import type { StaffMember } from '../contract/http.js';
import {
  type ConsentDecision,
  type ContactInFull,
  consentDecision,
  contactInFull,
  contactRequest,
  dataExportTicket,
  erasureProof,
  erasureRequest,
  type PrivacyRequestView,
  type PrivacySettings,
  privacyRequestList,
  privacyRequestView,
  privacySettings,
  proofVerdict,
  type ShopperPrivacy,
  shopperPrivacy,
} from '../contract/privacy.js';
import { forbidden, notFound, parse } from '../platform/errors.js';
import { requestsPerMinute } from '../platform/rate-limit.js';
import { sessionTokenOf } from '../platform/session-token.js';
import type { PrivacyDesk } from './privacy/desk.js';
import { differencesAsCsv } from './privacy/price-audit.js';
import type { PriceAudit } from './privacy/price-audit-store.js';
import { receiptPage } from './privacy/receipt-page.js';
import type { ShopperIdentity } from './shopper-token.js';

export interface PrivacyRoutesNeeds {
  desk: PrivacyDesk;
  audit: Pick<PriceAudit, 'report'>;
  /** @throws AppError `not-found` where this member of staff may not see the conversation, or nobody is known */
  contact(staff: StaffMember, conversationId: string, reason: string): Promise<ContactInFull>;
  identify: (token: string) => Promise<ShopperIdentity>;
  /** Of the shop: times on pages are told in it. */
  timeZone: string;
  requireRole(role: 'agent' | 'admin'): preHandlerAsyncHookHandler;
  staffOf(request: FastifyRequest): StaffMember;
}

const byExternalId = z.strictObject({ externalId: z.string().min(1).max(100) });
const byId = z.strictObject({ id: z.uuid() });
const admins = { who: 'admins', auth: 'staff' } as const;
const widget = { who: 'the widget', auth: 'shopper' } as const;
const asked = z.object({ request: privacyRequestView });
/** Copies are heavy, and nobody needs many. */
const exportLimit = requestsPerMinute(6);
const receiptLimit = requestsPerMinute(30);

/** What shoppers decide about their data, and what admins see of it. */
export function privacyRoutes(app: FastifyInstance, needs: PrivacyRoutesNeeds): void {
  shopperRoutes(app, needs);
  receiptRoutes(app, needs);
  adminRoutes(app, needs);
  fairnessRoutes(app, needs);
  contactRoute(app, needs);
}

function shopperRoutes(app: FastifyInstance, { desk, identify }: PrivacyRoutesNeeds): void {
  const shopperOf = (request: FastifyRequest) => identify(sessionTokenOf(request.headers.authorization));
  app.get(
    '/v1/shopper/privacy',
    { config: { api: { ...widget, summary: 'What is known of the shopper', response: shopperPrivacy } } },
    async (request): Promise<ShopperPrivacy> => desk.overview(await shopperOf(request)),
  );
  app.post(
    '/v1/shopper/data-export',
    {
      config: {
        rateLimit: exportLimit,
        api: { ...widget, summary: 'Ask for a copy of everything that is known', response: dataExportTicket },
      },
    },
    async (request) => {
      const shopper = await shopperOf(request);
      if (!shopper.customerId) throw forbidden('请先在店铺里登录，确认是您本人后再导出。');
      return desk.ticket(shopper);
    },
  );
  app.get(
    '/v1/shopper/data-export',
    {
      config: {
        rateLimit: exportLimit,
        api: {
          who: 'whoever was given the address',
          auth: 'ticket',
          summary: 'The copy, by an address that runs out',
          query: z.strictObject({ ticket: z.string().max(500) }),
        },
      },
    },
    async (request, reply) => {
      const { ticket } = parse(z.strictObject({ ticket: z.string().max(500) }), request.query);
      return download(reply, await desk.copyByTicket(ticket), 'my-data.json');
    },
  );
  app.post(
    '/v1/shopper/erasure',
    {
      config: {
        rateLimit: exportLimit,
        api: {
          ...widget,
          summary: 'Ask for everything to be deleted',
          body: erasureRequest,
          response: asked,
        },
      },
    },
    async (request): Promise<{ request: PrivacyRequestView }> => {
      parse(erasureRequest, request.body);
      return { request: await desk.requestErasure(await shopperOf(request), 'settings') };
    },
  );
  app.delete(
    '/v1/shopper/erasure',
    { config: { api: { ...widget, summary: 'Take back a deletion that has not begun' } } },
    async (request, reply) => {
      await desk.withdrawErasure(await shopperOf(request));
      return reply.code(204).send();
    },
  );
}

function receiptRoutes(app: FastifyInstance, { desk, timeZone }: PrivacyRoutesNeeds): void {
  app.get(
    '/v1/privacy/receipts/:id',
    {
      config: {
        rateLimit: receiptLimit,
        api: { who: 'whoever has the receipt', summary: 'How a request stands', response: asked },
      },
    },
    async (request, reply): Promise<{ request: PrivacyRequestView } | string> => {
      const found = await desk.receipt(parse(byId, request.params).id);
      if (!found) throw notFound('没有找到这个凭证号，请核对一下。');
      // A person opens it in a browser, a program asks for JSON.
      if (!request.headers.accept?.includes('text/html')) return { request: found };
      void reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-store');
      return receiptPage(found, timeZone);
    },
  );
  app.post(
    '/v1/privacy/proofs/verify',
    {
      config: {
        rateLimit: receiptLimit,
        api: {
          who: 'anyone',
          summary: 'Whether a proof was signed here',
          body: erasureProof,
          response: proofVerdict,
        },
      },
    },
    async (request) => ({ genuine: desk.isGenuine(parse(erasureProof, request.body)) }),
  );
}

function adminRoutes(app: FastifyInstance, { desk, requireRole, staffOf }: PrivacyRoutesNeeds): void {
  const preHandler = requireRole('admin');
  app.get(
    '/v1/privacy/requests',
    {
      preHandler,
      config: {
        api: { ...admins, summary: 'Exports and deletions, newest first', query: privacyRequestList },
      },
    },
    async (request) => desk.list(parse(privacyRequestList, request.query)),
  );
  app.post(
    '/v1/privacy/requests/:id/cancel',
    { preHandler, config: { api: { ...admins, summary: 'Take back a deletion that has not begun' } } },
    async (request, reply) => {
      await desk.cancel(parse(byId, request.params).id, staffOf(request).staffId);
      return reply.code(204).send();
    },
  );
  app.get(
    '/v1/privacy/settings',
    {
      preHandler,
      config: { api: { ...admins, summary: 'Time of grace and retention', response: privacySettings } },
    },
    async (): Promise<PrivacySettings> => desk.settings(),
  );
  app.put(
    '/v1/privacy/settings',
    {
      preHandler,
      config: {
        api: {
          ...admins,
          summary: 'Change time of grace and retention',
          body: privacySettings,
          response: privacySettings,
        },
      },
    },
    async (request) => desk.changeSettings(parse(privacySettings, request.body), staffOf(request).staffId),
  );
  app.get(
    '/v1/customers/:externalId/export',
    {
      preHandler,
      config: {
        rateLimit: exportLimit,
        api: { ...admins, summary: 'Everything that is stored about a customer' },
      },
    },
    async (request, reply) => {
      const { externalId } = parse(byExternalId, request.params);
      return download(
        reply,
        await desk.copyForStaff(externalId, staffOf(request).staffId),
        'customer-data.json',
      );
    },
  );
  app.post(
    '/v1/customers/:externalId/erasure',
    {
      preHandler,
      config: { api: { ...admins, summary: 'Delete everything about a customer', body: erasureRequest } },
    },
    async (request, reply): Promise<{ request: PrivacyRequestView }> => {
      parse(erasureRequest, request.body);
      const { externalId } = parse(byExternalId, request.params);
      const view = await desk.requestErasureFor(externalId, staffOf(request).staffId);
      void reply.code(202);
      return { request: view };
    },
  );
  app.get(
    '/v1/customers/:externalId/consents',
    {
      preHandler,
      config: {
        api: {
          ...admins,
          summary: 'Decisions of a customer',
          response: z.object({ items: z.array(consentDecision) }),
        },
      },
    },
    async (request): Promise<{ items: ConsentDecision[] }> => ({
      items: await desk.consentHistory(parse(byExternalId, request.params).externalId),
    }),
  );
}

/** What is masked beside a conversation, opened for whoever serves it, says what for, and is noted. */
function contactRoute(app: FastifyInstance, { contact, requireRole, staffOf }: PrivacyRoutesNeeds): void {
  app.post(
    '/v1/conversations/:id/contact',
    {
      preHandler: requireRole('agent'),
      config: {
        rateLimit: receiptLimit,
        api: {
          who: 'staff who may see the conversation',
          auth: 'staff',
          summary: 'Name, telephone and e-mail of the customer in full; noted in the audit',
          body: contactRequest,
          response: contactInFull,
        },
      },
    },
    async (request): Promise<ContactInFull> => {
      const { reason } = parse(contactRequest, request.body);
      return contact(staffOf(request), parse(byId, request.params).id, reason);
    },
  );
}

function fairnessRoutes(app: FastifyInstance, { audit, requireRole }: PrivacyRoutesNeeds): void {
  app.get(
    '/v1/fairness/prices',
    {
      preHandler: requireRole('admin'),
      config: {
        api: {
          ...admins,
          summary: 'Whether everybody was shown the same prices and public coupons',
          query: fairnessQuery,
          response: fairnessReport,
        },
      },
    },
    async (request, reply): Promise<FairnessReport | string> => {
      const { format, ...days } = parse(fairnessQuery, request.query);
      const report = await audit.report(days);
      if (format === 'json') return report;
      void reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="prices-${days.from}-${days.to}.csv"`);
      return differencesAsCsv(report);
    },
  );
}

function download(reply: FastifyReply, pieces: AsyncIterable<string>, name: string): FastifyReply {
  return reply
    .header('content-type', 'application/json; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(pieces));
}
