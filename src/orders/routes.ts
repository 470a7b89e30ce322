import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import type { Page } from '../contract/http.js';
import {
  type OrderRulesChange,
  type OrderRulesInForce,
  orderRequestDecide,
  orderRequestList,
  orderRulesHistoryQuery,
  orderRulesText,
  orderRulesUpdate,
} from '../contract/order-desk.js';
import { orderRules } from '../contract/order-rules.js';
import { invalidInput, parse } from '../platform/errors.js';
import type { OrderDesk } from './desk-store.js';
import type { OrderRulesStore } from './rules-store.js';
import { checkOrderRules, orderRulesToYaml } from './rules-text.js';

export interface OrderRoutesNeeds {
  /** Lets in whoever has at least this role; throws for anybody else. */
  requireRole(role: 'agent' | 'admin'): preHandlerAsyncHookHandler;
  staffOf(request: FastifyRequest): { staffId: string };
  desk: OrderDesk;
  rules: OrderRulesStore;
  /** What the audit knows of the rules, newest first. Supplied by staff. */
  auditOf(query: { subject: string; cursor?: string; limit: number }): Promise<Page<AuditRow>>;
  /** Names of the staff by id. */
  staffNames(): Promise<ReadonlyMap<string, string>>;
  /** Something was committed that others are to hear of. */
  committed(): void;
}

/** A record of the audit, as far as it is needed here. */
export interface AuditRow {
  id: string;
  actor: { type: string; id?: string };
  detail: unknown;
  createdAt: string;
}

/** Changes on a page of the history. */
const changesPerPage = 20;
const changeDetail = z.object({ version: z.int(), before: orderRules.optional().catch(undefined) });
const byId = z.strictObject({ id: z.uuid() });

/** `/v1/order-requests` for staff, `/v1/order-rules` for staff to read and admins to change. */
export function orderRoutes(
  app: FastifyInstance,
  { requireRole, staffOf, desk, rules, committed, auditOf, staffNames }: OrderRoutesNeeds,
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
    async (): Promise<OrderRulesInForce> => {
      const current = await rules.current();
      return { ...current, ...(current.rules ? { yaml: orderRulesToYaml(current.rules) } : {}) };
    },
  );
  app.post(
    '/v1/order-rules/check',
    {
      preHandler: requireRole('admin'),
      config: {
        api: { summary: 'Checks rules written as YAML', who: 'admins', auth: 'staff', body: orderRulesText },
      },
    },
    async (request) => {
      const checked = checkOrderRules(parse(orderRulesText, request.body).yaml);
      if ('rules' in checked) return checked;
      throw invalidInput(
        checked.problems.map(({ line, path, message }) => ({
          path: path === '' ? 'yaml' : path,
          message: line === undefined ? message : `line ${line}: ${message}`,
        })),
      );
    },
  );
  app.get(
    '/v1/order-rules/history',
    {
      preHandler: requireRole('admin'),
      config: {
        api: {
          summary: 'Changes of the rules, newest first',
          who: 'admins',
          auth: 'staff',
          query: orderRulesHistoryQuery,
        },
      },
    },
    async (request): Promise<Page<OrderRulesChange>> => {
      const { cursor } = parse(orderRulesHistoryQuery, request.query);
      const page = await auditOf({
        subject: 'order-rules',
        limit: changesPerPage,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const names = await staffNames();
      return {
        ...page,
        items: page.items.flatMap(({ id, actor, detail, createdAt }) => {
          const read = changeDetail.safeParse(detail);
          if (!read.success) return [];
          const by = names.get(actor.id ?? '');
          const { version, before } = read.data;
          return [
            {
              id,
              version,
              at: createdAt,
              ...(by === undefined ? {} : { by }),
              ...(before ? { before } : {}),
            },
          ];
        }),
      };
    },
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
