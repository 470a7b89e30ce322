import type { CouponRefusal } from '../../contract/coupon-checkout.js';
import { refuse } from './refusal.js';
import { shopMoment } from './shop-period.js';

/** What a coupon and the piece of it that somebody holds say about whether it can be used at all. */
export interface UsableInput {
  coupon: {
    status: string;
    validFrom: Date;
    validUntil: Date;
    perCustomerCap: number | null;
  };
  wallet?: { state: string; customerId: string | null; usableUntil: Date | null };
  /** Ours, not the shop's; absent: a guest. */
  customerId?: string | undefined;
  now: Date;
  shopTimeZone: string;
}

/**
 * Why a coupon cannot be used now, whatever is bought; undefined: it may be. Pure. Caps and budget are asked when it is
 * taken. A piece that belongs to somebody else does not exist.
 */
export function whyNotUsable(input: UsableInput): CouponRefusal | undefined {
  const { coupon, wallet, customerId, now, shopTimeZone } = input;
  const isSomebodys = wallet !== undefined && wallet.customerId !== null;
  if (isSomebodys && customerId === undefined) return refuse('login-needed');
  if (isSomebodys && wallet.customerId !== customerId) return refuse('unknown-code');
  if (wallet?.state === 'redeemed') return refuse('already-used');
  if (wallet?.state === 'void') return refuse('not-active');
  if (coupon.status !== 'active') return refuse('not-active');
  if (coupon.validFrom > now)
    return refuse('not-started', { when: shopMoment(coupon.validFrom, shopTimeZone) });
  if (usableUntil(input) <= now || wallet?.state === 'expired') return refuse('expired');
  // Guests have no identity: a cap per customer would not hold for them.
  if (coupon.perCustomerCap !== null && customerId === undefined) return refuse('login-needed');
  return undefined;
}

/** The end of a piece, or of the coupon. */
export function usableUntil({ coupon, wallet }: Pick<UsableInput, 'coupon' | 'wallet'>): Date {
  return wallet?.usableUntil ?? coupon.validUntil;
}
