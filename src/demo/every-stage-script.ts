import type { PersonaScript } from './persona-scripts.js';

/** An order at every stage of its way, so that each request can be tried by hand. */
export const everyStage: PersonaScript = {
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
