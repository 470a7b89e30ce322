import type { CouponRefusal, CouponRefusalReason } from '../../contract/coupon-checkout.js';
import type { CouponScope } from '../../contract/coupons.js';
import { AppError } from '../../platform/errors.js';

/** Facts that some of the sentences name. */
export interface RefusalFacts {
  missingMinor?: number;
  scope?: CouponScope;
  /** When it starts, or when more can be had, as a customer reads it. */
  when?: string;
  cap?: number;
  /** What is still to be had of a flash sale, pieces. */
  left?: number;
  tiers?: readonly string[];
  other?: string;
}

/** Why not, in words that a customer understands, and what would help. */
export function refuse(reason: CouponRefusalReason, facts: RefusalFacts = {}): CouponRefusal {
  const [message, help] = wordsOf(reason, facts);
  return {
    reason,
    message,
    ...(help === undefined ? {} : { help }),
    ...(facts.missingMinor === undefined ? {} : { missingMinor: facts.missingMinor }),
  };
}

/** A refusal as what is thrown to whoever asked over HTTP. */
export function refused(refusal: CouponRefusal, retryAfterSeconds?: number): AppError {
  const code =
    refusal.reason === 'unknown-code'
      ? 'not-found'
      : refusal.reason === 'too-many-tries'
        ? 'rate-limited'
        : 'conflict';
  return new AppError(code, refusal.message, {
    refusal,
    errors: [{ path: pathOf(refusal.reason), message: refusal.message }],
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

/** The field of the request that would have to be another one. */
function pathOf(reason: CouponRefusalReason): string {
  switch (reason) {
    case 'login-needed':
    case 'member-tier':
    case 'new-customers-only':
    case 'customer-cap':
      return 'customerId';
    case 'device-cap':
      return 'deviceId';
    case 'channel':
      return 'cart.channel';
    case 'currency':
      return 'cart.currency';
    case 'scope':
    case 'threshold':
    case 'nothing-left':
      return 'cart.lines';
    case 'no-freight':
      return 'cart.shippingMinor';
    case 'on-this-order':
    case 'reservation-gone':
      return 'orderReference';
    default:
      return 'code';
  }
}

function wordsOf(reason: CouponRefusalReason, facts: RefusalFacts): [message: string, help?: string] {
  const { missingMinor = 0, scope = {}, when, cap, left = 0, other = '' } = facts;
  switch (reason) {
    case 'unknown-code':
      return ['没有找到这张券', '请核对一下券码有没有输错'];
    case 'not-active':
      return ['这张券现在不能用', '可以看看有没有别的券'];
    case 'not-started':
      return [when ? `这张券 ${when} 才开始` : '这张券还没到使用时间', '到时间再来就能用'];
    case 'expired':
      return ['这张券已经过期了', '可以看看有没有别的券'];
    case 'sold-out':
      return left > 0
        ? [`只剩 ${left} 件了`, `改成 ${left} 件就能抢到`]
        : ['这张券已经发完了', '可以看看有没有别的券'];
    case 'period-sold-out':
      return left > 0
        ? [`这一场只剩 ${left} 件了`, `改成 ${left} 件就能抢到`]
        : [
            when === 'hour' ? '这一场的名额领完了' : '今天的名额领完了',
            when === 'hour' ? '下一场再来' : '明天再来',
          ];
    case 'budget-used':
      return ['这张券的优惠已经送完了', '可以看看有没有别的券'];
    case 'customer-cap':
      return [`每人最多用 ${cap ?? 1} 次，您已经用过了`];
    case 'device-cap':
      return ['这台设备上用这张券的次数已经到了', '换一张券试试'];
    case 'login-needed':
      return ['登录后才能用这张券', '登录后再试一次'];
    case 'member-tier':
      return ['您的会员等级还用不了这张券', '升级会员后就能用'];
    case 'new-customers-only':
      return ['这张券只给第一次下单的新客'];
    case 'channel':
      return ['这张券在这里用不了', '换个下单渠道试试'];
    case 'currency':
      return ['这张券的币种和订单不一样'];
    case 'scope':
      return [`这张券只能买${goodsOf(scope)}`, `加一件${goodsOf(scope)}就能用`];
    case 'threshold':
      return [`还差 ¥${yuan(missingMinor)} 就能用这张券`, `再凑 ¥${yuan(missingMinor)}`];
    case 'nothing-left':
      return ['用了别的优惠后，已经没有可以再减的了'];
    case 'no-freight':
      return ['这单本来就不用付运费'];
    case 'exclusive':
      return [other ? `这张券不能和「${other}」一起用` : '这张券不能和别的券一起用', '只用这一张就可以'];
    case 'stack-group':
      return [
        other ? `已经用了「${other}」，同类的券只能用一张` : '同类的券一单只能用一张',
        '换成这一张也可以',
      ];
    case 'already-used':
      return ['这张券已经用过了'];
    case 'held-by-other-order':
      return ['这张券正用在另一笔没付款的订单上', '取消那一单，券就回来了'];
    case 'on-this-order':
      return ['这张券已经用在这一单上了'];
    case 'too-many-tries':
      return ['输错的次数有点多，请过一会儿再试'];
    case 'reservation-gone':
      return ['这张券的预留已经过期了', '请重新下单算一次价'];
  }
}

/** The goods of a scope in a few words: 母婴用品类商品, 「青禾」的商品. */
function goodsOf({ categories, brands, products }: CouponScope): string {
  const named = [
    ...(categories?.length ? [`${someOf(categories)}类商品`] : []),
    ...(brands?.length ? [`「${someOf(brands)}」的商品`] : []),
    ...(products?.length ? ['指定商品'] : []),
  ];
  return named.length > 0 ? named.join('或') : '参加活动的商品';
}

function someOf(names: readonly string[]): string {
  return names.length > 4 ? `${names.slice(0, 4).join('、')}等` : names.join('、');
}

/** Minor units as a customer reads them: 2300 → 23.00. */
export function yuan(minor: number): string {
  return `${Math.trunc(minor / 100)}.${String(Math.abs(minor % 100)).padStart(2, '0')}`;
}
