import { z } from 'zod';

/** What a campaign changed: groups, effects with intervals, and whether they may be believed. */

/** A group that is left alone, of one campaign or of all. */
export const holdoutArm = 'holdout';

/** `PUT /v1/experiments/global-holdout`: who gets no campaign at all, as a share of all customers. */
export const globalHoldoutChange = z.strictObject({ share: z.number().min(0).max(0.5) });
export type GlobalHoldoutChange = z.infer<typeof globalHoldoutChange>;

/** Answer of both routes of the global holdout. */
export interface GlobalHoldoutInForce {
  share: number;
}

const share = z.number().min(0).max(1);
const count = z.int().min(0);

/** A difference to the control group. The interval is of 95 %, for one look at the end of the experiment. */
const effect = z.strictObject({
  value: z.number(),
  /** null: not known, because there are too few people. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  p: share,
  /** p after correction for several arms (Holm). */
  correctedP: share,
  /** As a share of the control group's figure; absent where that is too uncertain. */
  relative: z.strictObject({ value: z.number(), low: z.number(), high: z.number() }).optional(),
  /** The interval and p that hold whenever and as often as one looks. */
  anytime: z.strictObject({ low: z.number().nullable(), high: z.number().nullable(), p: share }),
});
export type ReportedEffect = z.infer<typeof effect>;

const interval = z.strictObject({
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});

const guardrailName = z.enum(['handOffs', 'complaints', 'unsubscribes']);
export type GuardrailName = z.infer<typeof guardrailName>;

const group = z.strictObject({
  /** Id of the arm, or `holdout`. */
  id: z.string(),
  /** Share of the assigned that it should have. */
  share,
  customers: count,
  triggered: count,
  exposed: count,
  offered: count,
  seen: count,
  claimed: count,
  redeemed: count,
  converted: count,
  revenueMinor: z.number(),
  costMinor: z.number(),
  handOffs: count,
  complaints: count,
  unsubscribes: count,
});
export type ReportedGroup = z.infer<typeof group>;

const comparison = z.strictObject({
  arm: z.string(),
  against: z.string(),
  /** Difference of the shares that bought. */
  conversion: effect,
  /** Difference of the money per customer, minor units, adjusted for what was spent before. */
  revenue: effect,
  /** How much of revenue's variance that adjustment took away. */
  varianceGone: share,
  /** The same over everybody in the arm. */
  incrementalOrders: interval,
  incrementalRevenueMinor: interval,
  /** Effect on those that were reached, if those that were not did nothing else because of it; absent when too few were. */
  conversionOfReached: interval.optional(),
  /** Smallest difference of shares that this many people show with 80 % certainty. */
  detectableConversion: z.number().nullable(),
  guardrails: z.array(
    z.strictObject({
      name: guardrailName,
      state: z.enum(['safe', 'unclear', 'broken']),
      value: z.number(),
      margin: z.number(),
    }),
  ),
});
export type ReportedComparison = z.infer<typeof comparison>;

/** `GET /v1/experiments/:campaignId/report`. Money in minor units of the shop's currency. */
export const experimentReport = z.strictObject({
  campaignId: z.uuid(),
  name: z.string(),
  state: z.string(),
  at: z.iso.datetime(),
  control: z.string(),
  attributionHours: z.int(),
  /** Customers whose time to buy is not over yet. */
  stillOpen: count,
  groups: z.array(group),
  sampleRatio: z.strictObject({ p: share, broken: z.boolean() }),
  comparisons: z.array(comparison),
  /** Sentences for whoever reads the report; the gravest first. */
  warnings: z.array(z.string()),
  /** What each figure means, one sentence each, for hovering. */
  definitions: z.record(z.string(), z.string()),
});
export type ExperimentReport = z.infer<typeof experimentReport>;

const overallGroup = z.strictObject({
  /** Who campaigns may reach, and who gets none. */
  id: z.enum(['campaigns', 'global-holdout']),
  share,
  customers: count,
  /** A random sample, of whom the figures below are. */
  measured: count,
  buyers: count,
  /** Offers and messages of campaigns. */
  contacts: count,
  orders: count,
  revenueMinor: z.number(),
  costMinor: z.number(),
});
export type OverallGroup = z.infer<typeof overallGroup>;

/** Who campaigns may reach less who gets none, per person; the interval is of 95 %, for one look. */
const perPerson = interval.extend({ p: share });

/** `GET /v1/analytics/all-campaigns`: what all campaigns together changed. Money in minor units of the shop's currency. */
export const overallReport = z.discriminatedUnion('state', [
  /** Nobody is left without campaigns: there is nothing to compare with. */
  z.strictObject({ state: z.literal('off'), definitions: z.record(z.string(), z.string()) }),
  z.strictObject({
    state: z.literal('ready'),
    at: z.iso.datetime(),
    /** What was done from then on counts. */
    from: z.iso.datetime(),
    /** Of all customers, who gets no campaign. */
    share,
    groups: z.array(overallGroup).length(2),
    sampleRatio: z.strictObject({ p: share, broken: z.boolean() }),
    /** Share that bought. */
    buyers: perPerson,
    orders: perPerson,
    revenueMinor: perPerson,
    /** Discounts by coupons of campaigns. */
    costMinor: perPerson,
    /** The gravest first. */
    warnings: z.array(z.string()),
    definitions: z.record(z.string(), z.string()),
  }),
]);
export type OverallReport = z.infer<typeof overallReport>;
