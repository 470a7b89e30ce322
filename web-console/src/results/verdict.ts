import type {
  ExperimentReport,
  ReportedComparison,
  ReportedEffect,
} from '../../../src/contract/experiments.js';

export interface Span {
  value: number;
  low: number | null;
  high: number | null;
}

/** Whether more may still come in: then only the intervals that hold at any time may be read. */
export function isOpen({ state, stillOpen }: Pick<ExperimentReport, 'state' | 'stillOpen'>): boolean {
  return state !== 'ended' || stillOpen > 0;
}

/** The interval that may be read now. */
export function readable({ value, low, high, anytime }: ReportedEffect, open: boolean): Span {
  return open ? { value, low: anytime.low, high: anytime.high } : { value, low, high };
}

/**
 * What may be said of an arm: nothing while groups do not have their shares or people are too few for the report to believe it,
 * and with several arms only what is left after correction for their number.
 */
export function verdictOf(
  report: Pick<ExperimentReport, 'state' | 'stillOpen' | 'sampleRatio' | 'comparisons' | 'groups'>,
  { arm, against, conversion }: ReportedComparison,
): 'better' | 'worse' | 'unclear' | 'silent' {
  const bought = (id: string): boolean => {
    const group = report.groups.find((each) => each.id === id);
    return group !== undefined && Math.min(group.converted, group.customers - group.converted) >= leastOfEach;
  };
  if (report.sampleRatio.broken) return 'silent';
  if (!bought(arm) || !bought(against)) return 'unclear';
  const open = isOpen(report);
  const { low, high } = readable(conversion, open);
  // Every arm that is looked at is another chance to be wrong: at any time p is held against a part of 5 %.
  const certain = open
    ? conversion.anytime.p * Math.max(1, report.comparisons.length) < 0.05
    : conversion.correctedP < 0.05;
  if (!certain || low === null || high === null) return 'unclear';
  return low > 0 ? 'better' : high < 0 ? 'worse' : 'unclear';
}

/** Fewer buyers than this in a group: an interval is not near enough to the truth. */
const leastOfEach = 5;
