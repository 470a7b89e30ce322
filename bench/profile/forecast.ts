import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import type { Reliability } from '../../src/contract/profile.js';
import { countsAt, weeks } from '../../src/customers/profile/history.js';
import {
  type BgNbd,
  compress,
  expectedPurchases,
  fitBgNbdSteps,
  purchaseProbability,
} from '../../src/customers/profile/statistics/bg-nbd.js';
import {
  calibrated,
  fitCalibration,
  reliabilityOf,
} from '../../src/customers/profile/statistics/calibration.js';
import { finish } from '../../src/customers/profile/statistics/nelder-mead.js';

/** The quarter that is foretold. */
const heldOutDays = 90;

export interface ForecastQuality {
  customers: number;
  fittedUntil: string;
  model: BgNbd;
  /** Purchases of all customers together in the held-out quarter. */
  actual: number;
  predicted: number;
  /** Mean absolute error a customer: of the model, of the same rate as before, of nothing. */
  mae: { model: number; sameRate: number; zero: number };
  rmse: { model: number; sameRate: number; zero: number };
  /** Of the risk that nothing is bought; calibrated on one half of the customers a quarter earlier, measured now. */
  churn: Reliability;
}

/**
 * Fits on a file of orders up to a quarter before its end and compares with what came. @param file columns customer_id
 * and ordered_at, as `recommend` reads it
 */
export async function measureForecast(file: string): Promise<ForecastQuality> {
  const bought = new Map<string, Set<number>>();
  let lastDay = 0;
  const rows = createReadStream(file).pipe(parse({ columns: true }));
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    const day = Math.floor(Date.parse(row.ordered_at ?? '') / 86_400_000);
    if (!Number.isFinite(day)) throw new Error(`${file}: ordered_at "${row.ordered_at}" is not a time`);
    const days = bought.get(row.customer_id ?? '') ?? new Set();
    bought.set(row.customer_id ?? '', days.add(day));
    lastDay = Math.max(lastDay, day);
  }
  const customers = [...bought.values()].map((days) => [...days].sort((a, b) => a - b));
  const cut = lastDay - heldOutDays;
  const known = customers.map((days) => split(days, cut)).filter(({ before }) => before.length > 0);
  const model = fitOn(
    known.map(({ before }) => before),
    cut,
  );
  const forecasts = known.map(({ before, later }) => {
    const counts = countsAt(before, cut);
    const sameRate = counts.T > 0 ? (before.length / counts.T) * weeks(heldOutDays) : 0;
    return { model: expectedPurchases(model, counts, weeks(heldOutDays)), sameRate, zero: 0, actual: later };
  });
  const mean = (of: (each: (typeof forecasts)[number]) => number) =>
    forecasts.reduce((sum, each) => sum + of(each), 0) / forecasts.length;
  const errors = (of: (error: number) => number, finally_: (mean: number) => number = (each) => each) => ({
    model: finally_(mean((each) => of(each.model - each.actual))),
    sameRate: finally_(mean((each) => of(each.sameRate - each.actual))),
    zero: finally_(mean((each) => of(each.actual))),
  });
  return {
    customers: known.length,
    fittedUntil: new Date(cut * 86_400_000).toISOString().slice(0, 10),
    model,
    actual: forecasts.reduce((sum, { actual }) => sum + actual, 0),
    predicted: forecasts.reduce((sum, each) => sum + each.model, 0),
    mae: errors(Math.abs),
    rmse: errors((error) => error ** 2, Math.sqrt),
    churn: churnQuality(customers, cut, model),
  };
}

/** Calibrated one quarter before the cut, as the server does every night; measured on the quarter after it. */
function churnQuality(customers: readonly number[][], cut: number, model: BgNbd): Reliability {
  const earlier = cut - heldOutDays;
  const past = customers
    .map((days) =>
      split(
        days.filter((day) => day <= cut),
        earlier,
      ),
    )
    .filter(({ before }) => before.length > 0);
  const then = fitOn(
    past.map(({ before }) => before),
    earlier,
  );
  const calibration = fitCalibration(
    past.map(({ before, later }) => ({
      predicted: purchaseProbability(then, countsAt(before, earlier), weeks(heldOutDays)),
      happened: later > 0,
    })),
  );
  const now = customers.map((days) => split(days, cut)).filter(({ before }) => before.length > 0);
  const forecasts = now.map(({ before, later }) => ({
    predicted: 1 - purchaseProbability(model, countsAt(before, cut), weeks(heldOutDays)),
    happened: later === 0,
  }));
  const turned = { slope: calibration.slope, shift: -calibration.shift };
  // The same figure either way round: the risk is one minus the calibrated chance to buy.
  if (Math.abs(calibrated(turned, 0.3) - (1 - calibrated(calibration, 0.7))) > 1e-9)
    throw new Error('The calibration does not turn round.');
  return reliabilityOf(forecasts, turned);
}

function split(days: readonly number[], cut: number) {
  const before = days.filter((day) => day <= cut);
  return { before, later: days.length - before.length };
}

function fitOn(customers: readonly number[][], today: number): BgNbd {
  return finish(fitBgNbdSteps(compress(customers.map((days) => countsAt(days, today)))));
}
