import type { Fate } from './orders.js';

/** Type (品类), position within the type, and how many. */
export type ScriptedItem = readonly [type: string, position: number, quantity?: number];

/** One order of a persona, counted back from the present. */
export interface ScriptedOrder {
  daysAgo: number;
  items: readonly ScriptedItem[];
  fate?: Fate;
  /** Hours before the present, for parcels that must be at a given point of their way now. */
  way?: {
    createdHoursAgo: number;
    shippedHoursAgo: number;
    plannedHoursFromNow: number;
    deliveredHoursFromNow: number;
  };
  /** City of the recipient, where it is not the persona's own. */
  to?: string;
  /** Percent above today's price that were paid: the price has fallen since. */
  paidAbovePercent?: number;
  /** The parcel has been confirmed as received, or has not been yet; else that is drawn. */
  confirmed?: boolean;
}

export interface PersonaScript {
  externalId: string;
  name: string;
  city: string;
  birthday: string;
  registeredDaysAgo: number;
  sizeRank: number;
  orders: readonly ScriptedOrder[];
}

/** The same items again and again: first so many days ago, then every so many days back, give or take `sway`. */
function repeated(
  firstDaysAgo: number,
  every: number,
  sway: readonly number[],
  items: ScriptedOrder['items'],
): ScriptedOrder[] {
  const orders: ScriptedOrder[] = [];
  for (let turn = 0; firstDaysAgo + turn * every < 500; turn += 1) {
    orders.push({
      daysAgo: firstDaysAgo + turn * every + (turn === 0 ? 0 : (sway[turn % sway.length] ?? 0)),
      items,
    });
  }
  return orders;
}

const mother: PersonaScript = {
  externalId: 'C1001',
  name: '糖糖妈',
  city: '苏州',
  birthday: '05-18',
  registeredDaysAgo: 560,
  sizeRank: 0.5,
  orders: [
    ...repeated(
      13,
      24,
      [0, 1, -2, 2, -1],
      [
        ['纸尿裤', 0, 2],
        ['婴儿湿巾', 0],
      ],
    ),
    ...repeated(9, 26, [1, -1, 0, 2], [['幼儿奶粉', 0]]),
    {
      daysAgo: 5,
      items: [
        ['婴儿连体衣', 0],
        ['宝宝辅食', 0, 2],
      ],
    },
    {
      daysAgo: 62,
      items: [
        ['益智玩具', 0],
        ['绘本', 0],
      ],
    },
    {
      daysAgo: 128,
      items: [
        ['童裙', 0],
        ['儿童鞋', 0],
      ],
    },
    {
      daysAgo: 233,
      items: [
        ['奶瓶', 0],
        ['抽纸', 0],
      ],
    },
  ],
};

const catOwner: PersonaScript = {
  externalId: 'C1002',
  name: '橘猫管家',
  city: '成都',
  birthday: '11-02',
  registeredDaysAgo: 540,
  sizeRank: 0.4,
  orders: [
    ...repeated(30, 30, [1, -1, 2, 0, -2], [['猫粮', 0]]),
    ...repeated(
      11,
      45,
      [1, -2, 2],
      [
        ['猫砂', 0],
        ['猫罐头', 0],
      ],
    ),
    { daysAgo: 47, items: [['猫玩具', 0]] },
    {
      daysAgo: 140,
      items: [
        ['宠物食盆', 0],
        ['坚果', 0],
      ],
    },
    { daysAgo: 290, items: [['宠物窝', 0]] },
  ],
};

const digitalFan: PersonaScript = {
  externalId: 'C1003',
  name: '像素控',
  city: '武汉',
  birthday: '08-24',
  registeredDaysAgo: 620,
  sizeRank: 0.6,
  orders: [
    {
      daysAgo: 2,
      items: [['耳机', 1]],
      way: { createdHoursAgo: 58, shippedHoursAgo: 50, plannedHoursFromNow: 20, deliveredHoursFromNow: 20 },
    },
    {
      daysAgo: 24,
      items: [
        ['充电器', 0],
        ['数据线', 0, 2],
      ],
    },
    {
      daysAgo: 71,
      items: [
        ['手机壳', 0],
        ['钢化膜', 0],
      ],
    },
    { daysAgo: 118, items: [['键盘鼠标', 0]] },
    { daysAgo: 166, items: [['移动电源', 0]] },
    {
      daysAgo: 204,
      items: [
        ['咖啡', 0],
        ['手机支架', 0],
      ],
    },
    { daysAgo: 287, items: [['智能手表', 0]] },
    { daysAgo: 402, items: [['音箱', 0]] },
  ],
};

const waiting: PersonaScript = {
  externalId: 'C1004',
  name: '周先生',
  city: '兰州',
  birthday: '03-09',
  registeredDaysAgo: 480,
  sizeRank: 0.55,
  orders: [
    {
      daysAgo: 7,
      items: [
        ['炒锅', 0],
        ['厨房工具', 0],
      ],
      fate: 'delayed',
      way: {
        createdHoursAgo: 170,
        shippedHoursAgo: 160,
        plannedHoursFromNow: -84,
        deliveredHoursFromNow: 40,
      },
    },
    {
      daysAgo: 55,
      items: [
        ['洗衣液', 0],
        ['抽纸', 0],
      ],
    },
    {
      daysAgo: 98,
      items: [
        ['洗衣液', 0],
        ['电热水壶', 0],
      ],
    },
    {
      daysAgo: 190,
      items: [
        ['保温杯', 0],
        ['茶叶', 0],
      ],
    },
    { daysAgo: 330, items: [['男士羽绒服', 0]] },
  ],
};

const blackMember: PersonaScript = {
  externalId: 'C1005',
  name: '苏女士',
  city: '上海',
  birthday: '09-27',
  registeredDaysAgo: 880,
  sizeRank: 0.5,
  orders: [
    { daysAgo: 12, items: [['大衣', 0]], fate: 'returned' },
    {
      daysAgo: 21,
      items: [
        ['精华', 0, 2],
        ['面霜', 0],
      ],
    },
    { daysAgo: 40, items: [['净水器', 0]] },
    {
      daysAgo: 58,
      items: [
        ['手提包', 0],
        ['高跟鞋', 0],
      ],
    },
    {
      daysAgo: 77,
      items: [
        ['智能门锁', 0],
        ['香薰', 0],
      ],
    },
    {
      daysAgo: 95,
      items: [
        ['精华', 0, 2],
        ['口红', 0, 2],
      ],
    },
    {
      daysAgo: 112,
      items: [
        ['咖啡机', 0],
        ['咖啡', 0, 2],
      ],
    },
    {
      daysAgo: 131,
      items: [
        ['行李箱', 0],
        ['连衣裙', 0],
      ],
    },
    {
      daysAgo: 150,
      items: [
        ['茶叶', 0, 2],
        ['坚果', 0, 2],
      ],
      to: '绵阳',
    },
    {
      daysAgo: 171,
      items: [
        ['精华', 0, 2],
        ['面膜', 0, 3],
      ],
    },
    {
      daysAgo: 188,
      items: [
        ['破壁机', 0],
        ['汤锅', 0],
      ],
    },
    {
      daysAgo: 214,
      items: [
        ['被子', 0],
        ['四件套', 0, 2],
      ],
      to: '绵阳',
    },
    {
      daysAgo: 236,
      items: [
        ['智能手表', 0],
        ['耳机', 0],
      ],
    },
    {
      daysAgo: 255,
      items: [
        ['空气炸锅', 0],
        ['电饭煲', 0],
        ['肉类', 0, 2],
      ],
    },
    {
      daysAgo: 272,
      items: [
        ['精华', 0, 2],
        ['面霜', 0, 2],
      ],
    },
    {
      daysAgo: 290,
      items: [
        ['羽绒服', 1],
        ['靴子', 0],
      ],
      to: '绵阳',
    },
    {
      daysAgo: 301,
      items: [
        ['羽绒服', 0],
        ['围巾', 0],
        ['跑鞋', 0],
      ],
    },
    {
      daysAgo: 318,
      items: [
        ['茶叶', 0, 4],
        ['海鲜', 0, 2],
      ],
      to: '绵阳',
    },
    {
      daysAgo: 336,
      items: [
        ['香水', 0, 2],
        ['吹风机', 0],
      ],
    },
    {
      daysAgo: 402,
      items: [
        ['羽绒服', 1],
        ['针织衫', 3],
      ],
      to: '绵阳',
    },
    {
      daysAgo: 455,
      items: [
        ['电风扇', 0],
        ['太阳镜', 0],
      ],
    },
  ],
};

const newcomer: PersonaScript = {
  externalId: 'C1006',
  name: '刚来的饭团',
  city: '西安',
  birthday: '12-20',
  registeredDaysAgo: 1,
  sizeRank: 0.5,
  orders: [],
};

/** An order at every stage of its way, so that each request can be tried by hand. */
const everyStage: PersonaScript = {
  externalId: 'C1007',
  name: '慢慢挑',
  city: '南京',
  birthday: '06-06',
  registeredDaysAgo: 300,
  sizeRank: 0.5,
  orders: [
    {
      daysAgo: 0,
      items: [['保温杯', 0]],
      fate: 'abandoned',
      way: { createdHoursAgo: 0.1, shippedHoursAgo: -30, plannedHoursFromNow: 60, deliveredHoursFromNow: 60 },
    },
    {
      daysAgo: 0,
      items: [
        ['香薰', 0],
        ['毛巾', 0, 2],
      ],
      way: { createdHoursAgo: 2, shippedHoursAgo: -20, plannedHoursFromNow: 60, deliveredHoursFromNow: 60 },
    },
    {
      daysAgo: 1,
      items: [['双肩包', 0]],
      way: { createdHoursAgo: 40, shippedHoursAgo: 28, plannedHoursFromNow: 18, deliveredHoursFromNow: 18 },
    },
    {
      daysAgo: 4,
      items: [
        ['针织衫', 0],
        ['雨伞', 0],
      ],
      way: {
        createdHoursAgo: 100,
        shippedHoursAgo: 85,
        plannedHoursFromNow: -32,
        deliveredHoursFromNow: -32,
      },
      paidAbovePercent: 25,
      confirmed: false,
    },
    {
      daysAgo: 12,
      items: [['台灯', 0]],
      way: {
        createdHoursAgo: 290,
        shippedHoursAgo: 270,
        plannedHoursFromNow: -220,
        deliveredHoursFromNow: -220,
      },
      confirmed: true,
    },
  ],
};

/** What the personas of the demo page have bought; daysAgo are counted from the present, whenever that is. */
export const personaScripts: readonly PersonaScript[] = [
  mother,
  catOwner,
  digitalFan,
  waiting,
  blackMember,
  newcomer,
  everyStage,
];
