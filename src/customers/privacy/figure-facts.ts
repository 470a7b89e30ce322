import type { KnownFact } from '../../contract/privacy.js';
import type { Figure, Leaning, PersonalFigures } from '../../contract/profile.js';

const yuan = (minor: number) => `${(minor / 100).toFixed(0)} 元`;
const percent = (share: number) => `${Math.round(share * 100)}%`;
const names = (leanings: Leaning[]) =>
  leanings
    .slice(0, 3)
    .map(({ name }) => name)
    .join('、');

/** What was computed of a person, each figure with the facts that it rests on, as the person reads it. */
export function figureFacts(figures: PersonalFigures): KnownFact[] {
  const facts: (KnownFact | undefined)[] = [
    fact('顾客类型', figures.rfm, ({ name }) => name),
    fact('所处阶段', figures.lifecycle, (value) => value),
    fact('近一年消费', figures.spentYear, yuan),
    fact('平均每单', figures.averageOrder, yuan),
    fact('通常多久买一次', figures.usualGapDays, (days) => `${Math.round(days)} 天`),
    fact('预计未来一年消费', figures.value, yuan),
    fact('三个月内不再来的可能', figures.churn, percent),
    fact('常买的品类', figures.categories, names),
    fact('常买的品牌', figures.brands, names),
    fact('常买的价位', figures.priceBands, names),
    fact('喜欢的颜色', figures.colours, names),
    fact('对优惠的在意程度', figures.couponSensitivity, ({ level }) => level),
    fact('快用完的商品', figures.replenishment, (due) =>
      due
        .slice(0, 3)
        .map(({ title }) => title)
        .join('、'),
    ),
    fact('常来的时段', figures.daypart, (value) => value),
    fact('常来的日子', figures.weekday, (value) => value),
    fact('服务评分', figures.satisfaction, (score) => `${score.toFixed(1)} 分`),
  ];
  return facts.filter((one) => one !== undefined);
}

function fact<Value>(
  name: string,
  figure: Figure<Value> | undefined,
  inWords: (value: Value) => string,
): KnownFact | undefined {
  if (!figure) return undefined;
  const value = inWords(figure.value);
  return value === '' ? undefined : { name, value, reason: figure.reason };
}
