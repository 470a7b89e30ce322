import type { CampaignArm } from '../contract/campaigns.js';
import type { DemoCampaign } from './demo-records.js';
import { atHour, calendarDay } from './shanghai-time.js';

/**
 * The campaigns of the demo shop, all running today: three that show a coupon in the chat where it fits, and two
 * services about an order.
 * @param today Shanghai day number.
 */
export function buildCampaigns(today: number): DemoCampaign[] {
  return [restock(today), welcomeBack(today), wardrobe(today), unpaid(today), delivered(today)];
}

function period(today: number, from: number, until: number): Pick<DemoCampaign, 'startsAt' | 'endsAt'> {
  return {
    startsAt: new Date(atHour(today + from, 10)),
    endsAt: new Date(atHour(today + until + 1, 0) - 1000),
  };
}

function couponArm(id: string, couponId: string, message: string): CampaignArm {
  return { id, weight: 1, message, offer: { kind: 'coupon', couponId } };
}

/** What every campaign of the chat has in common. */
function inChat(arms: CampaignArm[]) {
  return {
    delivery: { kind: 'chat' as const },
    arms,
    couponIds: arms.flatMap(({ offer }) => (offer.kind === 'coupon' ? [offer.couponId] : [])),
    message: arms[0]?.message ?? '',
    caps: { perCustomer: 3 },
    priority: 0,
  };
}

function restock(today: number): DemoCampaign {
  return {
    id: 'campaign-restock',
    name: '快用完了吗：补货提醒',
    goal: '让常用品的回头客在用完之前回来补货',
    audience: {
      kind: 'habits',
      rule: {
        categories: ['母婴用品', '宠物用品', '个人护理'],
        minOrders: 2,
        replenishmentDueWithinDays: 5,
      },
    },
    ...inChat([
      couponArm(
        'restock',
        'coupon-restock',
        '您常买的这一款应该快用完了，给您留了一张{券}，{截止}前都能用。',
      ),
    ]),
    priority: 10,
    ...period(today, -4, 40),
    holdoutShare: 0.1,
  };
}

function welcomeBack(today: number): DemoCampaign {
  return {
    id: 'campaign-welcome-back',
    name: '好久不见',
    goal: '请 90 天没有下单的老顾客回来看看，比一比满减券和包邮券哪个更管用',
    audience: { kind: 'habits', rule: { minOrders: 2, inactiveDays: 90 } },
    ...inChat([
      couponArm('discount', 'coupon-welcome-back', '有一阵子没见了，上了不少新东西。给您留了{券}，慢慢看。'),
      couponArm('shipping', 'coupon-free-shipping', '有一阵子没见了，这次邮费我们出：{券}，{截止}前都能用。'),
    ]),
    ...period(today, -3, 27),
    holdoutShare: 0.2,
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
    audience: { kind: 'habits', rule: { categories: ['女装', '男装', '童装', '鞋靴'], minOrders: 1 } },
    ...inChat([couponArm('season', 'coupon-wardrobe', `${season.line}。给您一张{券}，{截止}前都能用。`)]),
    ...period(today, -10, 30),
    holdoutShare: 0.1,
  };
}

/** A service about an order of the customer's: no offer, and no advertising. */
function service(on: 'unpaid-order' | 'delivered', message: string) {
  return {
    audience: { kind: 'everyone' as const },
    delivery: { kind: 'trigger' as const, on, afterMinutes: 20, bar: 0.7, dropPercent: 5 },
    arms: [{ id: 'reminder', weight: 1, message, offer: { kind: 'none' as const } }],
    couponIds: [],
    message,
    caps: { perCustomer: 10 },
    priority: 20,
  };
}

function unpaid(today: number): DemoCampaign {
  return {
    id: 'campaign-unpaid',
    name: '订单还没付款',
    goal: '提醒忘了付款的顾客，免得订单自动取消',
    ...service(
      'unpaid-order',
      '您的订单 {订单号}（{商品}）还没付款，东西给您留着。付款遇到问题可以直接问我；不想要了就不用管它。',
    ),
    ...period(today, -30, 300),
    holdoutShare: 0.1,
  };
}

function delivered(today: number): DemoCampaign {
  return {
    id: 'campaign-delivered',
    name: '东西收到了吗',
    goal: '送到后问一句，有问题早点帮顾客解决',
    ...service('delivered', '您买的{商品}已经送到了，用着怎么样？有哪里不对劲，直接告诉我，我来帮您处理。'),
    ...period(today, -30, 300),
    holdoutShare: 0.1,
  };
}
