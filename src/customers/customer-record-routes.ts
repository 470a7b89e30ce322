import type { FastifyInstance, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import type { CustomerRecord } from '../contract/marketing-console.js';
import { parse } from '../platform/errors.js';

export interface CustomerRecordRoutesNeeds {
  /** Lets in whoever has at least this role; throws for anybody else. */
  requireRole(role: 'supervisor'): preHandlerAsyncHookHandler;
  /** Our id of a customer; throws where there is none. */
  idOf(externalId: string): Promise<string>;
  recordOf(customerId: string): Promise<CustomerRecord>;
}

const byCustomer = z.strictObject({ externalId: z.string().min(1).max(100) });

/** `GET /v1/customers/:externalId/record`. Agents see a customer beside a conversation of theirs instead. */
export function customerRecordRoutes(
  app: FastifyInstance,
  { requireRole, idOf, recordOf }: CustomerRecordRoutesNeeds,
): void {
  app.get(
    '/v1/customers/:externalId/record',
    {
      preHandler: requireRole('supervisor'),
      config: {
        api: {
          summary: 'Orders, coupons, offers, conversations and consents of a customer',
          who: 'supervisors, admins',
          auth: 'staff',
        },
      },
    },
    async (request) => recordOf(await idOf(parse(byCustomer, request.params).externalId)),
  );
}
