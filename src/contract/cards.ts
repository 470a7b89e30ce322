import { z } from 'zod';
import { satisfactionAbout, satisfactionRating } from './closing.js';

/** Money as integer minor units (分 for CNY). Never a float. */
export const money = z.object({ amountMinor: z.int(), currency: z.string().length(3) });
export type Money = z.infer<typeof money>;

export const productItem = z.object({
  productId: z.string(),
  title: z.string(),
  imageUrl: z.string().optional(),
  url: z.string().optional(),
  price: money,
  listPrice: money.optional(),
  inStock: z.boolean(),
  /** Why this product is shown, in the shopper's words. Must be true. */
  reason: z.string().optional(),
});
export type ProductItem = z.infer<typeof productItem>;

export const orderStatus = z.enum([
  'unpaid',
  'paid',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
  'refunding',
  'refunded',
]);
export type OrderStatus = z.infer<typeof orderStatus>;
/** Orders that were paid for and kept: those that every figure counts. */
export const countedStates: OrderStatus[] = ['paid', 'shipped', 'delivered', 'completed'];

export const orderItem = z.object({
  orderId: z.string(),
  status: orderStatus,
  statusText: z.string(),
  createdAt: z.iso.datetime(),
  total: money,
  lines: z.array(
    z.object({ title: z.string(), quantity: z.int(), unitPrice: money, imageUrl: z.string().optional() }),
  ),
  carrier: z.string().optional(),
  trackingNumber: z.string().optional(),
  tracking: z.array(z.object({ at: z.iso.datetime(), text: z.string() })).optional(),
  /** What the customer has asked to be done with it, newest first, as it stands. */
  requests: z.array(z.object({ action: z.string(), stateText: z.string() })).optional(),
});
export type OrderItem = z.infer<typeof orderItem>;

export const couponState = z.enum(['offered', 'claimed', 'redeemed', 'expired', 'dismissed']);

export const couponItem = z.object({
  /** The offer that carries the coupon; `offer.respond` names it. Absent for a coupon that is already in the wallet. */
  offerId: z.string().optional(),
  couponId: z.string(),
  title: z.string(),
  /** "¥20" or "8.5折" or "包邮": the big figure on the card. */
  headline: z.string(),
  /** "满 199 元可用 · 限母婴": all conditions in one line. */
  conditions: z.string(),
  validUntil: z.iso.datetime(),
  state: couponState,
  code: z.string().optional(),
  reason: z.string().optional(),
});
export type CouponItem = z.infer<typeof couponItem>;

export const quickReply = z.object({
  label: z.string().min(1).max(60),
  /** What is sent when tapped: plain text, or a command the server knows. */
  payload: z.string().min(1).max(200),
});
export type QuickReply = z.infer<typeof quickReply>;

export const card = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('product'), product: productItem }),
  z.object({
    kind: z.literal('productList'),
    title: z.string().optional(),
    products: z.array(productItem).min(1).max(10),
  }),
  z.object({
    kind: z.literal('comparison'),
    products: z.array(productItem).min(2).max(3),
    rows: z.array(z.object({ label: z.string(), values: z.array(z.string()) })),
  }),
  z.object({ kind: z.literal('order'), order: orderItem }),
  z.object({ kind: z.literal('coupon'), coupon: couponItem }),
  z.object({ kind: z.literal('quickReplies'), replies: z.array(quickReply).min(1).max(8) }),
  z.object({
    kind: z.literal('satisfaction'),
    conversationId: z.string(),
    about: satisfactionAbout.optional(),
    agentName: z.string().optional(),
    /** To tap beside the score: with 4 and 5, and with less. */
    goodTags: z.array(z.string()).optional(),
    badTags: z.array(z.string()).optional(),
    /** What the shopper answered. */
    rating: satisfactionRating.optional(),
  }),
  /** A copy of everything that is known of the shopper: fetched by a tap, with the session of whoever taps. */
  z.object({ kind: z.literal('dataExport') }),
]);
export type Card = z.infer<typeof card>;
