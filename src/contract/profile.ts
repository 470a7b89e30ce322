import { z } from 'zod';

/** One thing that is known or computed of a customer, why, and when it was computed. */
export interface Figure<Value> {
  value: Value;
  /** A sentence with the facts that it rests on. */
  reason: string;
  /** ISO time. */
  asOf: string;
}

/** Where a customer's purchases lean to. */
export interface Leaning {
  name: string;
  /** 0 to 1, of what the customer buys, newer counting more, drawn towards the shop's average. */
  share: number;
  /** As a multiple of the shop's average. */
  lift: number;
}

export interface DueProduct {
  productId: string;
  title: string;
  category: string;
  everyDays: number;
  /** ISO day. */
  dueOn: string;
}

/** Computed only while the customer agrees to personalisation. Money is minor units. Absent: too little is known. */
export interface PersonalFigures {
  rfm?: Figure<{ name: string; r: number; f: number; m: number }>;
  lifecycle?: Figure<string>;
  spentYear?: Figure<number>;
  averageOrder?: Figure<number>;
  /** Usual days between two purchases. */
  usualGapDays?: Figure<number>;
  /** Chance of still being a customer, 0 to 1. */
  alive?: Figure<number>;
  /** Purchases to expect. */
  expected30?: Figure<number>;
  expected90?: Figure<number>;
  expected180?: Figure<number>;
  /** What the customer will probably spend in the next 365 days: turnover, not profit. */
  value?: Figure<number>;
  /** Chance that nothing is bought in the next 90 days, 0 to 1. */
  churn?: Figure<number>;
  categories?: Figure<Leaning[]>;
  brands?: Figure<Leaning[]>;
  priceBands?: Figure<Leaning[]>;
  colours?: Figure<Leaning[]>;
  /** Share of orders with a discount, drawn towards the shop's average. */
  couponSensitivity?: Figure<{ level: '高' | '中' | '低'; share: number }>;
  replenishment?: Figure<DueProduct[]>;
  daypart?: Figure<string>;
  weekday?: Figure<string>;
  conversations?: Figure<number>;
  /** Mean of the ratings, 1 to 5. */
  satisfaction?: Figure<number>;
  complaints?: Figure<number>;
  offers?: Figure<{ shown: number; accepted: number; dismissed: number }>;
  /** What the shop or the widget reported lately, by name of the event. */
  behaviour?: Figure<Record<string, number>>;
}

/** What dealing with somebody's orders and membership needs, whatever they agreed to. */
export interface BasicFigures {
  orders: Figure<number>;
  tier: Figure<{ id: string; name: string }>;
  points: Figure<number>;
  /** What is missing for the next tier, or for keeping this one; absent where the shop sends its own tiers. */
  nextTier?: Figure<{ id: string; name: string; missingMinor: number }>;
}

export interface SegmentOf {
  segmentId: string;
  name: string;
  /** Why the customer belongs to it, in one line. */
  reason: string;
}

/** `GET /v1/customers/:externalId/profile`, and part of the console's right pane. */
export interface ProfileView {
  customerId: string;
  /** Masked for everybody but admins. */
  name: string;
  basics: BasicFigures;
  /** Absent: see `withheld`. */
  personal?: PersonalFigures;
  /** Why there are no personal figures: not agreed to, or not computed yet. */
  withheld?: 'no-consent' | 'not-yet';
  segments: SegmentOf[];
  /** Admins only. */
  city?: string;
  province?: string;
  /** MM-DD. Admins only. */
  birthday?: string;
  registeredAt?: string;
}

const rfmScore = z.coerce.number().int().min(1).max(5).optional();
/** `GET /v1/customers`. By scores or group only those are found who agree to personalisation. */
export const customerListQuery = z.strictObject({
  /** Part of the number or the name. */
  search: z.string().trim().max(60).optional(),
  segment: z.uuid().optional(),
  tier: z.string().max(40).optional(),
  /** Named group by recency, frequency and monetary value, such as 重要价值客户. */
  rfm: z.string().trim().min(1).max(20).optional(),
  /** Scores 1 to 5 of recency, frequency and monetary value: a cell of the heat map is `r` and `f`. */
  r: rfmScore,
  f: rfmScore,
  m: rfmScore,
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type CustomerListQuery = z.infer<typeof customerListQuery>;

/** A row of `GET /v1/customers`; the personal columns are there only with consent. */
export interface CustomerRow {
  customerId: string;
  name: string;
  tier: string;
  points: number;
  orders: number;
  lastOrderAt?: string;
  rfm?: string;
  lifecycle?: string;
  valueMinor?: number;
  churn?: number;
}

/** How good probabilities were, on customers of whom it is known what became of them. */
export interface Reliability {
  customers: number;
  /** Mean squared error of the probability (Brier 1950), before and after calibration. */
  brierBefore: number;
  brierAfter: number;
  /** Mean distance of predicted and observed share over ten equal groups, before and after. */
  errorBefore: number;
  errorAfter: number;
  /** Ten groups of equal size, by calibrated probability. */
  groups: { predicted: number; observed: number; customers: number }[];
}

/** `GET /v1/profiles/model`: what the predictions rest on, and how good they were. */
export interface ProfileModelView {
  version: number;
  fittedAt: string;
  /** Customers that it was fitted on. */
  customers: number;
  bgNbd: { r: number; alpha: number; a: number; b: number };
  gammaGamma: { p: number; q: number; gamma: number };
  /** Of the churn risk, on customers that the calibration has not seen. Absent: too few to say. */
  reliability?: Reliability;
}

/** `GET /v1/profiles/status`. */
export interface ProfileStatus {
  /** Absent: never built. */
  model?: ProfileModelView;
  profiles: number;
  personal: number;
  /** A rebuild is running here. */
  running: boolean;
  lastRun?: { kind: 'full' | 'changes'; at: string; customers: number; seconds: number };
}
