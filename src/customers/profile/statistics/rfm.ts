import { ascending } from './shrink.js';

/** Names of the eight groups by recency, frequency and monetary value, each high or low. */
const names = {
  HHH: '重要价值客户',
  HLH: '重要发展客户',
  LHH: '重要保持客户',
  LLH: '重要挽留客户',
  HHL: '一般价值客户',
  HLL: '一般发展客户',
  LHL: '一般保持客户',
  LLL: '一般挽留客户',
} as const;

export const rfmNames = [...Object.values(names), '新客户', '流失客户'] as const;
export type RfmName = (typeof rfmNames)[number];

/** Values at which the scores 1 to 5 change, and the shop's average scores. */
export interface RfmCuts {
  recencyDays: number[];
  frequency: number[];
  monetaryMinor: number[];
  mean: RfmScores;
}

export interface RfmScores {
  r: number;
  f: number;
  m: number;
}

export interface RfmInput {
  recencyDays: number;
  /** Occasions and spending of the last 365 days. */
  frequency: number;
  monetaryMinor: number;
}

/** The fifths of a list: four values, each the smallest that at least 20, 40, 60, 80 % do not exceed. */
export function quintiles(values: readonly number[]): number[] {
  const sorted = ascending(values);
  return [1, 2, 3, 4].map((fifth) => sorted[Math.ceil((fifth * sorted.length) / 5) - 1] ?? 0);
}

/**
 * 1 to 5, more is better. Equal values always score alike, however many there are: where one value fills several fifths,
 * the scores in between are not given.
 */
export function scoreUp(value: number, cuts: readonly number[]): number {
  let score = 1;
  for (const cut of cuts) if (value > cut) score += 1;
  return score;
}

/** 5 to 1, less is better. */
export function scoreDown(value: number, cuts: readonly number[]): number {
  return 6 - scoreUp(value, cuts);
}

/** Quantile scores (Hughes 1994, "Strategic database marketing"). */
export function rfmScores({ recencyDays, frequency, monetaryMinor }: RfmInput, cuts: RfmCuts): RfmScores {
  return {
    r: scoreDown(recencyDays, cuts.recencyDays),
    f: scoreUp(frequency, cuts.frequency),
    m: scoreUp(monetaryMinor, cuts.monetaryMinor),
  };
}

/** Cuts and average scores of a shop; without customers everything scores one. */
export function rfmCuts(customers: readonly RfmInput[]): RfmCuts {
  const cuts = {
    recencyDays: quintiles(customers.map(({ recencyDays }) => recencyDays)),
    frequency: quintiles(customers.map(({ frequency }) => frequency)),
    monetaryMinor: quintiles(customers.map(({ monetaryMinor }) => monetaryMinor)),
    mean: { r: 3, f: 3, m: 3 },
  };
  if (customers.length === 0) return cuts;
  const mean = { r: 0, f: 0, m: 0 };
  for (const each of customers) {
    const { r, f, m } = rfmScores(each, cuts);
    mean.r += r / customers.length;
    mean.f += f / customers.length;
    mean.m += m / customers.length;
  }
  return { ...cuts, mean };
}

/** The group: a score is high when it is above the shop's average. */
export function rfmName(scores: RfmScores, mean: RfmScores, stage: 'new' | 'lost' | 'other'): RfmName {
  if (stage === 'new') return '新客户';
  if (stage === 'lost') return '流失客户';
  const letter = (key: keyof RfmScores) => (scores[key] > mean[key] ? 'H' : 'L');
  return names[`${letter('r')}${letter('f')}${letter('m')}`];
}
