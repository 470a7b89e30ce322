import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import {
  codeBatchCreate,
  couponCreate,
  couponList,
  couponPage,
  couponSignalList,
  couponStatusChange,
  couponUpdate,
} from '../contract/coupons.js';
import { parse } from '../platform/errors.js';
import type { CouponAdmin } from './coupons/admin-store.js';
import type { CodeBatches } from './coupons/code-batch-store.js';
import { idempotencyKeyOf } from './coupons/idempotency-header.js';
import type { SignalStore } from './coupons/signal-store.js';

export interface CouponRoutesNeeds {
  /** Lets in whoever has at least this role; throws for anybody else. */
  requireRole(role: 'admin'): preHandlerAsyncHookHandler;
  staffOf(request: FastifyRequest): { staffId: string };
  admin: CouponAdmin;
  batches: CodeBatches;
  signals: Pick<SignalStore, 'list'>;
}

const byId = z.strictObject({ id: z.uuid() });
const byBatch = z.strictObject({ id: z.uuid(), batchId: z.uuid() });

/** `/v1/coupons…` for admins. Creating accepts `Idempotency-Key`. */
export function couponRoutes(app: FastifyInstance, needs: CouponRoutesNeeds): void {
  const { requireRole, staffOf, admin, batches, signals } = needs;
  const admins = (summary: string, schemas: { query?: z.ZodType; body?: z.ZodType } = {}) => ({
    preHandler: requireRole('admin'),
    config: { api: { summary, who: 'admins', auth: 'staff' as const, ...schemas } },
  });
  const actorOf = (request: FastifyRequest) => ({ type: 'staff' as const, id: staffOf(request).staffId });
  const idOf = (request: FastifyRequest) => parse(byId, request.params).id;
  const path = '/v1/coupons';

  app.get(
    path,
    admins('Coupons with their counters, the newest first', { query: couponList }),
    async (request) => admin.list(parse(couponList, request.query)),
  );
  app.post(path, admins('Makes a coupon, as a draft', { body: couponCreate }), async (request, reply) => {
    const content = parse(couponCreate, request.body);
    const by = { actor: actorOf(request), ...idempotencyKeyOf(request.headers) };
    return reply.code(201).send({ coupon: await admin.create(content, by) });
  });
  app.get(`${path}/:id`, admins('One coupon with its counters'), async (request) => ({
    coupon: await admin.get(idOf(request)),
  }));
  app.put(
    `${path}/:id`,
    admins('Changes a coupon; once somebody holds one, only what takes nothing away', { body: couponUpdate }),
    async (request) => {
      const { baseVersion, ...content } = parse(couponUpdate, request.body);
      return { coupon: await admin.update(idOf(request), content, baseVersion, actorOf(request)) };
    },
  );
  app.post(
    `${path}/:id/status`,
    admins('Starts, pauses or ends a coupon', { body: couponStatusChange }),
    async (request) => {
      const { status, baseVersion } = parse(couponStatusChange, request.body);
      return { coupon: await admin.setStatus(idOf(request), status, baseVersion, actorOf(request)) };
    },
  );
  app.get(
    `${path}/:id/ledger`,
    admins('What moved the counters of a coupon, the newest first', { query: couponPage }),
    async (request) => admin.ledger(idOf(request), parse(couponPage, request.query)),
  );

  app.get(`${path}/:id/code-batches`, admins('Batches of single-use codes'), async (request) => ({
    batches: await batches.list(idOf(request)),
  }));
  app.post(
    `${path}/:id/code-batches`,
    admins('Makes up to 10,000 single-use codes', { body: codeBatchCreate }),
    async (request, reply) => {
      const by = { actor: actorOf(request), ...idempotencyKeyOf(request.headers) };
      const batch = await batches.create(idOf(request), parse(codeBatchCreate, request.body), by);
      return reply.code(201).send({ batch });
    },
  );
  app.post(
    `${path}/:id/code-batches/:batchId/export`,
    admins('The codes of a batch as CSV, once'),
    async (request, reply) => {
      const { id, batchId } = parse(byBatch, request.params);
      const csv = await batches.exportOnce(id, batchId, actorOf(request));
      reply.type('text/csv; charset=utf-8');
      reply.header('content-disposition', `attachment; filename="codes-${batchId}.csv"`);
      reply.header('cache-control', 'no-store');
      return csv;
    },
  );
  app.post(
    `${path}/:id/code-batches/:batchId/void`,
    admins('Codes of a batch that nobody has used stop working'),
    async (request) => {
      const { id, batchId } = parse(byBatch, request.params);
      return { batch: await batches.voidUnused(id, batchId, actorOf(request)) };
    },
  );

  app.get(
    '/v1/coupon-signals',
    admins('Signs of abuse of coupons, the newest first', { query: couponSignalList }),
    async (request) => signals.list(parse(couponSignalList, request.query)),
  );
}
