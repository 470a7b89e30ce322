import {
  type ExperimentReport,
  type GuardrailName,
  holdoutArm,
  type ReportedComparison,
  type ReportedEffect,
  type ReportedGroup,
} from '../../contract/experiments.js';
import { anytimeMeans, anytimeShares } from './anytime-difference.js';
import { detectableDifference, guardrail, holm, sampleRatio } from './checks.js';
import { adjustForBefore } from './cuped.js';
import { emptyTotals, type GroupTotals } from './customer-outcome.js';
import { definitions } from './definitions.js';
import {
  differenceOfMeans,
  differenceOfShares,
  type Effect,
  type Moments,
  meanOf,
  relativeDifference,
  varianceOf,
} from './effects.js';
import type { Share } from './exact-shares.js';
import { warningsOf } from './warnings.js';

export interface ReportedCampaign {
  id: string;
  name: string;
  state: string;
  attributionHours: number;
  plannedPeople?: number;
  /** Accepted rises, as shares of customers. */
  guardrails: Record<GuardrailName, number>;
  /** Share that each group should have of those assigned; the order is that of the report. */
  shares: ReadonlyMap<string, number>;
}

/**
 * What a campaign changed. The measure is intention to treat: all who were assigned, reached or not, because who is reached is no
 * accident. Control is the holdout; without one, the first arm. Every arm is compared with it; p values are corrected for there
 * being several arms, conversion and revenue each. Revenue is adjusted for what people spent before (CUPED); it is not cut off at
 * the top, because then the sums would be of another shop (docs/decisions/0019).
 */
export function reportOf(
  campaign: ReportedCampaign,
  totals: ReadonlyMap<string, GroupTotals>,
  now: Date,
): ExperimentReport {
  const ids = [...campaign.shares.keys()];
  const control = campaign.shares.has(holdoutArm) ? holdoutArm : (ids[0] ?? holdoutArm);
  const of = (id: string) => totals.get(id) ?? emptyTotals();
  const groups = ids.map((id) => groupOf(id, campaign.shares.get(id) ?? 0, of(id)));
  const ratio = sampleRatio(groups.map(({ customers, share }) => ({ count: customers, share })));
  const { adjusted } = adjustForBefore(ids.map((id) => of(id).revenue));
  const revenues = new Map(ids.map((id, index) => [id, adjusted[index] as Moments]));
  const arms = ids.filter((id) => id !== control);
  const compared = arms.map((arm) => compare(campaign, arm, control, of(arm), of(control), revenues));
  const comparisons = withCorrectedP(compared);
  const report = {
    campaignId: campaign.id,
    name: campaign.name,
    state: campaign.state,
    at: now.toISOString(),
    control,
    attributionHours: campaign.attributionHours,
    stillOpen: ids.reduce((sum, id) => sum + of(id).stillOpen, 0),
    groups,
    sampleRatio: ratio,
    comparisons,
  };
  return { ...report, warnings: warningsOf(report, campaign.plannedPeople), definitions };
}

function groupOf(
  id: string,
  share: number,
  { revenue, stillOpen: _open, ...counts }: GroupTotals,
): ReportedGroup {
  return { id, share, ...counts, revenueMinor: revenue.sumY };
}

function compare(
  { plannedPeople, guardrails }: ReportedCampaign,
  arm: string,
  control: string,
  own: GroupTotals,
  other: GroupTotals,
  revenues: ReadonlyMap<string, Moments>,
): ReportedComparison {
  const people = own.customers + other.customers;
  const [bought, boughtWithout] = [own, other].map(({ converted, customers }) => ({
    yes: converted,
    count: customers,
  })) as [Share, Share];
  const conversion = differenceOfShares(bought, boughtWithout);
  const [ownRevenue, otherRevenue] = [revenues.get(arm) as Moments, revenues.get(control) as Moments];
  const revenue = differenceOfMeans(ownRevenue, otherRevenue);
  const reached = own.customers > 0 ? own.exposed / own.customers : 0;
  const pooled = people > 0 ? (own.converted + other.converted) / people : 0;
  const detectable = detectableDifference(Math.sqrt(pooled * (1 - pooled)), own.customers, other.customers);
  return {
    arm,
    against: control,
    conversion: reported(
      conversion,
      relativeDifference(shareWithError(own), shareWithError(other)),
      anytimeShares(bought, boughtWithout, plannedPeople),
    ),
    revenue: reported(
      revenue,
      relativeDifference(meanWithError(ownRevenue), meanWithError(otherRevenue)),
      anytimeMeans(
        { ...ownRevenue, buyers: own.converted },
        { ...otherRevenue, buyers: other.converted },
        plannedPeople,
      ),
    ),
    varianceGone: adjustForBefore([own.revenue, other.revenue]).varianceGone,
    incrementalOrders: scaled(conversion, own.customers),
    incrementalRevenueMinor: scaled(revenue, own.customers),
    ...(reached >= 0.05 && other.exposed === 0
      ? { conversionOfReached: scaled(conversion, 1 / reached) }
      : {}),
    detectableConversion: known(detectable),
    guardrails: (['handOffs', 'complaints', 'unsubscribes'] as const).map((name) => {
      const change = differenceOfShares(
        { yes: own[name], count: own.customers },
        { yes: other[name], count: other.customers },
      );
      const { state } = guardrail(withError(change, own[name], other[name], own, other), guardrails[name]);
      return { name, state, value: change.value, margin: guardrails[name] };
    }),
  };
}

/** Where nothing has happened in either group, the standard error is not 0: it is taken as if one person more had. */
function withError(change: Effect, own: number, other: number, a: GroupTotals, b: GroupTotals) {
  if (own + other > 0 && change.error > 0) return change;
  const error = a.customers > 0 && b.customers > 0 ? Math.hypot(1 / a.customers, 1 / b.customers) : Infinity;
  return { value: change.value, error };
}

function reported(effect: Effect, relative: Effect | undefined, anytime: Effect): ReportedEffect {
  return {
    value: effect.value,
    low: known(effect.low),
    high: known(effect.high),
    p: effect.p,
    correctedP: effect.p,
    ...(relative ? { relative: { value: relative.value, low: relative.low, high: relative.high } } : {}),
    anytime: { low: known(anytime.low), high: known(anytime.high), p: anytime.p },
  };
}

function withCorrectedP(comparisons: ReportedComparison[]): ReportedComparison[] {
  const conversion = holm(comparisons.map((each) => each.conversion.p));
  const revenue = holm(comparisons.map((each) => each.revenue.p));
  return comparisons.map((each, index) => ({
    ...each,
    conversion: { ...each.conversion, correctedP: conversion[index] ?? 1 },
    revenue: { ...each.revenue, correctedP: revenue[index] ?? 1 },
  }));
}

function shareWithError({ converted, customers }: GroupTotals): { mean: number; error: number } {
  const mean = customers > 0 ? converted / customers : 0;
  return { mean, error: customers > 0 ? Math.sqrt((mean * (1 - mean)) / customers) : 0 };
}

function meanWithError(moments: Moments): { mean: number; error: number } {
  return { mean: meanOf(moments), error: Math.sqrt(varianceOf(moments) / Math.max(1, moments.count)) };
}

function scaled({ value, low, high }: Effect, factor: number) {
  return { value: value * factor, low: known(low * factor), high: known(high * factor) };
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
