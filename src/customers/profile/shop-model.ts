import type { Reliability } from '../../contract/profile.js';
import { countsAt, spendingOf, weeks } from './history.js';
import type { SampledCustomer, ShopSample } from './shop-sample.js';
import { type BgNbd, compress, fitBgNbdSteps, purchaseProbability } from './statistics/bg-nbd.js';
import {
  type Calibration,
  type Forecast,
  fitCalibrationSteps,
  noCalibration,
  reliabilityOf,
} from './statistics/calibration.js';
import { fitGammaGammaSteps, type GammaGamma } from './statistics/gamma-gamma.js';
import { type LifecycleCuts, lifecycleCutsSteps } from './statistics/lifecycle.js';
import { type RfmCuts, rfmCuts } from './statistics/rfm.js';
import { middle } from './statistics/shrink.js';

/** Everything about the shop that a customer's figures are compared with. Plain data: it is stored as it is. */
export interface ShopModel {
  bgNbd: BgNbd;
  gammaGamma: GammaGamma;
  rfm: RfmCuts;
  lifecycle: LifecycleCuts;
  shares: ShopSample['shares'];
  discountShare: number;
  /** Usual days between two purchases of the same product, by category. */
  categoryGapDays: Record<string, number>;
  /** Of the chance to buy within the churn window. */
  purchase: Calibration;
  /** Of the churn risk, on the half of the customers that the calibration was not fitted on. */
  reliability?: Reliability;
}

/** Nothing bought for so many days to come is what the churn risk is about. */
export const churnDays = 90;
/** Scores of frequency and value look back so many days. */
export const rfmDays = 365;
/** Smaller groups than this say nothing about how good a forecast was. */
const fewestForecasts = 200;
/** Fewer gaps than this say nothing about a category. */
const fewestGaps = 8;

/** Fits everything, a step of an optimiser a turn. @param today day number */
export function* fitShopModelSteps(
  { customers, shares, discountShare, categoryGaps }: ShopSample,
  today: number,
): Generator<undefined, ShopModel> {
  const days = yield* mapSteps(customers, (occasions) => occasions.map(({ day }) => day));
  const bgNbd = yield* fitBgNbdSteps(compress(yield* mapSteps(days, (each) => countsAt(each, today))));
  const gammaGamma = yield* fitGammaGammaSteps(yield* mapSteps(customers, spendingOf));
  const forecasts = yield* pastForecastSteps(days, today);
  const known = forecasts.length >= fewestForecasts;
  const half = (odd: number) => forecasts.filter((_, index) => index % 2 === odd);
  const purchase = known ? yield* fitCalibrationSteps(forecasts) : noCalibration;
  const onHalf = known ? yield* fitCalibrationSteps(half(0)) : noCalibration;
  const rfm = rfmCuts(yield* mapSteps(customers, (occasions) => rfmInputOf(occasions, today)));
  yield undefined;
  const lifecycle = yield* lifecycleCutsSteps(
    yield* mapSteps(days, (each) => each.slice(1).map((day, index) => day - (each[index] ?? day))),
  );
  return {
    bgNbd,
    gammaGamma,
    rfm,
    lifecycle,
    shares,
    discountShare,
    categoryGapDays: Object.fromEntries(
      Object.entries(categoryGaps).flatMap(([category, gaps]) => {
        const gap = gaps.length >= fewestGaps ? middle(gaps) : undefined;
        return gap === undefined ? [] : [[category, gap]];
      }),
    ),
    purchase,
    ...(known ? { reliability: churnReliability(half(1), onHalf) } : {}),
  };
}

/**
 * What would have been forecast one churn window ago, by a model fitted on what was known then, and what came of it.
 */
function* pastForecastSteps(
  customers: readonly (readonly number[])[],
  today: number,
): Generator<undefined, Forecast[]> {
  const cut = today - churnDays;
  const split = yield* mapSteps(customers, (days) => ({
    before: days.filter((day) => day <= cut),
    happened: days.some((day) => day > cut),
  }));
  const known = split.filter(({ before }) => before.length > 0);
  if (known.length < fewestForecasts) return [];
  const counts = yield* mapSteps(known, ({ before }) => countsAt(before, cut));
  const then = yield* fitBgNbdSteps(compress(counts));
  return yield* mapSteps(known, ({ before, happened }) => ({
    predicted: purchaseProbability(then, countsAt(before, cut), weeks(churnDays)),
    happened,
  }));
}

/** What `list.map` gives, some hundred a turn. */
function* mapSteps<From, To>(list: readonly From[], work: (one: From) => To): Generator<undefined, To[]> {
  const done: To[] = [];
  for (const one of list) {
    done.push(work(one));
    if (done.length % 500 === 0) yield undefined;
  }
  return done;
}

/** The same forecasts read as the risk that nothing is bought. */
function churnReliability(forecasts: readonly Forecast[], { slope, shift }: Calibration): Reliability {
  const turned = forecasts.map(({ predicted, happened }) => ({
    predicted: 1 - predicted,
    happened: !happened,
  }));
  return reliabilityOf(turned, { slope, shift: -shift });
}

export function rfmInputOf(occasions: SampledCustomer, today: number) {
  const lately = occasions.filter(({ day }) => day > today - rfmDays);
  return {
    recencyDays: today - (occasions.at(-1)?.day ?? today),
    frequency: lately.length,
    monetaryMinor: lately.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  };
}
