import { z } from 'zod';
import type { FieldError } from './ack.js';
import type { CouponItem, Money } from './cards.js';
import { couponKind, couponScope } from './coupons.js';
import type { CustomerPane } from './http.js';

/** What the console's pages of marketing ask for beside the things that they edit. */

/** `GET /v1/products`: for pickers. `ids`: shop's ids, separated by commas, whatever else is asked. */
export const productSearch = z.strictObject({
  search: z.string().trim().max(100).optional(),
  ids: z.string().max(20_500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(20),
});
export type ProductSearch = z.output<typeof productSearch>;

export interface ProductChoice {
  productId: string;
  title: string;
  category: string;
  brand: string;
  price: Money;
  imageUrl?: string;
  /** Not sold any more. */
  gone?: true;
}

/** `GET /v1/coupon-fields`: what the editor of coupons offers to choose from. */
export interface CouponFields {
  /** In which days and hours are meant. */
  timeZone: string;
  categories: string[];
  brands: string[];
  tiers: { id: string; name: string }[];
  /** Named by other coupons. */
  channels: string[];
  stackGroups: string[];
}

const amount = z.number().int().min(0).max(2_000_000_000);
/** `POST /v1/coupons:preview`: as far as it is filled in. */
export const couponDraft = z.looseObject({
  title: z.string().max(200).default(''),
  kind: couponKind,
  thresholdMinor: amount.default(0),
  valueMinor: amount.optional(),
  percentOff: z.number().int().min(0).max(100).optional(),
  maxDiscountMinor: amount.optional(),
  newCustomersOnly: z.boolean().default(false),
  memberTiers: z.array(z.string().max(100)).max(200).default([]),
  channels: z.array(z.string().max(100)).max(200).default([]),
  exclusive: z.boolean().default(false),
  scope: couponScope.default({}),
  validUntil: z.iso.datetime({ offset: true }).optional(),
});
export type CouponDraft = z.output<typeof couponDraft>;

export interface CouponPreview {
  /** As the chat shows it to somebody who may claim it. */
  card: CouponItem;
  /** What would be refused if it were saved now. */
  problems: FieldError[];
}

/** `GET /v1/customers/:externalId/record`: what a customer did and was given, newest first. Contacts are masked. */
export interface CustomerRecord
  extends Pick<
    CustomerPane,
    'phone' | 'email' | 'orderCount' | 'spentMinor' | 'consents' | 'recentOrders' | 'coupons'
  > {
  offers: {
    offerId: string;
    title: string;
    state: string;
    reason: string;
    at: string;
    respondedAt?: string;
  }[];
  conversations: {
    conversationId: string;
    state: string;
    messages: number;
    startedAt: string;
    closedAt?: string;
    disposition?: string;
    agent?: string;
  }[];
}
