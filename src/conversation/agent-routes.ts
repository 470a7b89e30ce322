import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { z } from 'zod';
import {
  type ConversationSearch,
  conversationSearch,
  type FoundConversations,
  type HandOffSummary,
  mentionsSeen,
  type Sendable,
  type Suggestions,
  sendableQuery,
  tagChange,
} from '../contract/agent-tools.js';
import type { StaffMember } from '../contract/http.js';
import type { Message } from '../contract/messages.js';
import { notFound, parse } from '../platform/errors.js';
import type { Knowledge } from './evidence.js';
import { type HandOffFacts, handOffSummary, type MoodBars } from './hand-off-summary.js';
import type { MayRead, MaySee, NoteStore } from './note-store.js';
import type { StaffViewStore } from './staff-view-store.js';
import { suggestAnswers } from './suggested-answers.js';
import type { TagStore } from './tag-store.js';

export interface AgentRoutesNeeds {
  requireStaff: preHandlerAsyncHookHandler;
  staffOf: (request: FastifyRequest) => StaffMember;
  maySee: MaySee;
  mayRead: MayRead;
  owner: StaffViewStore['owner'];
  newest: (conversationId: string, limit: number) => Promise<Message[]>;
  knowledge: Pick<Knowledge, 'match' | 'entry' | 'intent'>;
  handOffFacts: (conversationId: string) => Promise<HandOffFacts | undefined>;
  moodBars: MoodBars;
  /** What may be sent to the customer of a conversation. */
  sendable: (
    person: { customerId?: string },
    kind: z.output<typeof sendableQuery>['kind'],
    search: string,
  ) => Promise<Sendable>;
  tags: TagStore;
  notes: Pick<NoteStore, 'mentions' | 'markMentionsSeen' | 'spokenTo'>;
  search: (viewer: StaffMember, query: ConversationSearch) => Promise<FoundConversations>;
  clock: () => Date;
  /** Events are stored: look for them. */
  committed: () => void;
}

const byId = z.strictObject({ id: z.uuid() });
/** Messages that a suggestion looks back over. */
const lookedBack = 40;

/** What helps staff answer one conversation, and find others. Whoever may not see it learns nothing of it. */
export function agentRoutes(app: FastifyInstance, needs: AgentRoutesNeeds): void {
  const { requireStaff: preHandler, staffOf } = needs;
  const staff = (summary: string, schemas: { query?: z.ZodType; body?: z.ZodType } = {}) => ({
    preHandler,
    config: { api: { summary, who: 'staff who may see it', auth: 'staff' as const, ...schemas } },
  });
  async function seen(request: FastifyRequest) {
    const { id } = parse(byId, request.params);
    const owner = await needs.owner(id);
    if (!owner || !needs.maySee(staffOf(request), owner))
      throw notFound('没有找到这个会话，或者它已经由别的同事接待。');
    return { id, owner };
  }
  async function read(request: FastifyRequest): Promise<string> {
    const { id } = parse(byId, request.params);
    const { staffId } = staffOf(request);
    const owner = await needs.owner(id);
    const spokenTo = owner !== undefined && (await needs.notes.spokenTo(id)).has(staffId);
    if (!owner || !needs.mayRead(staffOf(request), { ...owner, spokenTo }))
      throw notFound('没有找到这个会话，或者它已经由别的同事接待。');
    return id;
  }

  app.get(
    '/v1/conversations/:id/suggestions',
    staff('Answers that may fit what the shopper said last'),
    async (request): Promise<Suggestions> => {
      const { id } = await seen(request);
      return suggestAnswers(await needs.newest(id, lookedBack), needs.knowledge);
    },
  );

  app.get(
    '/v1/conversations/:id/hand-off',
    staff('What was asked, answered and told before a person came'),
    async (request): Promise<HandOffSummary> => {
      const id = await read(request);
      const facts = await needs.handOffFacts(id);
      if (!facts) throw notFound('没有找到这个会话。');
      return handOffSummary(facts, needs.moodBars);
    },
  );

  app.get(
    '/v1/conversations/:id/sendable',
    staff('Products, own orders or coupons that may be sent as a card', { query: sendableQuery }),
    async (request) => {
      const { owner } = await seen(request);
      const { kind, search } = parse(sendableQuery, request.query);
      return needs.sendable(owner, kind, search);
    },
  );

  app.post(
    '/v1/conversations/:id/tags',
    staff('Puts tags on a conversation and takes them off', { body: tagChange }),
    async (request) => {
      const { id } = await seen(request);
      const tags = await needs.tags.change(id, staffOf(request).staffId, parse(tagChange, request.body));
      needs.committed();
      return { tags };
    },
  );
  app.get(
    '/v1/conversation-tags',
    staff('Tags in use, with the number of conversations that one may see'),
    async (request) => ({ items: await needs.tags.used(staffOf(request)) }),
  );

  app.get(
    '/v1/conversations/search',
    staff('Finds conversations by words, customer, order number or tag', { query: conversationSearch }),
    async (request) => needs.search(staffOf(request), parse(conversationSearch, request.query)),
  );

  app.get(
    '/v1/mentions',
    staff('Notes in which one is spoken to, first those not read'),
    async (request) => ({
      items: await needs.notes.mentions(staffOf(request).staffId),
    }),
  );
  app.post(
    '/v1/mentions/seen',
    staff('One has read them: of one conversation, or all', { body: mentionsSeen }),
    async (request, reply) => {
      const { conversationId } = parse(mentionsSeen, request.body ?? {});
      await needs.notes.markMentionsSeen(staffOf(request).staffId, needs.clock(), conversationId);
      return reply.code(204).send();
    },
  );
}
