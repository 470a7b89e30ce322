import type { DemoCampaign } from './demo-records.js';
import { atHour, calendarDay } from './shanghai-time.js';

/**
 * The three campaigns of the demo shop, all running today.
 * @param today Shanghai day number.
 */
export function buildCampaigns(today: number): DemoCampaign[] {
  return [restock(today), welcomeBack(today), wardrobe(today)];
}

function period(today: number, from: number, until: number): Pick<DemoCampaign, 'startsAt' | 'endsAt'> {
  return {
    startsAt: new Date(atHour(today + from, 10)),
    endsAt: new Date(atHour(today + until + 1, 0) - 1000),
  };
}

function restock(today: number): DemoCampaign {
  return {
    id: 'campaign-restock',
    name: '快用完了吗：补货提醒',
    goal: '让常用品的回头客在用完之前回来补货',
    audienceDescription: '买过母婴用品、宠物用品或个人护理，按用量推算 5 天内用完的顾客',
    audience: {
      categories: ['母婴用品', '宠物用品', '个人护理'],
      minOrders: 2,
      replenishmentDueWithinDays: 5,
    },
    couponIds: ['coupon-restock'],
    ...period(today, -4, 40),
    holdoutShare: 0.1,
    message: '您常买的这一款应该快用完了，给您留了一张补货券，满 129 元减 13 元。',
  };
}

function welcomeBack(today: number): DemoCampaign {
  return {
    id: 'campaign-welcome-back',
    name: '好久不见',
    goal: '请 90 天没有下单的老顾客回来看看',
    audienceDescription: '至少下过 2 单、最近 90 天没有下单的顾客',
    audience: { minOrders: 2, inactiveDays: 90 },
    couponIds: ['coupon-welcome-back', 'coupon-free-shipping'],
    ...period(today, -3, 27),
    holdoutShare: 0.2,
    message: '有一阵子没见了，上了不少新东西。送您一张满 69 元减 12 元的券，慢慢看。',
  };
}

const seasonLines = [
  { name: '春天衣橱上新', line: '天暖了，针织和轻薄外套都到了' },
  { name: '夏天衣橱上新', line: '入夏了，连衣裙和短袖都到了' },
  { name: '秋天衣橱上新', line: '天凉了，毛衣和外套都到了' },
  { name: '冬天衣橱上新', line: '降温了，羽绒服和大衣都到了' },
] as const;

/** Names the season of the present month: March to May is spring. */
function wardrobe(today: number): DemoCampaign {
  const { month } = calendarDay(today);
  const season = seasonLines[Math.floor(((month + 9) % 12) / 3)] ?? seasonLines[0];
  return {
    id: 'campaign-wardrobe',
    name: season.name,
    goal: '让买过衣服鞋子的顾客换季时再来添一件',
    audienceDescription: '买过女装、男装、童装或鞋靴的顾客',
    audience: { categories: ['女装', '男装', '童装', '鞋靴'], minOrders: 1 },
    couponIds: ['coupon-wardrobe'],
    ...period(today, -10, 30),
    holdoutShare: 0.1,
    message: `${season.line}。给您一张换季券，满 299 元减 40 元。`,
  };
}
