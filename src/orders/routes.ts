import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import { orderRequestDecide, orderRequestList, orderRulesUpdate } from '../contract/order-desk.js';
import { parse } from '../platform/errors.js';
import type { OrderDesk } from './desk-store.js';
import type { OrderRulesStore } from './rules-store.js';

export interface OrderRoutesNeeds {
  /** Lets in whoever has at least this role; throws for anybody else. */
  requireRole(role: 'agent' | 'admin'): preHandlerAsyncHookHandler;
  staffOf(request: FastifyRequest): { staffId: string };
  desk: OrderDesk;
  rules: OrderRulesStore;
  /** Something was committed that others are to hear of. */
  committed(): void;
}

const byId = z.strictObject({ id: z.uuid() });

/** `/v1/order-requests` for staff, `/v1/order-rules` for staff to read and admins to change. */
export function orderRoutes(
  app: FastifyInstance,
  { requireRole, staffOf, desk, rules, committed }: OrderRoutesNeeds,
): void {
  const staff = { who: 'staff', auth: 'staff' } as const;
  app.get(
    '/v1/order-requests',
    {
      preHandler: requireRole('agent'),
      config: { api: { ...staff, summary: 'Requests on orders, newest first', query: orderRequestList } },
    },
    async (request) => desk.list(parse(orderRequestList, request.query)),
  );
  app.get(
    '/v1/order-requests/:id',
    {
      preHandler: requireRole('agent'),
      config: { api: { ...staff, summary: 'One request, with its order and rule' } },
    },
    async (request) => desk.view(parse(byId, request.params).id),
  );
  app.post(
    '/v1/order-requests/:id/decide',
    {
      preHandler: requireRole('agent'),
      config: {
        api: { ...staff, summary: 'Decide on a request and tell the customer', body: orderRequestDecide },
      },
    },
    async (request) => {
      const { id } = parse(byId, request.params);
      const decided = await desk.decide(
        id,
        parse(orderRequestDecide, request.body),
        staffOf(request).staffId,
      );
      committed();
      return decided;
    },
  );
  app.get(
    '/v1/order-rules',
    {
      preHandler: requireRole('agent'),
      config: { api: { ...staff, summary: 'The rules of what may be done with an order' } },
    },
    async () => rules.current(),
  );
  app.put(
    '/v1/order-rules',
    {
      preHandler: requireRole('admin'),
      config: {
        api: { summary: 'Puts new rules in force', who: 'admins', auth: 'staff', body: orderRulesUpdate },
      },
    },
    async (request) => {
      const { rules: wanted, baseVersion } = parse(orderRulesUpdate, request.body);
      return rules.save(wanted, baseVersion, { type: 'staff', id: staffOf(request).staffId });
    },
  );
}
