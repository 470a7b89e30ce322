import { Progress } from 'antd';
import type { CouponDetail, CouponStatus } from '../../../../src/contract/coupons.js';
import { yuan } from '../../cards/money.js';
import { Pill, type Tone } from '../../shell/pill.js';
import { couponText } from '../../strings-coupons.js';

const words = couponText;
const tones: Record<CouponStatus, Tone> = { draft: 'plain', active: 'good', paused: 'warn', ended: 'plain' };
/** From here on the budget deserves a look. */
const nearlySpent = 90;

export function CouponStatusPill({ status }: { status: CouponStatus }) {
  return <Pill tone={tones[status]}>{words.status[status]}</Pill>;
}

/** How much of the budget is spent or held for orders under way. */
export function BudgetBar({ coupon }: { coupon: CouponDetail }) {
  const { budgetMinor, counters } = coupon;
  const { spentMinor, reservedMinor } = counters;
  const share = (minor: number): number => Math.min(100, Math.round((minor / budgetMinor) * 100));
  const taken = share(spentMinor + reservedMinor);
  return (
    <div className="budget">
      <Progress
        percent={taken}
        success={{ percent: share(spentMinor) }}
        showInfo={false}
        size="small"
        aria-label={words.budget}
        {...(taken >= nearlySpent ? { status: 'exception' as const } : {})}
      />
      <span className="faint budget-words">
        {words.spentOf(yuan(spentMinor), yuan(budgetMinor))}
        {reservedMinor > 0 ? ` · ${words.held(yuan(reservedMinor))}` : ''}
      </span>
    </div>
  );
}

/** Where a coupon stands, large. */
export function CouponCounters({ coupon }: { coupon: CouponDetail }) {
  const { claimed, reserved, redeemed } = coupon.counters;
  return (
    <div className="coupon-standing">
      <dl>
        <div>
          <dd>{words.ofTotal(claimed, coupon.totalCap)}</dd>
          <dt>{words.claimed}</dt>
        </div>
        <div>
          <dd>{reserved.toLocaleString('zh-CN')}</dd>
          <dt>{words.reserved}</dt>
        </div>
        <div>
          <dd>{redeemed.toLocaleString('zh-CN')}</dd>
          <dt>{words.redeemed}</dt>
        </div>
      </dl>
      <span className="faint">{words.budget}</span>
      <BudgetBar coupon={coupon} />
    </div>
  );
}
