import { z } from 'zod';
import type { Card, OrderItem } from './cards.js';
import { type StaffService, staffService } from './desk.js';
import type { ConversationStatus, Message } from './messages.js';
import type { ProfileView } from './profile.js';
import { type ConversationSummary, type Note, staffRole } from './staff-socket.js';
import type { MatchTrace, TurnTrace } from './trace.js';

const externalId = z.string().min(1).max(100);

/** Who the shop says the visitor is, proven by hex HMAC-SHA256 of `id.issuedAt` with the shop's secret. */
export const customerClaim = z.strictObject({
  id: externalId.regex(/^[^\s.]+$/, 'no spaces or dots'),
  name: z.string().trim().min(1).max(60).optional(),
  /** Seconds since 1970 as the shop's server signed it. */
  issuedAt: z.int().positive(),
  signature: z.string().regex(/^[0-9a-f]{64}$/, '64 lower-case hex digits'),
});
export type CustomerClaim = z.infer<typeof customerClaim>;

export const shopperSessionRequest = z.strictObject({
  visitorId: z.uuid().optional(),
  customer: customerClaim.optional(),
});
export const shopperSessionResponse = z.object({
  token: z.string(),
  visitorId: z.string(),
  conversationId: z.string(),
  /** The shop sends transcripts by e-mail to whoever asks. */
  transcriptMail: z.literal(true).optional(),
});
export type ShopperSession = z.infer<typeof shopperSessionResponse>;

export const staffLogin = z.strictObject({
  email: z.string().trim().toLowerCase().min(3).max(200),
  password: z.string().min(1).max(200),
});
export const staffMember = z.object({
  staffId: z.string(),
  name: z.string(),
  email: z.string(),
  role: staffRole,
  /** The password came from an admin: nothing works until it is changed, see `PUT /v1/staff/me/password`. */
  mustChangePassword: z.literal(true).optional(),
});
export type StaffMember = z.infer<typeof staffMember>;

const memberName = z.string().trim().min(1, '请填写姓名').max(40, '姓名最多 40 个字');
/** `POST /v1/staff`: answers with a one-time password that is told only then. */
export const staffCreate = z.strictObject({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(200)
    .regex(/^[^\s@]+@[^\s@]+$/, '请填写邮箱地址'),
  name: memberName,
  role: staffRole,
  ...staffService.shape,
});
/** `PUT /v1/staff/:id`. Somebody who is not active cannot log in; open sessions end. */
export const staffChange = z.strictObject({
  name: memberName,
  role: staffRole,
  active: z.boolean(),
  ...staffService.shape,
});
export type StaffChange = z.infer<typeof staffChange>;
/** `PUT /v1/staff/me/password`. */
export const passwordChange = z.strictObject({
  current: z.string().min(1, '请填写现在的密码').max(200),
  next: z.string().min(1, '请填写新密码').max(200),
});
/** A row of `GET /v1/staff`. */
export interface StaffAccount extends StaffMember, StaffService {
  active: boolean;
  createdAt: string;
}

export const answersRequest = z.strictObject({
  text: z.string().max(10_000),
  customerId: externalId.optional(),
  /** What the shopper said before, answered first, so that `text` is read with what it left behind. */
  earlier: z.string().max(10_000).optional(),
});
/** `POST /v1/answers`: the test bench. No conversation is touched. */
export interface AnswersResponse {
  decision: string;
  confidence: number;
  candidates: { id: string; kind: 'entry' | 'intent'; title: string; score: number }[];
  reply: { text?: string; card?: Card }[];
  trace: TurnTrace & { match?: MatchTrace };
}

export const consentPurpose = z.enum(['personalization', 'marketing']);
export type ConsentPurpose = z.infer<typeof consentPurpose>;
export const consentChange = z.strictObject({ purpose: consentPurpose, granted: z.boolean() });
export interface ConsentState {
  purpose: ConsentPurpose;
  /** Absent: never asked. */
  granted?: boolean;
  decidedAt?: string;
}

/** `left`: left messages (留言) that are owed an answer and in nobody's hands. */
export const conversationBox = z.enum(['queue', 'mine', 'left', 'all']);
export type ConversationBox = z.infer<typeof conversationBox>;
export const conversationList = z.strictObject({
  box: conversationBox.default('queue'),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export interface ConversationDetail {
  summary: ConversationSummary;
  state: ConversationStatus;
  messages: Message[];
  notes: Note[];
  /** Absent for whoever may only read. */
  customer?: CustomerPane;
  /** One is spoken to in a note of it; it is somebody else's. */
  readOnly?: true;
}

/** What a shopper who agreed to it is looking at, and has in the cart. */
export interface Browsing {
  page?: { at: string; title: string; path?: string; productId?: string };
  cart: { title: string; quantity: number }[];
}

/** The console's right pane. Masked for roles without the right to see it. */
export interface CustomerPane {
  visitorId: string;
  customerId?: string;
  name: string;
  tier?: string;
  points?: number;
  city?: string;
  /** Both masked. */
  phone?: string;
  email?: string;
  registeredAt?: string;
  orderCount: number;
  spentMinor: number;
  consents: ConsentState[];
  recentOrders: {
    orderId: string;
    status: string;
    statusText: string;
    createdAt: string;
    totalMinor: number;
    lines: { title: string; quantity: number; imageUrl?: string }[];
    /** What the customer asked to be done with it, as it stands. */
    requests?: OrderItem['requests'];
  }[];
  coupons: { couponId: string; title: string; state: string; validUntil: string }[];
  /** What is computed of a customer who is known, with segments. */
  profile?: ProfileView;
}

/** A page of a list; `nextCursor` absent on the last page. */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}
