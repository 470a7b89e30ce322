import { z } from 'zod';
import { consentPurpose } from './http.js';

/** What became of the rows of one table. */
export const erasedTable = z.strictObject({
  table: z.string().max(100),
  title: z.string().max(200),
  how: z.enum(['delete', 'clear', 'keep']),
  rows: z.int().nonnegative(),
  /** Why something of it stays. */
  keeps: z.string().max(300).optional(),
});

/** What is left of a consent: that it was given or withdrawn, when, and to which wording. */
const consentProof = z.strictObject({
  purpose: z.string().max(100),
  granted: z.boolean(),
  textVersion: z.string().max(100),
  at: z.iso.datetime(),
});

/** What an erasure did. Holds nothing that names the person; `signature` is HMAC-SHA256 over the rest. */
export const erasureProof = z.strictObject({
  version: z.literal(1),
  requestId: z.uuid(),
  identityHash: z.string().regex(/^[0-9a-f]{64}$/),
  requestedAt: z.iso.datetime(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  tables: z.array(erasedTable).max(200),
  files: z.int().nonnegative(),
  consents: z.array(consentProof).max(10_000),
  signature: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ErasureProof = z.infer<typeof erasureProof>;

export const privacyRequestState = z.enum(['waiting', 'running', 'done', 'cancelled']);
export const privacyRequestKind = z.enum(['erasure', 'export']);

/** One request as staff and the person see it. */
export const privacyRequestView = z.object({
  id: z.uuid(),
  kind: privacyRequestKind,
  state: privacyRequestState,
  source: z.enum(['chat', 'settings', 'staff']),
  createdAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  /** The shop's own id while there is one: for staff only. */
  customerId: z.string().optional(),
  proof: erasureProof.optional(),
});
export type PrivacyRequestView = z.infer<typeof privacyRequestView>;

export const privacyRequestList = z.strictObject({
  kind: privacyRequestKind.optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** A number of days, or never. */
const retentionDays = z.int().min(30).max(3650).nullable();
/** `PUT /v1/privacy/settings`. */
export const privacySettings = z.strictObject({
  /** Days in which an erasure can be taken back. */
  graceDays: z.int().min(0).max(30),
  /** How long words, traces and behaviour are kept; null: for ever. */
  retention: z.strictObject({ messages: retentionDays, traces: retentionDays, events: retentionDays }),
});
export type PrivacySettings = z.infer<typeof privacySettings>;

/** The law wants records of trade kept for three years (e-commerce law, Art. 31); the profile looks back one year. */
export const defaultPrivacySettings: PrivacySettings = {
  graceDays: 7,
  retention: { messages: 1095, traces: 180, events: 400 },
};

/** A wording that people were asked with. */
export const consentWording = z.object({
  purpose: consentPurpose,
  version: z.string(),
  since: z.iso.date(),
  title: z.string(),
  text: z.string(),
});
export type ConsentWording = z.infer<typeof consentWording>;

/** One line of the history of somebody's decisions. */
export const consentDecision = z.object({
  purpose: consentPurpose,
  granted: z.boolean(),
  at: z.iso.datetime(),
  source: z.string(),
  version: z.string(),
  /** What the person was asked then; absent where the wording is not known any more. */
  text: z.string().optional(),
});
export type ConsentDecision = z.infer<typeof consentDecision>;

/** What is known of a person, in words: a line each, with where it comes from. */
export const knownFact = z.object({ name: z.string(), value: z.string(), reason: z.string().optional() });
export type KnownFact = z.infer<typeof knownFact>;

/** `GET /v1/shopper/privacy`. */
export const shopperPrivacy = z.object({
  /** Whether the shop has told us who this is: only then a copy of everything is given out. */
  signedIn: z.boolean(),
  facts: z.array(knownFact),
  history: z.array(consentDecision),
  wordings: z.array(consentWording),
  erasure: privacyRequestView.optional(),
  graceDays: z.int(),
});
export type ShopperPrivacy = z.infer<typeof shopperPrivacy>;

/** `POST /v1/shopper/data-export`. */
export const dataExportTicket = z.object({ path: z.string(), expiresAt: z.iso.datetime() });

/** `POST /v1/shopper/erasure`: `confirmed` says that the person was asked twice. */
export const erasureRequest = z.strictObject({ confirmed: z.literal(true) });

/** `POST /v1/privacy/proofs/verify`. */
export const proofVerdict = z.object({ genuine: z.boolean() });

/** `POST /v1/conversations/:id/contact`: name, telephone and e-mail in full, for somebody who says what for. */
export const contactRequest = z.strictObject({
  reason: z.string().trim().min(2, '请写明用途').max(100, '用途最多 100 个字'),
});
export const contactInFull = z.object({
  name: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
});
export type ContactInFull = z.infer<typeof contactInFull>;
