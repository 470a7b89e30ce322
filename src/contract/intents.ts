import { z } from 'zod';
import { entryId } from './knowledge.js';
import { type OrderAction, orderAction } from './order-actions.js';

export const slotName = z.enum([
  'orderNumber',
  'product',
  'category',
  'brand',
  'priceRange',
  'quantity',
  'colour',
  'size',
  'date',
  'phone',
  'address',
  'reason',
]);
export type SlotName = z.infer<typeof slotName>;

export const handOffReason = z.enum([
  'requested',
  'complaint',
  'order-change',
  'after-sales',
  'not-understood',
  'failure',
  'other',
]);
export type HandOffReason = z.infer<typeof handOffReason>;

const plainAction = z.enum([
  'order-status',
  'order-list',
  'recommend',
  'offer-coupon',
  'wallet',
  'consent',
  'points',
  'request-status',
  'withdraw-request',
  'view-data',
  'export-data',
  'erase-data',
  'keep-data',
  'stop-marketing',
  'explain-offer',
]);

/** What the server can do for the customer, beyond saying something. */
export const performedAction = z.enum([...plainAction.options, ...orderAction.options]);
export type PerformedAction = z.infer<typeof performedAction>;

const slot = z.strictObject({
  name: slotName,
  required: z.boolean().default(false),
  prompt: z.string().min(1).max(200),
});

const base = z.strictObject({
  id: entryId,
  name: z.string().min(1).max(40),
  examples: z.array(z.string().trim().min(1).max(300)).min(1).max(500),
  slots: z.array(slot).max(12).default([]),
});

const spoken = z.string().trim().min(1).max(1000);

export const intentDefinition = z.discriminatedUnion('action', [
  base.extend({ action: z.literal('reply'), reply: z.union([spoken, z.array(spoken).min(1).max(10)]) }),
  base.extend({ action: z.literal('answer'), entry: entryId }),
  base.extend({ action: z.literal('hand-off'), reason: handOffReason }),
  ...plainAction.options.map((action) => base.extend({ action: z.literal(action) })),
  // `entry` explains the rule to whoever the server does not know.
  ...orderAction.options.map((action) =>
    base.extend({ action: z.literal(action), entry: entryId.optional() }),
  ),
]);

/** One intent of `intents/*.yml`. */
export type IntentDefinition = {
  id: string;
  name: string;
  examples: string[];
  slots: { name: SlotName; required: boolean; prompt: string }[];
} & (
  | { action: 'reply'; reply: string | string[] }
  | { action: 'answer'; entry: string }
  | { action: 'hand-off'; reason: HandOffReason }
  | { action: Exclude<PerformedAction, OrderAction> }
  | { action: OrderAction; entry?: string | undefined }
);

export const intentFile = z.strictObject({
  group: z.string().min(1).max(60),
  intents: z.array(intentDefinition).min(1).max(1000),
});
