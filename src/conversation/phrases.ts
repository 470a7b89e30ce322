import type { OrderItem } from '../contract/cards.js';
import { type HandOffReason, handOffReason } from '../contract/intents.js';

/**
 * Who is there to take over: somebody; nobody although it is within service hours; nobody, out of hours. With nobody
 * there, by when an answer is promised, in words (“明天 10:00”), where the shop's calendar knows.
 */
export type Staffing = 'present' | 'away' | 'closed' | { nobody: 'away' | 'closed'; promised: string };

/** Everything the bot says of itself. What it says about the shop comes from the knowledge base and the intents. */
export const phrases = {
  clarify: '您是想问下面哪一个呢？',
  clarifyOne: '您是想问这个吗？',
  noneOfThese: '都不是，转人工',
  stillNotSolved: '还没解决，转人工',
  sayMore: '我在呢，您想问点什么？打几个字告诉我就行。',
  notUnderstood: '这个问题我还拿不准，怕说错耽误您。您可以换个说法，或者我直接帮您转人工客服。',
  didNotHelp: '看来我刚才的回答没帮上您。要不要帮您转人工客服，请同事接着处理？',
  upsetOffer: '给您添麻烦了，真的抱歉。要不要我马上帮您转人工客服，让同事来处理？',
  loginFirst: '这个要先确认是您本人。麻烦先登录店铺账号，再回来问我就好；着急的话，也可以直接找人工客服。',
  tellMeMore: '可以再多说一点吗？',
  consentForSuggestion:
    '我可以参考您的浏览和购买记录来挑，会更合您的口味。只用于在店里给您推荐，随时可以关闭。您同意吗？不同意也没关系，我给您看大家都在买的。',
  consentForCoupon:
    '我可以参考您的会员信息、浏览和购买记录，看看有没有适合您的优惠券。只用于在店里为您服务，随时可以关闭。您同意吗？不同意也没关系，公开的活动您一样能参加。',
  consentYes: '同意',
  consentNo: '先不用',
  consentThanks: '好的，已经为您开启，之后的推荐会更合您的口味。',
  consentDeclined: '好的，已经为您关闭，我不会参考您的浏览和购买记录。以后想开，跟我说“打开个性化”就行。',
  consentIsOn: '个性化服务现在是开启的：我会参考您的浏览和购买记录来推荐商品和优惠券。',
  consentIsOff: '个性化服务现在是关闭的：给您看的和大家一样，也不会发专属优惠。',
  switchOff: '关闭个性化',
  switchOn: '开启个性化',
  noOfferWithoutConsent:
    '好的，我不参考您的记录。店里的公开活动对每位顾客都一样，在商品页就能看到。想看专属券的话，说“打开个性化”就行。',
  couponForYou: '给您找到一张能用的券，点一下就能领：',
  noCouponNow: '我看了一下，眼下没有适合您的专属券，店里的公开活动您照样能参加。',
  onlyHeldCoupons: (count: number) => `您卡包里还有 ${count} 张券没用，先看看这些：`,
  stopMarketing: '不再收优惠提醒',
  marketingStopped:
    '好的，从现在起不再给您发优惠和活动提醒，打扰了。订单进度这类必要的通知不受影响；想再开，在“隐私设置”里打开“优惠提醒”就行。',
  whyOffered: (offered: { title: string; reason: string; personal: boolean } | undefined) =>
    offered
      ? `给您看「${offered.title}」，是因为${offered.reason}。${offered.personal ? '我参考了您的会员信息、浏览和购买记录。' : '没有用到您的浏览和购买记录。'}不想再收，点下面就能关。`
      : '最近一个月没有给您推过优惠。您看到的商品，同意个性化时参考您的记录，没同意时和大家看到的一样。想关掉，点下面就行。',
  emptyWallet: '您的卡包里现在没有可用的优惠券。想看看有没有能领的，可以问我“有优惠券吗”。',
  wallet: (count: number) => `您有 ${count} 张可用的优惠券：`,
  walletNearest: (count: number, shown: number) => `您有 ${count} 张可用的优惠券，最快到期的 ${shown} 张是：`,
  personalSuggestion: '参考您买过的东西，给您挑了这些：',
  suggestionAsAsked: '按您说的，给您找了这些：',
  compared: '帮您把它们放在一起看看，哪款更合适，您看表里的不同就知道了：',
  plainSuggestion: '这些是店里最近卖得好的，您看看：',
  plainSuggestionDeclined: '好的，不参考您的记录。您看看这些：',
  nothingToSuggest: '按您说的条件，暂时没找到有货的。要不放宽一点，或者让人工客服帮您找找？',
  nothingElseToSuggest: '合适的刚才都给您看过了。换个条件我再找找，或者让人工客服帮您挑？',
  noOrders: '您名下还没有订单。如果是用别的账号下的单，请换那个账号登录再问我。',
  orderNotFound: '您名下没有查到这个订单号，麻烦核对一下，或者从下面选：',
  recentOrders: (count: number) =>
    count === 1 ? '这是您最近的一笔订单：' : `这是您最近的 ${count} 笔订单：`,
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
  handOff: (reason: HandOffReason, staffing: Staffing) => `${openings[reason]}${whatHappensNext(staffing)}`,
  agentJoined: (name: string) => `客服${name}来了，接下来由${name}为您服务`,
  agentReleased: '正在为您换一位客服，请稍等',
  agentTransferred: (name: string) => `接下来由客服${name}为您服务，前面的聊天${name}都能看到，不用再说一遍`,
  sentToSkill: '正在为您转给更熟悉这件事的同事，前面的聊天都能看到，请稍等',
  agentDropped: '刚才的客服断线了，您的位置还给您留着，马上请其他同事接着为您服务',
  supervisorTookOver: (name: string) => `${name}来了，接下来由${name}为您服务`,
  leftMessage: (promised: string | undefined) =>
    `客服暂时都不在，您的留言收好了，${promised ? `${promised} 前回复您` : '上班后就回复您'}`,
  followUp: '同事上班了，正在看您的留言，马上回复您',
  requestCancelled: '已取消排队，您可以继续问我',
  backToAssistant: (promised: string | undefined) =>
    `好的，您可以继续问我。您的留言还在，${promised ? `同事 ${promised} 前回复您` : '同事上班后回复您'}`,
  idleWarning: (minutes: number) =>
    `您还在吗？没有其他问题的话，${minutes} 分钟后会先结束这次会话，之后随时可以再发消息`,
  idleClosed: '好一会儿没收到您的消息，这次会话先到这里，有需要随时发消息给我们',
  closed: '本次会话已结束，有需要随时发消息给我们',
} as const;

const openings: Record<HandOffReason, string> = {
  requested: '好的，',
  complaint: '实在抱歉，让您有这样的体验。',
  'order-change': '这个要由同事在后台帮您操作，',
  'after-sales': '售后的事我请专门的同事来跟您处理，',
  'not-understood': '这个问题我没把握答好，',
  failure: '不好意思，我这边出了点状况，',
  other: '这件事让同事来帮您更稳妥，',
};

/** Says what happens next, and promises only what the shop's calendar says will be kept. */
function whatHappensNext(staffing: Staffing): string {
  if (staffing === 'present') return '正在为您转接人工客服，上面的聊天同事都能看到，您不用再说一遍。';
  const { nobody, promised } =
    typeof staffing === 'string' ? { nobody: staffing, promised: undefined } : staffing;
  const answered = promised ? `，${promised} 前回复您` : '';
  return nobody === 'away'
    ? `同事们这会儿都不在座位上，已经帮您排上队了，一回来就接待您${answered}。您可以先把情况写下来。`
    : `人工客服现在已经下班了，您的留言我收好了，${promised ? `${promised} 前回复您` : '同事上班后就回您'}。想到什么可以接着补充。`;
}

const reasonTexts: Record<HandOffReason, string> = {
  requested: '顾客要找人工',
  complaint: '投诉或情绪不满',
  'order-change': '要改订单',
  'after-sales': '售后处理',
  'not-understood': '机器人没答上来',
  failure: '机器人出了故障',
  other: '需要人工处理',
};

/** Why a person is needed, for the agent: our own reasons in Chinese, the shopper's words as they are. */
export function reasonForStaff(reason: string): string {
  const known = handOffReason.safeParse(reason);
  return known.success ? reasonTexts[known.data] : reason;
}

/** What somebody is called of whom only the browser is known. */
export function visitorName(visitorId: string): string {
  return `访客 ${visitorId.slice(-4).toUpperCase()}`;
}
