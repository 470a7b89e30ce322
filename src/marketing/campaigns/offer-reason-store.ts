import type { Database } from '../../platform/database.js';
import { needsProfile } from './advertising.js';
import { campaignOf } from './campaign-row-store.js';

const rememberedMs = 30 * 86_400_000;
const triggerReasons: Record<string, string> = {
  'abandoned-cart': '您把它加进了购物车，还没有下单',
  'unpaid-order': '您有一笔订单还没付款',
  delivered: '您的订单刚刚送到',
  replenishment: '按您上次购买的时间推算，这件常用的东西快用完了',
  birthday: '今天是您的生日',
  'price-drop': '您看过的商品降价了，降价对每位顾客都一样',
  'churn-risk': '您有一阵子没来了',
  once: '您是这次店铺活动面向的顾客',
};

/** Why the newest offer or message of a campaign came to a customer; undefined: there was none lately. Reads only. */
export async function newestOfferReason(prisma: Database['prisma'], customerId: string, now: Date) {
  const since = new Date(now.getTime() - rememberedMs);
  const [offer, contact] = await Promise.all([
    prisma.offer.findFirst({
      where: { customerId, createdAt: { gte: since } },
      orderBy: { createdAt: 'desc' },
      select: {
        id: true,
        reason: true,
        createdAt: true,
        campaignId: true,
        coupon: { select: { title: true, personal: true } },
      },
    }),
    prisma.campaignContact.findFirst({
      where: { customerId, state: 'sent', endedAt: { gte: since } },
      orderBy: { endedAt: 'desc' },
      select: { trigger: true, endedAt: true, offerId: true, campaign: true },
    }),
  ]);
  if (contact?.endedAt && (!offer || contact.endedAt >= offer.createdAt)) {
    const campaign = campaignOf(contact.campaign);
    return {
      title: contact.campaign.name,
      reason: triggerReasons[contact.trigger] ?? '它正好在店铺的活动里',
      personal:
        campaign !== undefined && (needsProfile(campaign.content.delivery) || contact.trigger === 'once'),
    };
  }
  if (!offer) return undefined;
  return { title: offer.coupon.title, reason: offer.reason || '它现在正好能用', personal: true };
}
