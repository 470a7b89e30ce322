import type {
  CannedReply,
  CannedReplyContent,
  CannedReplyList,
  CannedReplyUpdate,
  FoundConversations,
  HandOffSummary,
  Sendable,
  Suggestions,
  TagUse,
} from '../../../src/contract/agent-tools.js';
import type { RosterMember } from '../../../src/contract/desk.js';
import type {
  AnswersResponse,
  ConversationBox,
  ConversationDetail,
  Page,
  StaffMember,
} from '../../../src/contract/http.js';
import type { EntryContent, KnowledgeEntry, KnowledgeVersion } from '../../../src/contract/knowledge.js';
import type { OrderAction, OrderRequestState } from '../../../src/contract/order-actions.js';
import type {
  OrderRequestDecide,
  OrderRequestPage,
  OrderRequestView,
} from '../../../src/contract/order-desk.js';
import type {
  ConversationSummary,
  Mention,
  StaffCard,
  StaffRole,
} from '../../../src/contract/staff-socket.js';
import { query, request } from './http.js';

export type Box = ConversationBox;

export interface DemoAccount {
  email: string;
  password: string;
  name: string;
  role: StaffRole;
}

export interface EntryFilter {
  search?: string;
  category?: string;
  status?: string;
  cursor?: string;
  limit?: number;
}

export interface OrderRequestFilter {
  state?: OrderRequestState | 'open';
  action?: OrderAction;
  order?: string;
  cursor?: string;
  limit?: number;
}

/** Publishing answers when the new index is live, which takes the longer the larger the knowledge base is. */
const publishTimeout = 180_000;

const conversationPath = (id: string): string => `/v1/conversations/${encodeURIComponent(id)}`;
const entryPath = (id: string): string => `/v1/knowledge/entries/${encodeURIComponent(id)}`;

/** Every HTTP route that the console uses, each as a function. */
export const api = {
  login: (email: string, password: string) =>
    request<{ staff: StaffMember }>('/v1/staff/login', { method: 'POST', body: { email, password } }),
  logout: () => request<undefined>('/v1/staff/logout', { method: 'POST' }),
  me: () => request<{ staff: StaffMember }>('/v1/staff/me'),
  demoAccounts: () => request<{ accounts: DemoAccount[] }>('/demo/staff'),

  conversations: (box: Box, cursor?: string, limit = 50) =>
    request<Page<ConversationSummary>>(
      `/v1/conversations${query({ box, limit, ...(cursor === undefined ? {} : { cursor }) })}`,
    ),
  conversation: (id: string) => request<ConversationDetail>(conversationPath(id)),
  suggestions: (id: string, signal: AbortSignal) =>
    request<Suggestions>(`${conversationPath(id)}/suggestions`, { signal }),
  handOff: (id: string) => request<HandOffSummary>(`${conversationPath(id)}/hand-off`),
  sendable: (id: string, kind: StaffCard['kind'], search: string, signal: AbortSignal) =>
    request<Sendable>(`${conversationPath(id)}/sendable${query({ kind, search })}`, { signal }),
  changeTags: (id: string, change: { add?: string[]; remove?: string[] }) =>
    request<{ tags: string[] }>(`${conversationPath(id)}/tags`, { method: 'POST', body: change }),
  tags: () => request<{ items: TagUse[] }>('/v1/conversation-tags'),
  searchConversations: (
    search: { text: string; tag?: string; cursor?: string },
    signal: AbortSignal | undefined,
  ) =>
    request<FoundConversations>(
      `/v1/conversations/search${query({ ...search })}`,
      signal === undefined ? {} : { signal },
    ),
  roster: () => request<{ items: RosterMember[] }>('/v1/staff/roster'),
  mentions: () => request<{ items: Mention[] }>('/v1/mentions'),
  /** @param conversationId the one that was opened; without it all of them */
  mentionsSeen: (conversationId?: string) =>
    request<undefined>('/v1/mentions/seen', {
      method: 'POST',
      body: conversationId === undefined ? {} : { conversationId },
    }),

  cannedReplies: () => request<CannedReplyList>('/v1/canned-replies'),
  createCannedReply: (body: CannedReplyContent) =>
    request<{ item: CannedReply }>('/v1/canned-replies', { method: 'POST', body }),
  updateCannedReply: (id: string, body: CannedReplyUpdate) =>
    request<{ item: CannedReply }>(`/v1/canned-replies/${encodeURIComponent(id)}`, { method: 'PUT', body }),
  deleteCannedReply: (id: string) =>
    request<{ item: CannedReply }>(`/v1/canned-replies/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  changeShopName: (name: string) =>
    request<{ name: string }>('/v1/shop-name', { method: 'PUT', body: { name } }),

  entries: (filter: EntryFilter, signal?: AbortSignal) =>
    request<Page<KnowledgeEntry>>(
      `/v1/knowledge/entries${query({ ...filter })}`,
      signal === undefined ? {} : { signal },
    ),
  entry: (id: string) => request<{ entry: KnowledgeEntry; published?: EntryContent }>(entryPath(id)),
  createEntry: (content: EntryContent) =>
    request<{ entry: KnowledgeEntry }>('/v1/knowledge/entries', { method: 'POST', body: content }),
  updateEntry: (id: string, content: EntryContent, baseVersion: number) =>
    request<{ entry: KnowledgeEntry }>(entryPath(id), { method: 'PUT', body: { ...content, baseVersion } }),
  archiveEntry: (id: string) =>
    request<{ entry: KnowledgeEntry }>(entryPath(id), { method: 'DELETE', timeout: publishTimeout }),
  versions: (id: string) => request<{ versions: KnowledgeVersion[] }>(`${entryPath(id)}/versions`),
  publish: (id: string, version?: number) =>
    request<{ entry: KnowledgeEntry }>(`${entryPath(id)}:publish`, {
      method: 'POST',
      body: version === undefined ? {} : { version },
      timeout: publishTimeout,
    }),
  rollback: (id: string, version: number) =>
    request<{ entry: KnowledgeEntry }>(`${entryPath(id)}:rollback`, {
      method: 'POST',
      body: { version },
      timeout: publishTimeout,
    }),
  categories: () =>
    request<{ categories: { category: string; count: number }[] }>('/v1/knowledge/categories'),

  orderRequests: (filter: OrderRequestFilter, signal?: AbortSignal) =>
    request<OrderRequestPage>(
      `/v1/order-requests${query({ ...filter })}`,
      signal === undefined ? {} : { signal },
    ),
  orderRequest: (id: string) => request<OrderRequestView>(`/v1/order-requests/${encodeURIComponent(id)}`),
  decideOrderRequest: (id: string, body: OrderRequestDecide) =>
    request<OrderRequestView>(`/v1/order-requests/${encodeURIComponent(id)}/decide`, {
      method: 'POST',
      body,
    }),

  answers: (words: string, customerId?: string, earlier?: string) =>
    request<AnswersResponse>('/v1/answers', {
      method: 'POST',
      body: {
        text: words,
        ...(customerId === undefined || customerId === '' ? {} : { customerId }),
        ...(earlier === undefined || earlier === '' ? {} : { earlier }),
      },
    }),
};
