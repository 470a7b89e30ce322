import type { OrderItem } from '../contract/cards.js';
import type { HandOffReason } from '../contract/intents.js';

/** Everything the bot says of itself. What it says about the shop comes from the knowledge base and the intents. */
export const phrases = {
  clarify: '您是想问下面哪一个呢？',
  noneOfThese: '都不是，转人工',
  stillNotSolved: '还没解决，转人工',
  notUnderstood: '这个问题我还拿不准，怕说错耽误您。您可以换个说法，或者我直接帮您转人工客服。',
  upsetOffer: '给您添麻烦了，真的抱歉。要不要我马上帮您转人工客服，让同事来处理？',
  loginFirst:
    '查订单、优惠券这些要先确认是您本人。请先登录店铺账号，再回来问我就好；着急的话也可以找人工客服。',
  tellMeMore: '可以再多说一点吗？',
  consentForSuggestion:
    '我可以参考您的购买记录来挑，会更合您的口味。只用于在店里给您推荐，随时可以关闭。您同意吗？不同意也没关系，我给您看大家都在买的。',
  consentForCoupon:
    '我可以参考您的会员信息和购买记录，看看有没有适合您的优惠券。只用于在店里为您服务，随时可以关闭。您同意吗？',
  consentYes: '同意',
  consentNo: '先不用',
  consentThanks: '好的，已经为您开启。',
  consentDeclined: '好的，我不会参考您的购买记录。以后想开，跟我说一声“个性化设置”就行。',
  consentIsOn: '个性化服务现在是开启的：我会参考您的购买记录来推荐商品和优惠券。',
  consentIsOff: '个性化服务现在是关闭的：推荐和大家看到的一样，也不会给您发专属优惠。',
  switchOff: '关闭个性化',
  switchOn: '开启个性化',
  noOfferWithoutConsent:
    '好的，那我就不参考您的记录了。店里的公开活动对每位顾客都一样，可以在商品页直接看到。',
  couponForYou: '给您找到一张能用的券，点一下就能领：',
  noCouponNow: '我看了一下，眼下没有适合您的专属券。有新的我会放在这里，不会打扰您。',
  onlyHeldCoupons: (count: number) => `您卡包里已经有 ${count} 张券可以用，先用这些更划算：`,
  emptyWallet: '您的卡包里现在没有可用的优惠券。想看看有没有适合您的，可以说“有什么优惠”。',
  wallet: (count: number) => `您有 ${count} 张可用的优惠券：`,
  personalSuggestion: '参考您买过的东西，给您挑了这些：',
  plainSuggestion: '这些是店里最近卖得好的，您看看：',
  plainSuggestionDeclined: '好的，没有参考您的记录。这些是店里最近卖得好的：',
  nothingToSuggest: '按您说的条件暂时没找到有货的。要不放宽一点，或者让人工客服帮您找找？',
  noOrders: '您名下还没有订单。如果是用别的账号下的单，请换那个账号登录再问我。',
  orderNotFound: '您名下没有查到这个订单号，麻烦核对一下，或者从下面选：',
  recentOrders: (count: number) => `您最近有 ${count} 笔订单：`,
  lookUpFailed: '刚才没查出来，可能是系统有点慢。您可以稍后再试，或者让人工客服帮您看。',
  points: ({ tierText, points, nextTierText }: { tierText: string; points: number; nextTierText?: string }) =>
    [`您现在是${tierText}，有 ${points} 积分，可以抵 ${(points / 100).toFixed(2)} 元。`, nextTierText]
      .filter(Boolean)
      .join('\n'),
  orderStatus: (order: OrderItem) => {
    const item = order.lines[0]?.title ?? '您的商品';
    const what = order.lines.length > 1 ? `「${item}」等 ${order.lines.length} 件` : `「${item}」`;
    const newest = order.tracking?.at(-1);
    return newest && order.status === 'shipped'
      ? `您的${what}${order.statusText}，最新进度：${newest.text}`
      : `您的${what}${order.statusText}。`;
  },
  handOff: (reason: HandOffReason, agentsAvailable: boolean) => {
    const opening: Record<HandOffReason, string> = {
      requested: '好的，',
      complaint: '实在抱歉，让您有这样的体验。',
      'order-change': '这个要由同事在后台帮您操作，',
      'after-sales': '售后的事我请专门的同事来跟您处理，',
      'not-understood': '这个问题我没把握答好，',
      failure: '不好意思，我这边出了点状况，',
      other: '这件事让同事来帮您更稳妥，',
    };
    return agentsAvailable
      ? `${opening[reason]}正在为您转接人工客服，上面的聊天同事都能看到，您不用再说一遍。`
      : `${opening[reason]}现在没有同事在线，您的问题已经留好言了。人工客服每天 9:00–22:00 在，上线后第一时间回复您，您可以接着补充。`;
  },
  agentJoined: (name: string) => `客服 ${name} 来了，接下来由我为您服务`,
  agentReleased: '正在为您换一位客服，请稍等',
  requestCancelled: '已取消排队，您可以继续问我',
  closed: '本次会话已结束，需要时直接发消息就好',
} as const;
