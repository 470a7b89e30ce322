import type { Exclusion } from '../../contract/campaigns.js';
import type { Database } from '../../platform/database.js';
import type { RunnableCampaign } from './campaign-row-store.js';
import { couponsOf } from './check-campaign.js';

/** Why a coupon, by the shop's own id, cannot go to a customer; undefined: it can. */
export type CouponGap = (customerId: string, couponId: string) => Exclusion | undefined;

/**
 * What stands between the coupons of a campaign and its customers, as sending and the choice in the chat ask it, but read for
 * many customers at once. Reads only.
 * @param at the moment for which validity is asked: now, or the start of a campaign that has not begun
 */
export async function readCouponGaps(
  prisma: Database['prisma'],
  campaign: RunnableCampaign,
  customerIds: readonly string[],
  at: Date,
): Promise<CouponGap> {
  const externalIds = couponsOf(campaign.content);
  if (externalIds.length === 0) return () => undefined;
  const coupons = await prisma.coupon.findMany({ where: { externalId: { in: externalIds } } });
  const of = { customerId: { in: [...customerIds] }, couponId: { in: coupons.map(({ id }) => id) } };
  const [held, dismissed, customers] = [
    await prisma.walletCoupon.groupBy({ by: ['customerId', 'couponId'], where: of, _count: true }),
    await prisma.offer.findMany({
      where: { ...of, state: 'dismissed' },
      select: { customerId: true, couponId: true },
    }),
    await prisma.customer.findMany({ where: { id: of.customerId }, select: { id: true, tier: true } }),
  ];
  const key = (customerId: string | null, couponId: string) => `${customerId} ${couponId}`;
  const heldBy = new Map(held.map((row) => [key(row.customerId, row.couponId), row._count]));
  const dismissedBy = new Set(dismissed.map((row) => key(row.customerId, row.couponId)));
  const tierOf = new Map(customers.map(({ id, tier }) => [id, tier]));

  return (customerId, couponId) => {
    const coupon = coupons.find(({ externalId }) => externalId === couponId);
    if (coupon?.status !== 'active' || coupon.validFrom > at || coupon.validUntil <= at)
      return 'not-valid-now';
    if (coupon.claimedCount >= coupon.totalCap) return 'sold-out';
    if (coupon.spentMinor + coupon.reservedMinor >= coupon.budgetMinor) return 'budget';
    const many = heldBy.get(key(customerId, coupon.id)) ?? 0;
    if (coupon.perCustomerCap !== null && many >= coupon.perCustomerCap) return 'already-held';
    if (dismissedBy.has(key(customerId, coupon.id))) return 'dismissed';
    const isOpen =
      coupon.memberTiers.length === 0 || coupon.memberTiers.includes(tierOf.get(customerId) ?? '');
    return isOpen ? undefined : 'tier';
  };
}
