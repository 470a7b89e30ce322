import type { PersonalFigures } from '../../contract/profile.js';
import { countsAt, type Occasion, spendingOf, weeks } from './history.js';
import { churnDays, rfmDays, rfmInputOf, type ShopModel } from './shop-model.js';
import { aliveProbability, expectedPurchases, purchaseProbability } from './statistics/bg-nbd.js';
import { calibrated } from './statistics/calibration.js';
import { expectedSpending } from './statistics/gamma-gamma.js';
import { lifecycleOf, usualGap } from './statistics/lifecycle.js';
import { rfmName, rfmScores } from './statistics/rfm.js';
import { type MakeFigure, percent, rounded, spacedDaysAgo, yuan } from './wording.js';

/** How often, how lately, how much, and what is to be expected. @param today day number */
export function purchaseFigures(
  occasions: Occasion[],
  model: ShopModel,
  today: number,
  figure: MakeFigure,
): PersonalFigures {
  const { day: lastDay } = occasions.at(-1) ?? {};
  if (lastDay === undefined) return { lifecycle: figure('未下单', '还没有付过款的订单') };
  const days = occasions.map(({ day }) => day);
  const input = rfmInputOf(occasions, today);
  const sinceLast = Math.max(0, today - lastDay);
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? day));
  const gap = usualGap(gaps, model.lifecycle.gapDays);
  const stage = lifecycleOf(occasions.length, sinceLast, gap, model.lifecycle);
  const scores = rfmScores(input, model.rfm);
  const name = rfmName(
    scores,
    model.rfm.mean,
    stage === '新客' ? 'new' : stage === '流失' ? 'lost' : 'other',
  );
  const counts = countsAt(days, today);
  const expected = (ahead: number) => rounded(expectedPurchases(model.bgNbd, counts, weeks(ahead)), 3);
  const spending = spendingOf(occasions);
  const { mean } = spending;
  const basket = expectedSpending(model.gammaGamma, spending);
  const year = expectedPurchases(model.bgNbd, counts, weeks(365));
  const alive = rounded(aliveProbability(model.bgNbd, counts));
  const churn = rounded(
    1 - calibrated(model.purchase, purchaseProbability(model.bgNbd, counts, weeks(churnDays))),
  );
  const { foreign: yearForeign } = spendingOf(occasions.filter(({ day }) => day > today - rfmDays));
  const lately = `近 ${rfmDays} 天有 ${input.frequency} 天下过单`;
  const last = `最近一次在${spacedDaysAgo(sinceLast)}`;
  const history = `共 ${occasions.length} 天下过单，${last}`;
  const rhythm = `通常约 ${Math.round(gap)} 天买一次`;
  return {
    rfm: figure(
      { name, ...scores },
      `${lately}，花了 ${yuan(input.monetaryMinor)}${beside(yearForeign)}，${last}；全店五档评分：最近 ${scores.r}、次数 ${scores.f}、金额 ${scores.m}`,
    ),
    lifecycle: figure(stage, `${rhythm}，${last}，共 ${occasions.length} 天下过单`),
    spentYear: figure(
      input.monetaryMinor,
      `${lately}，合计 ${yuan(input.monetaryMinor)}${beside(yearForeign)}`,
    ),
    ...(spending.occasions === 0
      ? {}
      : {
          averageOrder: figure(
            Math.round(mean),
            `${spending.occasions} 个下单日合计 ${yuan(spending.totalMinor)}${beside(spending.foreign)}`,
          ),
        }),
    usualGapDays: figure(
      Math.round(gap),
      gaps.length === 0
        ? `只买过一次，按全店的间隔 ${Math.round(model.lifecycle.gapDays)} 天估计`
        : `${gaps.length} 次间隔，参考全店的 ${Math.round(model.lifecycle.gapDays)} 天`,
    ),
    alive: figure(
      alive,
      counts.x === 0 ? `只买过一次，模型还不能判断是否离开；${last}` : `${history}；${rhythm}`,
    ),
    expected30: figure(expected(30), history),
    expected90: figure(expected(90), history),
    expected180: figure(expected(180), history),
    value: figure(
      Math.round(year * basket),
      `预计一年买 ${rounded(year, 1)} 次，每次约 ${yuan(Math.round(basket))}（销售额，不是利润）`,
    ),
    churn: figure(churn, `未来 ${churnDays} 天不再下单的可能约 ${percent(churn)}：${rhythm}，${last}`),
  };
}

/** Orders in other currencies are in no sum, which is said beside it. */
const beside = (foreign: number) => (foreign > 0 ? `（另有 ${foreign} 单是外币，没算进金额）` : '');
