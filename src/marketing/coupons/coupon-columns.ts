import { randomBytes } from 'node:crypto';
import {
  type CouponContent,
  type CouponDetail,
  couponDistribution,
  couponKind,
  couponScope,
  couponStatus,
} from '../../contract/coupons.js';
import { definedOnly } from '../../platform/defined-only.js';
import { makeCouponCode } from './coupon-code.js';
import type { CouponRow } from './finding-store.js';

/** What a coupon of this kind may not be combined with unless the admin says otherwise: another of its kind. */
const usualGroup = {
  flash: '',
  shipping: 'shipping',
  gift: 'gift',
  threshold: 'order',
  percent: 'order',
  amount: 'order',
};

/** A coupon's content as its columns. */
export function columnsOf(content: CouponContent) {
  const { kind, distribution } = content;
  // A flash sale needs a code that the shop's checkout can name; nobody types it.
  const made = kind === 'flash' ? `FLASH-${makeCouponCode(randomBytes(16)).slice(0, 14)}` : null;
  return {
    title: content.title,
    description: content.description,
    kind,
    currency: content.currency,
    thresholdMinor: content.thresholdMinor,
    valueMinor: content.valueMinor ?? null,
    percentOff: content.percentOff ?? null,
    maxDiscountMinor: content.maxDiscountMinor ?? null,
    giftProductId: content.giftProductId ?? null,
    flashPriceMinor: content.flashPriceMinor ?? null,
    scope: { ...content.scope },
    memberTiers: content.memberTiers,
    newCustomersOnly: content.newCustomersOnly,
    channels: content.channels,
    personal: content.personal,
    distribution,
    publicCode: content.publicCode ?? made,
    validFrom: new Date(content.validFrom),
    validUntil: new Date(content.validUntil),
    daysAfterClaim: content.validDaysAfterClaim ?? null,
    totalCap: content.totalCap,
    perCustomerCap: content.perCustomerCap ?? null,
    perDeviceCap: content.perDeviceCap ?? null,
    periodCap: content.periodCap ?? null,
    period: content.period,
    budgetMinor: content.budgetMinor,
    liabilityCapMinor: content.liabilityCapMinor ?? null,
    stackGroup: content.stackGroup ?? usualGroup[kind],
    exclusive: content.exclusive,
  };
}

/** A row as admins see it. */
export function detailOf(row: CouponRow, held: boolean): CouponDetail {
  const some = <Name extends string, Value>(name: Name, value: Value | null) =>
    definedOnly(name, value ?? undefined);
  return {
    id: row.id,
    externalId: row.externalId,
    status: couponStatus.parse(row.status),
    version: row.version,
    held,
    createdAt: row.createdAt.toISOString(),
    counters: {
      claimed: row.claimedCount,
      reserved: row.reservedCount,
      redeemed: row.redeemedCount,
      reservedMinor: row.reservedMinor,
      spentMinor: row.spentMinor,
      exposureMinor: row.exposureMinor,
    },
    title: row.title,
    description: row.description,
    kind: couponKind.parse(row.kind),
    currency: row.currency,
    thresholdMinor: row.thresholdMinor,
    ...some('valueMinor', row.valueMinor),
    ...some('percentOff', row.percentOff),
    ...some('maxDiscountMinor', row.maxDiscountMinor),
    ...some('giftProductId', row.giftProductId),
    ...some('flashPriceMinor', row.flashPriceMinor),
    scope: couponScope.parse(row.scope ?? {}),
    memberTiers: row.memberTiers,
    newCustomersOnly: row.newCustomersOnly,
    channels: row.channels,
    personal: row.personal,
    distribution: couponDistribution.parse(row.distribution),
    ...some('publicCode', row.publicCode),
    validFrom: row.validFrom.toISOString(),
    validUntil: row.validUntil.toISOString(),
    ...some('validDaysAfterClaim', row.daysAfterClaim),
    totalCap: row.totalCap,
    ...some('perCustomerCap', row.perCustomerCap),
    ...some('perDeviceCap', row.perDeviceCap),
    ...some('periodCap', row.periodCap),
    period: row.period === 'hour' ? 'hour' : 'day',
    budgetMinor: row.budgetMinor,
    ...some('liabilityCapMinor', row.liabilityCapMinor),
    stackGroup: row.stackGroup,
    exclusive: row.exclusive,
  };
}
