import { calendarDay } from './shanghai-time.js';

/** When in the year a kind of product sells. */
export type Season = 'all' | 'winter' | 'summer' | 'mild' | 'heat' | 'festival' | 'school' | 'harvest';

/** Demand relative to the year's mean, January first. Own estimates of a shop in eastern China. */
const monthWeights: Record<Season, readonly number[]> = {
  all: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  winter: [2.2, 1.3, 0.5, 0.15, 0.05, 0.05, 0.05, 0.1, 0.4, 1.5, 2.9, 2.8],
  summer: [0.1, 0.2, 0.5, 1.2, 2.1, 2.5, 2.3, 1.7, 0.8, 0.3, 0.15, 0.1],
  mild: [0.5, 0.9, 1.7, 1.6, 1.1, 0.6, 0.4, 0.6, 1.7, 1.7, 0.9, 0.4],
  heat: [0.05, 0.05, 0.2, 0.6, 1.8, 2.8, 3.0, 2.3, 0.8, 0.2, 0.1, 0.1],
  festival: [2.6, 1.4, 0.6, 0.6, 0.8, 1.0, 0.6, 0.8, 1.6, 0.9, 0.9, 1.2],
  school: [0.6, 1.9, 1.2, 0.7, 0.7, 0.8, 0.9, 2.2, 1.7, 0.6, 0.6, 0.7],
  harvest: [1.1, 0.8, 0.7, 0.7, 0.9, 1.1, 1.1, 1.0, 1.3, 1.4, 1.3, 1.2],
};

/** What the 季节 attribute says for a season. */
export const seasonNames: Record<Season, readonly string[]> = {
  all: ['四季'],
  winter: ['冬季'],
  summer: ['夏季'],
  mild: ['春季', '秋季'],
  heat: ['夏季'],
  festival: ['四季'],
  school: ['四季'],
  harvest: ['四季'],
};

/** How well a season's goods sell in a month (1 to 12); the year's mean is about 1. */
export function seasonDemand(season: Season, month: number): number {
  return monthWeights[season][month - 1] ?? 1;
}

/** How busy the shop is on a Shanghai day: weekends, 618, 双11, 双12, 年货节. An ordinary weekday is 1. */
export function dayDemand(dayNo: number): number {
  const { month, date, weekday } = calendarDay(dayNo);
  const weekend = weekday === 0 || weekday === 6 ? 1.18 : 1;
  const monthDay = month * 100 + date;
  if (monthDay >= 1110 && monthDay <= 1111) return 9;
  if (monthDay >= 1031 && monthDay <= 1103) return 4;
  if (monthDay >= 1024 && monthDay <= 1109) return 1.4 * weekend;
  if (monthDay >= 616 && monthDay <= 618) return 6.5;
  if (monthDay >= 531 && monthDay <= 603) return 3;
  if (monthDay >= 604 && monthDay <= 615) return 1.25 * weekend;
  if (monthDay === 1212) return 2.4;
  if (monthDay >= 105 && monthDay <= 118) return 1.3 * weekend;
  if ((monthDay >= 1112 && monthDay <= 1122) || (monthDay >= 619 && monthDay <= 627)) return 0.65 * weekend;
  return weekend;
}

/** Whether a Shanghai day belongs to a big sale, with lower prices, 每满 300 减 40 and slower dispatch. */
export function isBigSale(dayNo: number): boolean {
  const { month, date } = calendarDay(dayNo);
  const monthDay = month * 100 + date;
  return (
    (monthDay >= 1031 && monthDay <= 1103) ||
    (monthDay >= 1109 && monthDay <= 1111) ||
    (monthDay >= 531 && monthDay <= 603) ||
    (monthDay >= 616 && monthDay <= 618)
  );
}
