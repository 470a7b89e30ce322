import type { CouponAdvice, CouponBest, CouponRefusal } from '../../contract/coupon-checkout.js';
import type { Clock } from '../../platform/clock.js';
import { definedOnly } from '../../platform/defined-only.js';
import { savedBy } from './apply-coupon.js';
import { bestCombination, type Candidate } from './best-combination.js';
import { explain } from './explanation.js';
import { type CouponFinding, type FoundCoupon, ruleOf } from './finding-store.js';
import { refuse } from './refusal.js';
import { shopPeriod } from './shop-period.js';
import { usableUntil, whyNotUsable } from './usable.js';

export interface AdviceNeeds {
  finding: CouponFinding;
  clock: Clock;
  shopTimeZone: string;
}

interface Offered extends Candidate {
  externalId: string;
  code: string;
}

const unlimited: { most: number; refusal?: CouponRefusal } = { most: Number.POSITIVE_INFINITY };

/** The best way to use coupons on a cart: those in the wallet, public ones, flash sales, and codes that were typed. Reads only. */
export function createCouponAdvice({ finding, clock, shopTimeZone }: AdviceNeeds) {
  return async function advise({ cart, customerId, codes }: CouponBest): Promise<CouponAdvice> {
    const now = clock();
    const buyer = customerId === undefined ? undefined : await finding.buyer(customerId);
    const [priced, held, open, typed] = await Promise.all([
      finding.price(cart, buyer),
      buyer ? finding.held(buyer.id) : [],
      finding.open(now),
      Promise.all(codes.map((code) => finding.byCode(code))),
    ]);
    const found = [
      ...new Map(
        [...held, ...open, ...typed.filter((each) => each !== undefined)].map((each) => [
          each.wallet?.id ?? each.coupon.id,
          each,
        ]),
      ).values(),
    ];
    const left = await remaining(found, buyer?.id, now);
    const notUsable: CouponAdvice['notUsed'] = [];
    const candidates: Offered[] = [];
    for (const each of found) {
      const { coupon, wallet } = each;
      const pieces = left(each);
      const why =
        whyNotUsable({ ...each, customerId: buyer?.id, now, shopTimeZone }) ??
        (coupon.budgetMinor <= coupon.spentMinor + coupon.reservedMinor
          ? refuse('budget-used')
          : undefined) ??
        (pieces.most > 0 ? undefined : pieces.refusal);
      if (why) notUsable.push({ couponId: coupon.externalId, title: coupon.title, refusal: why });
      else
        candidates.push({
          rule: ruleOf(coupon),
          usableUntil: usableUntil(each),
          mostPieces: pieces.most,
          externalId: coupon.externalId,
          code: wallet && wallet.customerId !== null ? wallet.code : (coupon.publicCode ?? ''),
        });
    }
    // A single-use code is kept as a hash only: it is named as it was typed.
    for (const [index, each] of typed.entries()) {
      const candidate = candidates.find(({ rule, code }) => code === '' && rule.id === each?.coupon.id);
      if (candidate) candidate.code = codes[index]?.trim() ?? '';
    }
    const best = bestCombination(candidates, priced);
    const split = (of: (typeof best.chosen)[number]['split']) => ({
      discountMinor: savedBy(of),
      shippingDiscountMinor: of.shippingMinor,
      lines: priced.lines.flatMap(({ lineId }, index) => {
        const discountMinor = of.lines[index] ?? 0;
        return discountMinor > 0 ? [{ lineId, discountMinor }] : [];
      }),
      ...definedOnly('gift', of.gift),
    });
    const lines = priced.lines.map(({ lineId, quantity, unitPriceMinor }, index) => {
      const discountMinor = best.lines[index] ?? 0;
      return { lineId, discountMinor, payMinor: quantity * unitPriceMinor - discountMinor };
    });
    const toPay = lines.reduce(
      (sum, { payMinor }) => sum + payMinor,
      cart.shippingMinor - best.shippingMinor,
    );
    return {
      currency: cart.currency,
      chosen: best.chosen.map(({ candidate: { externalId, code, rule }, split: of }) => ({
        couponId: externalId,
        code,
        title: rule.title,
        ...split(of),
      })),
      lines,
      shippingDiscountMinor: best.shippingMinor,
      savedMinor: best.savedMinor,
      payMinor: toPay,
      exact: best.exact,
      explanation: explain(best),
      notUsed: [
        ...best.notUsed.map(({ candidate: { externalId, rule }, refusal }) => ({
          couponId: externalId,
          title: rule.title,
          refusal,
        })),
        ...notUsable,
      ],
    };
  };

  /** How many pieces of each this customer may still have, and why none. */
  async function remaining(found: FoundCoupon[], customerId: string | undefined, now: Date) {
    const open = found.filter(({ wallet }) => wallet?.customerId === undefined || wallet.customerId === null);
    const periodOf = ({ coupon }: FoundCoupon) =>
      shopPeriod(coupon.period === 'hour' ? 'hour' : 'day', now, shopTimeZone);
    const [uses, taken] = await Promise.all([
      customerId
        ? finding.usesOf(
            customerId,
            open.map(({ coupon }) => coupon.id),
          )
        : new Map<string, number>(),
      finding.takenIn(
        open
          .filter(({ coupon }) => coupon.periodCap !== null)
          .map((each) => ({ couponId: each.coupon.id, period: periodOf(each) })),
      ),
    ]);
    return ({ coupon, wallet }: FoundCoupon) => {
      if (wallet?.customerId) return unlimited;
      const limits = [
        ...(coupon.distribution === 'public'
          ? [{ most: coupon.totalCap - coupon.claimedCount, refusal: refuse('sold-out') }]
          : []),
        ...(coupon.periodCap === null
          ? []
          : [
              {
                most: coupon.periodCap - (taken.get(coupon.id) ?? 0),
                refusal: refuse('period-sold-out', { when: coupon.period }),
              },
            ]),
        ...(coupon.perCustomerCap === null
          ? []
          : [
              {
                most: coupon.perCustomerCap - (uses.get(coupon.id) ?? 0),
                refusal: refuse('customer-cap', { cap: coupon.perCustomerCap }),
              },
            ]),
      ].sort((a, b) => a.most - b.most);
      return limits[0] ?? unlimited;
    };
  }
}
