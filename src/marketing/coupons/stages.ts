import { isDeepStrictEqual } from 'node:util';
import type { FieldError } from '../../contract/ack.js';
import type { CouponStatus } from '../../contract/coupons.js';

const next: Record<CouponStatus, readonly CouponStatus[]> = {
  draft: ['active', 'ended'],
  active: ['paused', 'ended'],
  paused: ['active', 'ended'],
  ended: [],
};

/** The table of a coupon's life. */
export function mayBecome(from: CouponStatus, to: CouponStatus): boolean {
  return next[from].includes(to);
}

/** What customers were promised with it: never another one while somebody holds one. */
const promised = {
  kind: '类型',
  currency: '币种',
  thresholdMinor: '门槛',
  valueMinor: '优惠金额',
  percentOff: '折扣',
  maxDiscountMinor: '最多减多少',
  giftProductId: '赠品',
  flashPriceMinor: '抢购价',
  scope: '适用商品',
  memberTiers: '会员等级',
  newCustomersOnly: '新客限制',
  channels: '渠道',
  distribution: '发放方式',
  publicCode: '口令',
  validFrom: '开始时间',
  period: '按天还是按小时',
  stackGroup: '叠加组',
  exclusive: '叠加规则',
} as const;
/** Of the database's columns, where the contract has another name. */
const contractName: Record<string, string> = { daysAfterClaim: 'validDaysAfterClaim' };

type Columns = Record<keyof typeof promised, unknown> & {
  validUntil: Date;
  daysAfterClaim: number | null;
  totalCap: number;
  perCustomerCap: number | null;
  budgetMinor: number;
  liabilityCapMinor: number | null;
};
type Before = Columns & {
  claimedCount: number;
  spentMinor: number;
  reservedMinor: number;
};

/**
 * What cannot change any more once somebody holds or has used one: what it is worth, for what and for whom. Its end may
 * only be moved out, caps only as far as is not taken yet. Pure.
 * @returns one entry a field that is wrong
 */
export function frozenChanges(before: Before, wanted: Columns): FieldError[] {
  const problems: FieldError[] = [];
  const wrong = (path: string, message: string) =>
    problems.push({ path: contractName[path] ?? path, message });
  for (const [column, name] of Object.entries(promised) as [keyof typeof promised, string][]) {
    if (!isDeepStrictEqual(plain(before[column]), plain(wanted[column])))
      wrong(column, `已经有顾客领了，不能再改${name}`);
  }
  if (wanted.validUntil < before.validUntil) wrong('validUntil', '已经有顾客领了，结束时间只能往后改');
  if (before.daysAfterClaim !== wanted.daysAfterClaim)
    wrong('daysAfterClaim', '已经有顾客领了，不能再改领取后的天数');
  if (wanted.totalCap < before.claimedCount)
    wrong('totalCap', `已经发了 ${before.claimedCount} 张，总量不能更少`);
  if (
    wanted.perCustomerCap !== null &&
    (before.perCustomerCap === null || wanted.perCustomerCap < before.perCustomerCap)
  )
    wrong('perCustomerCap', '已经有顾客领了，每人限量只能放宽');
  const taken = before.spentMinor + before.reservedMinor;
  if (wanted.budgetMinor < taken) wrong('budgetMinor', `已经用掉 ${taken} 分，预算不能更少`);
  return problems;
}

/** As JSON has it: dates as text, and the same whatever the order of fields. */
function plain(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}
