import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import {
  answersRequest,
  type Browsing,
  type ConversationDetail,
  type CustomerPane,
  conversationList,
  type StaffMember,
} from '../contract/http.js';
import type { ConversationStatus, Message } from '../contract/messages.js';
import { forbidden, notFound, parse } from '../platform/errors.js';
import type { MayRead, MaySee, NoteStore } from './note-store.js';
import type { StaffViewStore } from './staff-view-store.js';
import type { TestBench } from './test-bench.js';

export interface ConversationRoutesNeeds {
  requireStaff: preHandlerAsyncHookHandler;
  /** Staff, and programs of the shop that may ask what would be answered. */
  requireAsker: preHandlerAsyncHookHandler;
  staffOf: (request: FastifyRequest) => StaffMember;
  maySee: MaySee;
  mayRead: MayRead;
  views: StaffViewStore;
  notes: Pick<NoteStore, 'notes' | 'spokenTo'>;
  /** The end of a conversation, oldest message first. */
  newest: (conversationId: string, limit: number) => Promise<Message[]>;
  status: (conversationId: string) => Promise<ConversationStatus>;
  customerPane: (person: { visitorId: string; customerId?: string }) => Promise<CustomerPane>;
  /** The page and cart of a shopper who agreed to that. */
  browsing: (person: { visitorId: string; customerId?: string }) => Promise<Browsing | undefined>;
  bench: TestBench;
}

/** So many of the newest messages come with a conversation. */
const messagesShown = 500;
const byId = z.strictObject({ id: z.uuid() });

export function conversationRoutes(app: FastifyInstance, needs: ConversationRoutesNeeds): void {
  const { requireStaff: preHandler, staffOf, views } = needs;

  app.get(
    '/v1/conversations',
    {
      preHandler,
      config: {
        api: {
          summary: 'Conversations: the queue, mine, left messages, or all',
          who: 'staff; `all`: supervisors',
          auth: 'staff',
          query: conversationList,
        },
      },
    },
    async (request) => {
      const query = parse(conversationList, request.query);
      const staff = staffOf(request);
      if (query.box === 'all' && staff.role === 'agent') throw forbidden('全部会话只对主管和管理员开放。');
      return views.list({ ...query, staffId: staff.staffId });
    },
  );

  app.get(
    '/v1/conversations/:id',
    {
      preHandler,
      config: {
        api: {
          summary: 'One conversation with messages, notes and the customer',
          who: 'staff who may see it',
          auth: 'staff',
        },
      },
    },
    async (request): Promise<ConversationDetail> => {
      const { id } = parse(byId, request.params);
      const staff = staffOf(request);
      const owner = await views.owner(id);
      const summary = await views.summary(id);
      const full = owner !== undefined && needs.maySee(staff, owner);
      const spokenTo = !full && (await needs.notes.spokenTo(id)).has(staff.staffId);
      if (!owner || !summary || !needs.mayRead(staff, { ...owner, spokenTo }))
        throw notFound('没有找到这个会话，或者它已经由别的同事接待。');
      return {
        summary,
        state: await needs.status(id),
        messages: await needs.newest(id, messagesShown),
        notes: await needs.notes.notes(id, full ? undefined : 'reader'),
        ...(full ? { customer: await needs.customerPane(owner) } : { readOnly: true }),
      };
    },
  );

  app.get(
    '/v1/conversations/:id/browsing',
    {
      preHandler,
      config: {
        api: {
          summary: 'What the shopper looks at and has in the cart, where the shopper agreed',
          who: 'staff who may see the conversation',
          auth: 'staff',
        },
      },
    },
    async (request): Promise<{ browsing?: Browsing }> => {
      const { id } = parse(byId, request.params);
      const owner = await views.owner(id);
      if (!owner || !needs.maySee(staffOf(request), owner)) throw notFound('没有找到这个会话。');
      const browsing = await needs.browsing(owner);
      return browsing ? { browsing } : {};
    },
  );

  app.post(
    '/v1/answers',
    {
      preHandler: needs.requireAsker,
      config: {
        api: {
          summary: 'Test bench: answer a text without a conversation',
          who: 'staff, or an API key with `answers:read`',
          auth: 'key-or-staff',
          body: answersRequest,
        },
      },
    },
    async (request) => {
      const { text, customerId, earlier } = parse(answersRequest, request.body);
      return needs.bench(text, customerId, earlier);
    },
  );
}
