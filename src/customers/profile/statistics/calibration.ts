import type { Reliability } from '../../../contract/profile.js';
import { finish, minimumSteps } from './nelder-mead.js';

/** Platt (1999): a predicted probability p becomes 1 / (1 + exp(−(slope · logit p + shift))). */
export interface Calibration {
  slope: number;
  shift: number;
}

export interface Forecast {
  predicted: number;
  happened: boolean;
}

export const noCalibration: Calibration = { slope: 1, shift: 0 };
const fewest = 100;

const logit = (p: number) => {
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, p));
  return Math.log(inside / (1 - inside));
};

export function calibrated({ slope, shift }: Calibration, p: number): number {
  return 1 / (1 + Math.exp(-(slope * logit(p) + shift)));
}

/** Fits on what happened; too few cases, or all alike, leave the prediction as it is. */
export const fitCalibration = (forecasts: readonly Forecast[]): Calibration =>
  finish(fitCalibrationSteps(forecasts));

/** The same, a step of the optimiser a turn. */
export function* fitCalibrationSteps(forecasts: readonly Forecast[]): Generator<undefined, Calibration> {
  const happened = forecasts.filter((each) => each.happened).length;
  if (forecasts.length < fewest || happened === 0 || happened === forecasts.length) return noCalibration;
  const points = forecasts.map(({ predicted, happened }) => ({ x: logit(predicted), y: happened ? 1 : 0 }));
  const loss = ([logSlope = 0, shift = 0]: readonly number[]) => {
    const slope = Math.exp(logSlope);
    let sum = 0.5 * (logSlope ** 2 + shift ** 2);
    for (const { x, y } of points) {
      const z = slope * x + shift;
      // log(1 + exp(z)) − y·z without overflow.
      sum += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - y * z;
    }
    return sum;
  };
  const [logSlope = 0, shift = 0] = (yield* minimumSteps(loss, [0, 0], { mostSteps: 200 })).at;
  return { slope: Math.exp(logSlope), shift };
}

export function reliabilityOf(forecasts: readonly Forecast[], calibration: Calibration): Reliability {
  const after = forecasts.map(({ predicted, happened }) => ({
    predicted: calibrated(calibration, predicted),
    happened,
  }));
  const groups = grouped(after);
  return {
    customers: forecasts.length,
    brierBefore: brier(forecasts),
    brierAfter: brier(after),
    errorBefore: distance(grouped(forecasts)),
    errorAfter: distance(groups),
    groups,
  };
}

function brier(forecasts: readonly Forecast[]): number {
  const sum = forecasts.reduce(
    (all, { predicted, happened }) => all + (predicted - (happened ? 1 : 0)) ** 2,
    0,
  );
  return sum / Math.max(1, forecasts.length);
}

function grouped(forecasts: readonly Forecast[]): Reliability['groups'] {
  const sorted = [...forecasts].sort((a, b) => a.predicted - b.predicted);
  return Array.from({ length: 10 }, (_, group) =>
    sorted.slice(Math.floor((group * sorted.length) / 10), Math.floor(((group + 1) * sorted.length) / 10)),
  )
    .filter((each) => each.length > 0)
    .map((each) => ({
      predicted: each.reduce((sum, { predicted }) => sum + predicted, 0) / each.length,
      observed: each.filter(({ happened }) => happened).length / each.length,
      customers: each.length,
    }));
}

function distance(groups: Reliability['groups']): number {
  const customers = groups.reduce((sum, group) => sum + group.customers, 0);
  const sum = groups.reduce(
    (all, { predicted, observed, customers: n }) => all + n * Math.abs(predicted - observed),
    0,
  );
  return sum / Math.max(1, customers);
}
