import type { CouponRefusal } from '../../contract/coupon-checkout.js';
import { type CouponRule, isInScope, type PricedCart } from './coupon-rule.js';
import { refuse } from './refusal.js';
import { shareDiscount } from './share-out.js';

/** What one coupon does to a cart. Lines in the order of the cart. */
export interface CouponSplit {
  lines: number[];
  shippingMinor: number;
  gift?: { productId: string; worthMinor: number };
  /** Pieces of a flash sale; else 1. */
  quantity: number;
}

/** A cart part of the way through its coupons. */
export interface CartState {
  /** Of every line: its price after flash sales. Thresholds look at this, whatever other coupons took off. */
  base: readonly number[];
  /** Of every line: what no coupon has taken off yet. */
  left: readonly number[];
  shippingLeft: number;
}

export function startOf(cart: PricedCart): CartState {
  const totals = cart.lines.map(({ quantity, unitPriceMinor }) => quantity * unitPriceMinor);
  return { base: totals, left: totals, shippingLeft: cart.shippingMinor };
}

/** The state after a split. */
export function after(state: CartState, rule: Pick<CouponRule, 'kind'>, split: CouponSplit): CartState {
  const less = (amounts: readonly number[]) =>
    amounts.map((amount, index) => amount - (split.lines[index] ?? 0));
  return {
    base: rule.kind === 'flash' ? less(state.base) : state.base,
    left: less(state.left),
    shippingLeft: state.shippingLeft - split.shippingMinor,
  };
}

/** Off goods and freight together, minor units. A gift takes nothing off. */
export function savedBy({ lines, shippingMinor }: CouponSplit): number {
  return lines.reduce((sum, each) => sum + each, shippingMinor);
}

/** What it costs the budget: the discount, or what the gift is worth. */
export function costOf(split: CouponSplit): number {
  return savedBy(split) + (split.gift?.worthMinor ?? 0);
}

/**
 * What a coupon takes off a cart in this state, or why it cannot. Pure; looks at the cart and the buyer alone, not at
 * time, caps or other coupons.
 * @param mostPieces of a flash sale: how many this customer may still have
 */
export function applyCoupon(
  rule: CouponRule,
  cart: PricedCart,
  state: CartState,
  mostPieces = Number.POSITIVE_INFINITY,
): CouponSplit | CouponRefusal {
  const { customer, channel } = cart;
  if (rule.currency !== cart.currency) return refuse('currency');
  if (rule.channels.length > 0 && !rule.channels.includes(channel ?? '')) return refuse('channel');
  if (rule.memberTiers.length > 0) {
    if (!customer) return refuse('login-needed');
    if (!rule.memberTiers.includes(customer.tier)) return refuse('member-tier', { tiers: rule.memberTiers });
  }
  if (rule.newCustomersOnly) {
    if (!customer) return refuse('login-needed');
    if (customer.hasOrdered) return refuse('new-customers-only');
  }
  const inScope = cart.lines.map((line) => isInScope(rule.scope, line));
  if (!inScope.includes(true)) return refuse('scope', { scope: rule.scope });
  const base = state.base.reduce((sum, each, index) => sum + (inScope[index] ? each : 0), 0);
  if (base < rule.thresholdMinor) return refuse('threshold', { missingMinor: rule.thresholdMinor - base });
  return discount(rule, cart, state, inScope, mostPieces);
}

function discount(
  rule: CouponRule,
  cart: PricedCart,
  state: CartState,
  inScope: readonly boolean[],
  mostPieces: number,
): CouponSplit | CouponRefusal {
  const none = cart.lines.map(() => 0);
  const left = state.left.map((each, index) => (inScope[index] ? each : 0));
  const sum = left.reduce((sofar, each) => sofar + each, 0);
  const off = (amount: number): CouponSplit | CouponRefusal =>
    sum === 0 || amount <= 0
      ? refuse('nothing-left')
      : { lines: shareDiscount(Math.min(amount, sum), left), shippingMinor: 0, quantity: 1 };
  switch (rule.kind) {
    case 'threshold':
    case 'amount':
      return off(rule.valueMinor ?? 0);
    case 'percent': {
      // To the nearest minor unit, half up; sum × 100 stays far below 2^53.
      const share = Math.floor((sum * (rule.percentOff ?? 0) + 50) / 100);
      return off(Math.min(share, rule.maxDiscountMinor ?? share));
    }
    case 'shipping': {
      const shippingMinor = Math.min(rule.valueMinor ?? 0, state.shippingLeft);
      return shippingMinor > 0 ? { lines: none, shippingMinor, quantity: 1 } : refuse('no-freight');
    }
    case 'gift': {
      const { giftProductId: productId = '', valueMinor: worthMinor = 0 } = rule;
      return { lines: none, shippingMinor: 0, gift: { productId, worthMinor }, quantity: 1 };
    }
    case 'flash':
      return flash(rule, cart, state, inScope, mostPieces);
  }
}

/** The flash price for as many pieces as there are in the cart and one may have, line after line. */
function flash(
  rule: CouponRule,
  cart: PricedCart,
  state: CartState,
  inScope: readonly boolean[],
  mostPieces: number,
): CouponSplit | CouponRefusal {
  let quantity = 0;
  const lines = cart.lines.map((line, index) => {
    const cheaper = line.unitPriceMinor - (rule.flashPriceMinor ?? 0);
    if (!inScope[index] || cheaper <= 0) return 0;
    const pieces = Math.min(line.quantity, mostPieces - quantity);
    quantity += pieces;
    return Math.min(cheaper * pieces, state.left[index] ?? 0);
  });
  return quantity > 0 && lines.some((each) => each > 0)
    ? { lines, shippingMinor: 0, quantity }
    : refuse('nothing-left');
}

export function isRefusal(result: CouponSplit | CouponRefusal): result is CouponRefusal {
  return 'reason' in result;
}

/** Why two coupons cannot be on one order; undefined: they can. */
export function clash(
  rule: Pick<CouponRule, 'id' | 'stackGroup' | 'exclusive'>,
  other: Pick<CouponRule, 'id' | 'title' | 'stackGroup' | 'exclusive'>,
): CouponRefusal | undefined {
  if (rule.id === other.id) return refuse('stack-group', { other: other.title });
  if (rule.exclusive || other.exclusive) return refuse('exclusive', { other: other.title });
  if (rule.stackGroup !== '' && rule.stackGroup === other.stackGroup)
    return refuse('stack-group', { other: other.title });
  return undefined;
}
