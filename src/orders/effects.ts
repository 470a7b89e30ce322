import type { OrderStatus } from '../contract/cards.js';
import type { OrderAction, OrderRequestDetails, OrderRequestState } from '../contract/order-actions.js';

export interface EffectInput {
  action: OrderAction;
  /** The state that the request has come to. */
  state: OrderRequestState;
  /** It is about the order as a whole. */
  isWhole: boolean;
  details: OrderRequestDetails;
  order: { status: OrderStatus; shipTo: unknown };
  /** The order's status before this request first changed it. */
  statusBefore?: OrderStatus;
}

/**
 * What a request does to our copy of the order once it is approved or done. The shop's own system is the one that
 * ships and pays; what it sends in later overwrites this.
 */
export function effectOn(input: EffectInput): { status?: OrderStatus; shipTo?: Record<string, unknown> } {
  const { action, state, isWhole, details, order, statusBefore } = input;
  if (state === 'declined') {
    // Refused after all: back to what it was, unless the shop has said something else meanwhile.
    return statusBefore && order.status === 'refunding' ? { status: statusBefore } : {};
  }
  switch (action) {
    case 'cancel-order':
      if (state === 'approved') return { status: 'refunding' };
      if (state !== 'done') return {};
      return { status: order.status === 'unpaid' ? 'cancelled' : 'refunded' };
    case 'change-address':
      return state === 'approved' || state === 'done' ? { shipTo: addressOf(order.shipTo, details) } : {};
    case 'return':
    case 'refund':
      if (!isWhole) return {};
      if (state === 'approved') return { status: 'refunding' };
      return state === 'done' ? { status: 'refunded' } : {};
    case 'exchange':
    case 'price-protection':
    case 'invoice':
      return {};
  }
}

/** The recipient stays; province, city and street are those of the new address alone. */
function addressOf(shipTo: unknown, { address, phone }: OrderRequestDetails): Record<string, unknown> {
  const before = typeof shipTo === 'object' && shipTo !== null ? (shipTo as Record<string, unknown>) : {};
  const kept = Object.fromEntries(
    Object.entries(before).filter(([name]) => ['name', 'recipient', 'phone'].includes(name)),
  );
  return { ...kept, address, ...(phone !== undefined ? { phone } : {}) };
}

/** The state that a request begins in. What the rules approve and our copy of the order can take at once, is done. */
export function firstState(
  action: OrderAction,
  decide: 'auto' | 'person',
  status: OrderStatus,
): OrderRequestState {
  if (decide === 'person') return 'submitted';
  const isDoneAtOnce = action === 'change-address' || (action === 'cancel-order' && status === 'unpaid');
  return isDoneAtOnce ? 'done' : 'approved';
}
