import type { OrderStatus } from '../contract/cards.js';
import type { OrderAction, OrderRequestState } from '../contract/order-actions.js';

/** What the rules look at of a product, as it is now. */
export interface ProductFacts {
  category: string;
  tags: readonly string[];
  crossBorder: boolean;
  attributes: Readonly<Record<string, string | readonly string[]>>;
  /** What anybody pays for one of it today; absent when it is not on sale any more. */
  priceMinor?: number;
}

export interface LineFacts {
  /** Number of the line within its order; stays the same. */
  position: number;
  title: string;
  quantity: number;
  unitPriceMinor: number;
  product: ProductFacts;
}

/** An order as the rules see it. Money is minor units of `currency`. */
export interface OrderFacts {
  orderId: string;
  status: OrderStatus;
  currency: string;
  shippingMinor: number;
  /** What the customer paid, or is to pay. */
  totalMinor: number;
  createdAt: Date;
  paidAt?: Date;
  shippedAt?: Date;
  deliveredAt?: Date;
  lines: readonly LineFacts[];
}

/** How much of a line a request is about, and the money back for it. */
export interface RequestedPart {
  position: number;
  quantity: number;
  amountMinor: number;
}

/** A request on the same order, made before. */
export interface EarlierRequest {
  action: OrderAction;
  state: OrderRequestState;
  parts: readonly RequestedPart[];
  amountMinor: number;
}

type WithState = Pick<EarlierRequest, 'state'>;

/** Waiting for staff, or approved and not yet finished. */
export const isOpen = ({ state }: WithState) => state === 'submitted' || state === 'approved';
/** Counts against what can still be paid back. */
export const isInForce = ({ state }: WithState) => isOpen({ state }) || state === 'done';
