import type { ExperimentReport } from '../../src/contract/experiments.js';
import { type AssignmentPlan, assign, expectedShares } from '../../src/marketing/experiments/assignment.js';
import { differenceOfMeans } from '../../src/marketing/experiments/effects.js';
import { type ReportedCampaign, reportOf } from '../../src/marketing/experiments/report.js';
import { longRandom, type RandomStream } from '../../src/platform/seeded-random.js';
import { openGroups, simulatedShop } from './simulated-shop.js';

export interface IntervalFigures {
  runs: number;
  customers: number;
  /** Share of the runs whose interval at the end holds the true effect. */
  conversionCovered: number;
  revenueCovered: number;
  revenueCoveredWithoutAdjustment: number;
  /** … whose intervals for looking at any time hold it at every one of the looks. */
  anytimeConversionCovered: number;
  anytimeRevenueCovered: number;
  /** … and so do the usual intervals, that are made for one look. */
  usualConversionCoveredAtEveryLook: number;
  looks: number;
  /** Share of the runs that found an effect at the end, and by the interval for any time at some look. */
  found: number;
  foundAnytime: number;
  /** Mean width of revenue's interval with the adjustment for what was spent before, as a share of that without. */
  widthWithAdjustment: number;
  sampleRatioAlarms: number;
  guardrailsBroken: number;
}

const looks = 10;
const everybody = { salt: 'simulated', share: 0 };

/** Runs an experiment again and again in the simulated shop, through the same code as a real one. */
export function measureIntervals(
  runs: number,
  customers: number,
  effective: boolean,
  seed: number,
): IntervalFigures {
  const shop = simulatedShop(effective);
  const figures = {
    conversionCovered: 0,
    revenueCovered: 0,
    revenueCoveredWithoutAdjustment: 0,
    anytimeConversionCovered: 0,
    anytimeRevenueCovered: 0,
    usualConversionCoveredAtEveryLook: 0,
    found: 0,
    foundAnytime: 0,
    widthWithAdjustment: 0,
    sampleRatioAlarms: 0,
    guardrailsBroken: 0,
  };
  const count = (what: keyof typeof figures, happened: boolean) => {
    figures[what] += Number(happened);
  };
  for (let run = 0; run < runs; run += 1) {
    const random = longRandom(seed + run);
    const reports = runExperiment(shop, customers, `run-${seed}-${run}`, random);
    const comparisons = reports
      .map(({ report }) => report.comparisons[0])
      .filter((each) => each !== undefined);
    const { report, unadjusted } = reports[reports.length - 1] as (typeof reports)[number];
    const last = comparisons[comparisons.length - 1] as (typeof comparisons)[number];
    const { conversion, revenueMinor } = shop.truth;
    count('conversionCovered', holds(last.conversion, conversion));
    count('revenueCovered', holds(last.revenue, revenueMinor));
    count('revenueCoveredWithoutAdjustment', holds(unadjusted, revenueMinor));
    count(
      'anytimeConversionCovered',
      comparisons.every((each) => holds(each.conversion.anytime, conversion)),
    );
    count(
      'anytimeRevenueCovered',
      comparisons.every((each) => holds(each.revenue.anytime, revenueMinor)),
    );
    count(
      'usualConversionCoveredAtEveryLook',
      comparisons.every((each) => holds(each.conversion, conversion)),
    );
    count('found', last.conversion.p < 0.05);
    count(
      'foundAnytime',
      comparisons.some((each) => each.conversion.anytime.p < 0.05),
    );
    count('sampleRatioAlarms', report.sampleRatio.broken);
    count(
      'guardrailsBroken',
      last.guardrails.some(({ state }) => state === 'broken'),
    );
    figures.widthWithAdjustment += widthOf(last.revenue) / widthOf(unadjusted);
  }
  for (const what of Object.keys(figures) as (keyof typeof figures)[]) figures[what] /= runs;
  return { runs, customers, looks, ...figures };
}

function runExperiment(
  shop: ReturnType<typeof simulatedShop>,
  customers: number,
  salt: string,
  random: RandomStream,
): { report: ExperimentReport; unadjusted: { low: number; high: number } }[] {
  const plan: AssignmentPlan = { salt, holdoutShare: 0.5, arms: [{ id: 'offer', weight: 1 }] };
  const campaign: ReportedCampaign = {
    id: '00000000-0000-7000-8000-000000000000',
    name: 'simulated',
    state: 'running',
    attributionHours: 168,
    plannedPeople: customers,
    guardrails: { handOffs: 0.01, complaints: 0.005, unsubscribes: 0.005 },
    shares: expectedShares(plan),
  };
  const { totals, add } = openGroups();
  const reports = [];
  for (let customer = 1; customer <= customers; customer += 1) {
    add(shop.outcome(assign(`customer-${customer}`, plan, everybody).kind === 'arm', random));
    if (customer % Math.ceil(customers / looks) !== 0 && customer !== customers) continue;
    const plain = (id: string) => {
      const { count = 0, sumY = 0, sumYY = 0 } = totals.get(id)?.revenue ?? {};
      return { count, sum: sumY, sumOfSquares: sumYY };
    };
    reports.push({
      report: reportOf(campaign, totals, new Date(0)),
      unadjusted: differenceOfMeans(plain('offer'), plain('holdout')),
    });
  }
  return reports;
}

interface Interval {
  low: number | null;
  high: number | null;
}

function holds({ low, high }: Interval, truth: number): boolean {
  return (low ?? Number.NEGATIVE_INFINITY) <= truth && truth <= (high ?? Number.POSITIVE_INFINITY);
}

function widthOf({ low, high }: Interval): number {
  return (high ?? 0) - (low ?? 0);
}
