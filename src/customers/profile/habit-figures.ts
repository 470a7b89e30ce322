import type { PersonalFigures } from '../../contract/profile.js';
import type { HistoryOrder, Interactions } from './history.js';
import { freshness } from './statistics/shrink.js';
import { type MakeFigure, rounded } from './wording.js';

/** Parts of the day, each up to the hour at which the next begins. */
const dayparts = [
  { name: '深夜', until: 6 },
  { name: '上午', until: 11 },
  { name: '中午', until: 14 },
  { name: '下午', until: 18 },
  { name: '晚上', until: 23 },
  { name: '深夜', until: 24 },
] as const;
export const daypartNames = ['上午', '中午', '下午', '晚上', '深夜'] as const;
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;
/** Fewer orders than this are no habit. */
const fewestOrders = 3;
const dayMs = 86_400_000;

/** When somebody orders, and how they deal with the shop. */
export function habitFigures(
  orders: readonly HistoryOrder[],
  interactions: Interactions,
  now: number,
  local: (instant: number) => number,
  figure: MakeFigure,
): PersonalFigures {
  const { conversations, complaints, ratings, ratingMean, events } = interactions;
  const { offersShown: shown, offersAccepted: accepted, offersDismissed: dismissed } = interactions;
  const times = orders.map(({ at }) => ({ at: new Date(local(at)), weight: freshness((now - at) / dayMs) }));
  const habit = (nameOf: (at: Date) => string) => {
    if (times.length < fewestOrders) return undefined;
    const found = mostOften(times.map(({ at, weight }) => ({ name: nameOf(at), weight })));
    return figure(found.name, `${times.length} 单里有 ${found.count} 单在${found.name}`);
  };
  const daypart = habit(
    (at) => dayparts.find(({ until }) => at.getUTCHours() < until)?.name ?? dayparts[0].name,
  );
  const weekday = habit((at) => weekdays[at.getUTCDay()] ?? weekdays[0]);
  return {
    ...(daypart ? { daypart } : {}),
    ...(weekday ? { weekday } : {}),
    conversations: figure(conversations, `近一年咨询 ${conversations} 次`),
    complaints: figure(complaints, `近一年投诉 ${complaints} 次`),
    ...(ratingMean === undefined
      ? {}
      : {
          satisfaction: figure(
            rounded(ratingMean, 2),
            `近一年 ${ratings} 次评价，平均 ${rounded(ratingMean, 1)} 分`,
          ),
        }),
    ...(shown > 0
      ? {
          offers: figure(
            { shown, accepted, dismissed },
            `近一年给过 ${shown} 次优惠，领了 ${accepted} 次，关掉 ${dismissed} 次`,
          ),
        }
      : {}),
    ...(Object.keys(events).length > 0
      ? {
          behaviour: figure(
            events,
            `近 30 天共 ${Object.values(events).reduce((sum, count) => sum + count, 0)} 次浏览、加购等行为`,
          ),
        }
      : {}),
  };
}

function mostOften(times: readonly { name: string; weight: number }[]): { name: string; count: number } {
  const by = new Map<string, { weight: number; count: number }>();
  for (const { name, weight } of times) {
    const known = by.get(name) ?? { weight: 0, count: 0 };
    by.set(name, { weight: known.weight + weight, count: known.count + 1 });
  }
  const [first] = [...by].sort(([a, x], [b, y]) => y.weight - x.weight || (a < b ? -1 : 1));
  return { name: first?.[0] ?? '', count: first?.[1].count ?? 0 };
}
