import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import {
  type CannedReply,
  type CannedReplyList,
  cannedReplyContent,
  cannedReplyUpdate,
  shopNameChange,
} from '../contract/agent-tools.js';
import type { StaffMember } from '../contract/http.js';
import { parse } from '../platform/errors.js';
import type { CannedReplyStore } from './canned-reply-store.js';

export interface CannedReplyRoutesNeeds {
  requireRole: (role: StaffMember['role']) => preHandlerAsyncHookHandler;
  staffOf: (request: FastifyRequest) => StaffMember;
  replies: CannedReplyStore;
  shopName: { current: () => Promise<string | undefined>; change: (name: string) => Promise<void> };
  /** Keeps who changed what everybody uses. */
  audit: (staff: StaffMember, action: string, subject: string) => Promise<void>;
}

const byId = z.strictObject({ id: z.uuid() });
const path = '/v1/canned-replies';

/** `/v1/canned-replies`: read by all staff; shared ones written by admins, personal ones by their owner. */
export function cannedReplyRoutes(app: FastifyInstance, needs: CannedReplyRoutesNeeds): void {
  const { requireRole, staffOf, replies } = needs;
  const staff = (summary: string, body?: z.ZodType) => ({
    preHandler: requireRole('agent'),
    config: {
      api: { summary, who: 'staff; shared ones: admins', auth: 'staff' as const, ...(body ? { body } : {}) },
    },
  });
  const kept = async (request: FastifyRequest, action: string, reply: CannedReply) => {
    if (reply.scope === 'shared')
      await needs.audit(staffOf(request), `canned-reply.${action}`, `canned-reply:${reply.id}`);
    return { item: reply };
  };

  app.get(
    path,
    staff('Canned replies: everybody’s and one’s own'),
    async (request): Promise<CannedReplyList> => {
      const shopName = await needs.shopName.current();
      return {
        items: await replies.list(staffOf(request).staffId),
        ...(shopName === undefined ? {} : { shopName }),
      };
    },
  );
  app.post(path, staff('Adds a canned reply', cannedReplyContent), async (request, reply) => {
    const content = parse(cannedReplyContent, request.body);
    const created = await replies.create(content, staffOf(request));
    return reply.code(201).send(await kept(request, 'create', created));
  });
  app.put(`${path}/:id`, staff('Changes a canned reply', cannedReplyUpdate), async (request) => {
    const { id } = parse(byId, request.params);
    const change = parse(cannedReplyUpdate, request.body);
    return kept(request, 'change', await replies.update(id, change, staffOf(request)));
  });
  app.delete(`${path}/:id`, staff('Deletes a canned reply'), async (request) => {
    const { id } = parse(byId, request.params);
    return kept(request, 'delete', await replies.remove(id, staffOf(request)));
  });

  app.put(
    '/v1/shop-name',
    {
      preHandler: requireRole('admin'),
      config: {
        api: {
          summary: 'The shop’s name, as canned replies use it',
          who: 'admins',
          auth: 'staff',
          body: shopNameChange,
        },
      },
    },
    async (request) => {
      const { name } = parse(shopNameChange, request.body);
      await needs.shopName.change(name);
      await needs.audit(staffOf(request), 'shop-name.change', 'shop-name');
      return { name };
    },
  );
}
