import { z } from 'zod';
import { experimentReport } from './experiments.js';

/** What marketing has brought: figures for supervisors and admins, each with its definition. Money in minor units. */

const count = z.int().min(0);
const share = z.number().min(0).max(1);
/** One sentence a figure, for hovering. */
const definitions = z.record(z.string(), z.string());
const at = z.iso.datetime();
const interval = z.strictObject({
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});

/** Of every `GET /v1/analytics/…`: answers are kept for half a minute; `fresh=true` computes anew. */
export const resultsQuery = z.strictObject({ fresh: z.enum(['true', 'false']).optional() });

// ── who the members are ──

const rfmCell = z.strictObject({
  /** 1 to 5; 5: bought most recently. */
  recency: z.int().min(1).max(5),
  /** 1 to 5; 5: buys most often. */
  frequency: z.int().min(1).max(5),
  name: z.string(),
  customers: count,
  /** null: nobody is in it. */
  averageSpentMinor: z.number().nullable(),
  shareOfTurnover: share,
});
export type RfmCell = z.infer<typeof rfmCell>;

/** `GET /v1/analytics/rfm`: all 25 cells, recency and frequency rising. */
export const rfmReport = z.strictObject({
  at,
  cells: z.array(rfmCell).length(25),
  /** Customers in the cells. */
  customers: count,
  /** Who does not agree to personalisation, or has not bought yet. */
  others: count,
  turnoverMinor: z.number(),
  definitions,
});
export type RfmReport = z.infer<typeof rfmReport>;

// ── who buys again ──

const cohort = z.strictObject({
  /** Month of the first order in the shop's time zone, `2026-01`. */
  month: z.string().regex(/^\d{4}-\d{2}$/),
  customers: count,
  /** Share that ordered in month 1, 2, … 12 after it; only months that have begun. The last may still rise. */
  returned: z.array(share).max(12),
  /** The last of `returned` is of the month that is running. */
  lastIsRunning: z.boolean(),
  turnoverPerCustomerMinor: z.number(),
});
export type Cohort = z.infer<typeof cohort>;

/** `GET /v1/analytics/cohorts`: the latest 24 months that have new customers, the oldest first. */
export const cohortReport = z.strictObject({ at, cohorts: z.array(cohort).max(24), definitions });
export type CohortReport = z.infer<typeof cohortReport>;

// ── coupons ──

const couponEffect = z.strictObject({
  campaignId: z.uuid(),
  campaignName: z.string(),
  arm: z.string(),
  /** Other coupons that the same campaign gives: what it brought cannot be told apart. */
  otherCoupons: count,
  incrementalOrders: interval,
});

const couponFunnel = z.strictObject({
  couponId: z.string(),
  title: z.string(),
  status: z.string(),
  currency: z.string(),
  offered: count,
  seen: count,
  claimed: count,
  redeemed: count,
  uses: count,
  spentMinor: z.number(),
  liabilityMinor: z.number(),
  budgetMinor: z.number(),
  leftMinor: z.number(),
  /** By the newest campaign with a control group that gives this coupon; empty: nobody can tell. */
  effects: z.array(couponEffect),
});
export type CouponFunnel = z.infer<typeof couponFunnel>;

/** `GET /v1/analytics/coupons`: at most 100, active ones first, then the newest. */
export const couponReport = z.strictObject({ at, coupons: z.array(couponFunnel).max(100), definitions });
export type CouponReport = z.infer<typeof couponReport>;

// ── campaigns ──

const campaignLine = z.strictObject({
  campaignId: z.uuid(),
  name: z.string(),
  goal: z.string(),
  state: z.string(),
  startsAt: at,
  endsAt: at,
  customers: count,
});
export type CampaignLine = z.infer<typeof campaignLine>;

/** `GET /v1/analytics/campaigns`: at most 100, the newest first. */
export const campaignList = z.strictObject({ at, campaigns: z.array(campaignLine).max(100), definitions });
export type CampaignList = z.infer<typeof campaignList>;

const effectOnDay = z.strictObject({
  /** Day of the shop, `2026-01-31`. */
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  customers: count,
  /** Difference of the shares that bought by the end of that day; the interval holds on all days at once. */
  conversion: interval,
});
export type EffectOnDay = z.infer<typeof effectOnDay>;

/** `GET /v1/analytics/campaigns/:campaignId`: what was asked, the report of the experiment, and how the effect went. */
export const campaignResult = z.strictObject({
  planned: z.strictObject({
    goal: z.string(),
    message: z.string(),
    startsAt: at,
    endsAt: at,
    holdoutShare: share,
    budgetMinor: z.number().nullable(),
    plannedPeople: count.nullable(),
  }),
  report: experimentReport,
  /** At most 120 days, the latest. */
  overTime: z.array(z.strictObject({ arm: z.string(), days: z.array(effectOnDay).max(120) })),
  definitions,
});
export type CampaignResult = z.infer<typeof campaignResult>;

// ── whom it moves ──

const missing = z.strictObject({
  what: z.enum(['treated', 'control', 'treatedBuyers', 'controlBuyers']),
  have: count,
  needed: count,
});
export type UpliftMissing = z.infer<typeof missing>;

/** Extra buyers per 1,000 customers when the first share of a ranking is treated. */
const curvePoint = z.strictObject({
  share,
  byUplift: z.number(),
  byLikelyToBuy: z.number(),
  random: z.number(),
});
export type QiniPoint = z.infer<typeof curvePoint>;

/** `GET /v1/analytics/uplift/:campaignId`. */
export const upliftReport = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('running'), campaignId: z.uuid(), readyAt: at, definitions }),
  z.strictObject({
    state: z.literal('too-few'),
    campaignId: z.uuid(),
    missing: z.array(missing).min(1),
    definitions,
  }),
  z.strictObject({
    state: z.literal('ready'),
    campaignId: z.uuid(),
    at,
    customers: count,
    treated: count,
    points: z.array(curvePoint),
    /** Area between the curve and random choice, extra buyers per 1,000 customers, with the interval of 95 %. */
    qini: interval,
    qiniLikelyToBuy: interval,
    definitions,
  }),
]);
export type UpliftReport = z.infer<typeof upliftReport>;
