import type { ConsentPurpose } from '../../contract/http.js';
import type { ConsentWording } from '../../contract/privacy.js';

/**
 * What people were asked with, every version that was ever in use, oldest first. A version that somebody may have
 * agreed to is never changed or taken away: a new meaning gets a new version here.
 */
export const consentWordings: readonly ConsentWording[] = [
  {
    purpose: 'personalization',
    version: '2026-11',
    since: '2026-11-01',
    title: '个性化推荐',
    text: '参考您的会员信息和购买记录，在店里给您推荐更合适的商品和优惠券。只用于本店为您服务，随时可以关闭；不同意也不影响咨询和购物，看到的价格和公开优惠都一样。',
  },
  {
    purpose: 'marketing',
    version: '2026-11',
    since: '2026-11-01',
    title: '优惠提醒',
    text: '有优惠券和活动时，在聊天里告诉您。随时可以关闭；不同意也不影响咨询和购物。',
  },
  {
    purpose: 'personalization',
    version: '2026-11-22',
    since: '2026-11-22',
    title: '个性化推荐',
    text: '参考您的会员信息、浏览、购物车和购买记录，在店里给您推荐更合适的商品和优惠券，客服也能看到您正在看什么。只用于本店为您服务，随时可以关闭；不同意也不影响咨询和购物，看到的价格和公开优惠都一样。',
  },
  {
    purpose: 'marketing',
    version: '2026-11-22',
    since: '2026-11-22',
    title: '优惠提醒',
    text: '有优惠券和活动时，在聊天里告诉您，或通过您留给店铺的联系方式告诉您。随时可以关闭；不同意也不影响咨询和购物。',
  },
];

/** The wording that is in use now. */
export function wordingInUse(purpose: ConsentPurpose): ConsentWording {
  const found = consentWordings.findLast((one) => one.purpose === purpose);
  if (!found) throw new Error(`There is no wording for ${purpose}.`);
  return found;
}

/** What somebody was asked who agreed to this version. */
export function wordingOf(purpose: string, version: string): ConsentWording | undefined {
  return consentWordings.find((one) => one.purpose === purpose && one.version === version);
}
