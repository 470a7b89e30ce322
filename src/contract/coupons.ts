import { z } from 'zod';
import { shopCurrency } from './money.js';

/** 满减, 折扣, 立减, 包邮, 赠品, 限时抢购. */
export const couponKind = z.enum(['threshold', 'percent', 'amount', 'shipping', 'gift', 'flash']);
export type CouponKind = z.infer<typeof couponKind>;

export const couponStatus = z.enum(['draft', 'active', 'paused', 'ended']);
export type CouponStatus = z.infer<typeof couponStatus>;

/** How it reaches customers: claimed in the chat, one public code for all, or single-use codes. */
export const couponDistribution = z.enum(['claim', 'public', 'codes']);

/** Most minor units of any amount: what a 32-bit column holds. */
const mostMinor = 2_000_000_000;
const amount = z.int('请填整数（分）').min(0, '不能是负数').max(mostMinor, '金额太大了');
const positiveAmount = z.int('请填整数（分）').min(1, '要大于 0').max(mostMinor, '金额太大了');
const count = z.int('请填整数').min(1, '至少是 1').max(1_000_000_000, '数量太大了');
const shopId = z.string().trim().min(1, '请填写编号').max(100, '编号最多 100 个字符');
const names = z
  .array(z.string().trim().min(1, '不能是空的').max(100, '最多 100 个字'))
  .max(200, '最多 200 项');
const moment = z.iso.datetime({ offset: true, error: '请填写日期和时间' });

/**
 * Which goods it is for: everything when no list is given, else what is in any of the first three lists; never what is
 * excluded.
 */
export const couponScope = z.strictObject({
  categories: names.optional(),
  brands: names.optional(),
  /** The shop's own product ids. */
  products: names.optional(),
  excludedCategories: names.optional(),
  excludedBrands: names.optional(),
  excludedProducts: names.optional(),
});
export type CouponScope = z.infer<typeof couponScope>;

/** As it is typed at the till: capitals, digits and hyphens. */
export const publicCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9-]{2,31}$/, '口令用 3 到 32 个字母、数字或连字符');

const shape = {
  title: z.string().trim().min(1, '请填写名称').max(60, '名称最多 60 个字'),
  description: z.string().trim().max(500, '说明最多 500 个字').default(''),
  kind: couponKind,
  /** Conditions, caps and refusals are told in yuan. */
  currency: z
    .string()
    .refine((code): boolean => code === shopCurrency, '优惠券只能用人民币（CNY）')
    .default(shopCurrency),
  /** What the goods that it is for must come to. */
  thresholdMinor: amount.default(0),
  /** What it takes off; of 包邮 the most freight, of 赠品 what the gift is worth. */
  valueMinor: positiveAmount.optional(),
  /** 15: 15 % off (八五折). */
  percentOff: z.int('请填整数').min(1, '折扣要在 1 到 99 之间').max(99, '折扣要在 1 到 99 之间').optional(),
  /** The most that a percentage may take off. */
  maxDiscountMinor: positiveAmount.optional(),
  giftProductId: shopId.optional(),
  /** Price of one piece in a flash sale, of the one product that the scope names. */
  flashPriceMinor: amount.optional(),
  scope: couponScope.default({}),
  memberTiers: names.default([]),
  newCustomersOnly: z.boolean().default(false),
  /** Where it may be used, in the shop's own words; empty: everywhere. */
  channels: names.default([]),
  /** Only a campaign offers it, to its audience. */
  personal: z.boolean().default(false),
  distribution: couponDistribution.default('claim'),
  publicCode: publicCode.optional(),
  validFrom: moment,
  validUntil: moment,
  /** Of claimed ones: usable so many days from the claim, instead of until `validUntil`. */
  validDaysAfterClaim: z.int('请填整数').min(1, '至少 1 天').max(3650, '最多 3650 天').optional(),
  /** How many are given out: claims, issued codes, uses of a public code, pieces of a flash sale. */
  totalCap: count,
  /** Absent: as often as one likes, guests too. */
  perCustomerCap: count.optional(),
  perDeviceCap: count.optional(),
  /** Uses (pieces in a flash sale) within one day or hour of the shop. */
  periodCap: count.optional(),
  period: z.enum(['day', 'hour']).default('day'),
  /** All discounts together that may be spent or held. */
  budgetMinor: positiveAmount,
  /** What all that are claimed and not used yet may come to. */
  liabilityCapMinor: positiveAmount.optional(),
  /** At most one coupon of a group on an order; empty: with any other. Absent: the usual group of its kind. */
  stackGroup: z.string().trim().max(40, '最多 40 个字').optional(),
  /** Stands alone on an order. */
  exclusive: z.boolean().default(false),
};

/** Everything that an admin decides about a coupon. */
export const couponContent = z.strictObject(shape).superRefine(checkCoupon);
export type CouponContent = z.output<typeof couponContent>;

export const couponCreate = z
  .strictObject({ ...shape, externalId: shopId.optional() })
  .superRefine(checkCoupon);
/** The version that the editor started from; a newer one on the server is a conflict, not an overwrite. */
const baseVersion = z.int().positive();
export const couponUpdate = z.strictObject({ ...shape, baseVersion }).superRefine(checkCoupon);
export const couponStatusChange = z.strictObject({ status: couponStatus, baseVersion });

type Checked = z.output<z.ZodObject<typeof shape>>;

/** What no single field shows. Names the field that has to change. */
function checkCoupon(coupon: Checked, context: z.RefinementCtx): void {
  const wrong = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: path.split('.'), message });
  const { kind, distribution } = coupon;
  if (Date.parse(coupon.validFrom) >= Date.parse(coupon.validUntil))
    wrong('validUntil', '结束时间要晚于开始时间');
  if (kind === 'percent' && coupon.percentOff === undefined) wrong('percentOff', '请填写折扣');
  if (kind !== 'percent' && coupon.percentOff !== undefined) wrong('percentOff', '只有折扣券才填折扣');
  if (kind !== 'percent' && coupon.maxDiscountMinor !== undefined)
    wrong('maxDiscountMinor', '只有折扣券才填最多减多少');
  if (kind !== 'percent' && kind !== 'flash' && coupon.valueMinor === undefined)
    wrong('valueMinor', '请填写优惠金额');
  if (kind === 'threshold' && coupon.thresholdMinor === 0) wrong('thresholdMinor', '满减券要填满多少元');
  if (kind === 'threshold' && (coupon.valueMinor ?? 0) > coupon.thresholdMinor)
    wrong('valueMinor', '减的金额不能超过门槛');
  if (kind === 'gift' && coupon.giftProductId === undefined) wrong('giftProductId', '请选择赠品');
  if (kind === 'flash') checkFlash(coupon, wrong);
  else if (coupon.flashPriceMinor !== undefined) wrong('flashPriceMinor', '只有限时抢购才填抢购价');
  if (distribution === 'public' && kind !== 'flash' && coupon.publicCode === undefined)
    wrong('publicCode', '请填写口令');
  if (distribution !== 'public' && coupon.publicCode !== undefined)
    wrong('publicCode', '只有公开口令的券才填口令');
  if (distribution !== 'claim' && coupon.validDaysAfterClaim !== undefined)
    wrong('validDaysAfterClaim', '只有领取的券才能按领取后天数计算');
  if (coupon.liabilityCapMinor !== undefined && kind === 'percent' && coupon.maxDiscountMinor === undefined)
    wrong('maxDiscountMinor', '设了待核销上限的折扣券，要填最多减多少');
}

function checkFlash(coupon: Checked, wrong: (path: string, message: string) => void): void {
  if (coupon.flashPriceMinor === undefined) wrong('flashPriceMinor', '请填写抢购价');
  if (coupon.valueMinor !== undefined) wrong('valueMinor', '限时抢购请填抢购价，不填优惠金额');
  if (coupon.scope.products?.length !== 1) wrong('scope.products', '限时抢购要选一件商品');
  if (coupon.distribution !== 'public') wrong('distribution', '限时抢购对所有人公开');
}

export const couponList = z.strictObject({
  status: couponStatus.optional(),
  kind: couponKind.optional(),
  /** In title, external id or public code. */
  search: z.string().trim().max(100).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type CouponList = z.output<typeof couponList>;
export const couponPage = z.strictObject({
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Where a coupon stands; sums over its ledger. */
export interface CouponCounters {
  /** Given out. */
  claimed: number;
  reserved: number;
  redeemed: number;
  reservedMinor: number;
  spentMinor: number;
  /** The most that claimed and unused ones may still take off. */
  exposureMinor: number;
}

/** A coupon as the console sees it. */
export interface CouponDetail extends CouponContent {
  id: string;
  externalId: string;
  status: CouponStatus;
  version: number;
  counters: CouponCounters;
  /** Somebody holds or has used one: what it is worth and whom it is for cannot change any more. */
  held: boolean;
  createdAt: string;
}

export interface CouponLedgerRow {
  id: string;
  kind: string;
  at: string;
  amountMinor: number;
  orderReference?: string;
  /** By how much this moved each counter. */
  moved: CouponCounters;
}

export const codeBatchCreate = z.strictObject({
  count: z.int('请填整数').min(1, '至少 1 个').max(10_000, '一批最多 10000 个'),
  label: z.string().trim().max(60, '最多 60 个字').default(''),
});
export interface CodeBatch {
  id: string;
  label: string;
  count: number;
  /** Still unused. */
  open: number;
  redeemed: number;
  /** The codes were taken out as a file, which works once. */
  exportedAt?: string;
  voidedAt?: string;
  createdAt: string;
}

export const couponSignalKind = z.enum(['shared-device', 'shared-address', 'failed-codes', 'unusual-speed']);
export const couponSignalList = z.strictObject({
  kind: couponSignalKind.optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export interface CouponSignal {
  id: string;
  kind: z.infer<typeof couponSignalKind>;
  /** A keyed hash of device, address or customer: the same one is the same subject, and nobody can be read from it. */
  subject: string;
  couponId?: string;
  /** What was seen, for whoever reads the list. */
  reason: string;
  count: number;
  firstSeenAt: string;
  lastSeenAt: string;
  lockedUntil?: string;
}
