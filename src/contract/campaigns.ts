import { z } from 'zod';
import { refuseForbidden } from './fairness.js';
import { segmentRule } from './segments.js';

/** Campaigns: whom, with what, when, how often, and who is left alone to compare with. */

export const campaignState = z.enum(['draft', 'scheduled', 'running', 'paused', 'ended']);
export type CampaignState = z.infer<typeof campaignState>;

/** What happens to a customer that a campaign answers to. */
export const campaignTrigger = z.enum([
  'abandoned-cart',
  'unpaid-order',
  'delivered',
  'replenishment',
  'birthday',
  'price-drop',
  'churn-risk',
]);
export type CampaignTrigger = z.infer<typeof campaignTrigger>;

/** Conditions that are looked up in orders at once, without a computed profile. All that are given must hold. */
export const habitRule = z.strictObject({
  /** Has bought in one of these. */
  categories: z.array(z.string().trim().min(1).max(100)).min(1).max(50).optional(),
  minOrders: z.int().min(0).max(10_000).optional(),
  maxOrders: z.int().min(0).max(10_000).optional(),
  inactiveDays: z.number().min(0).max(3650).optional(),
  registeredWithinDays: z.number().min(0).max(3650).optional(),
  /** Has a consumable, of the categories if given, that runs out within so many days. */
  replenishmentDueWithinDays: z.number().min(0).max(365).optional(),
  memberTiers: z.array(z.string().trim().min(1).max(50)).min(1).max(20).optional(),
});
const fairHabitRule = habitRule.superRefine(refuseForbidden);

export const campaignAudience = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everyone') }),
  z.strictObject({ kind: z.literal('segment'), segmentId: z.uuid('请选择一个分群') }),
  z.strictObject({ kind: z.literal('rule'), rule: segmentRule }),
  z.strictObject({ kind: z.literal('habits'), rule: fairHabitRule }),
]);
export type CampaignAudience = z.infer<typeof campaignAudience>;

const minutes = z.int('请填整数分钟');

export const campaignDelivery = z.discriminatedUnion('kind', [
  /** Beside an answer in the chat, when it fits. */
  z.strictObject({ kind: z.literal('chat') }),
  /** To everybody of the audience, once, from the start on. */
  z.strictObject({ kind: z.literal('once') }),
  z.strictObject({
    kind: z.literal('trigger'),
    on: campaignTrigger,
    /** Of carts and unpaid orders: how long nothing has happened. Law or decency sets the bounds. */
    afterMinutes: minutes.min(15, '至少等 15 分钟').max(60, '最多等 60 分钟').default(30),
    /** Of churn risk: from this probability on. */
    bar: z.number().min(0.3, '不能低于 0.3').max(1, '不能高于 1').default(0.7),
    /** Of price drops: by at least so much of the price, in percent. */
    dropPercent: z.number().min(1, '至少降 1%').max(90, '最多 90%').default(5),
  }),
]);
export type CampaignDelivery = z.infer<typeof campaignDelivery>;

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, '只能用小写字母、数字和短横线，最多 40 个字符')
  .refine((value) => value !== 'holdout', '“holdout”是对照组的名字，请换一个');

export const campaignArm = z.strictObject({
  id,
  /** Relative to the other arms. */
  weight: z.number('请填比重').positive('比重要大于 0').max(1000, '比重最多 1000'),
  /** With variables in braces, such as {称呼}. */
  message: z.string().trim().max(300, '消息最多 300 个字').default(''),
  offer: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('products') }),
      /** The shop's own id of the coupon. */
      z.strictObject({ kind: z.literal('coupon'), couponId: z.string().min(1, '请选择一张券').max(100) }),
    ])
    .default({ kind: 'none' }),
});
export type CampaignArm = z.infer<typeof campaignArm>;

const hour = z.int('请填整点').min(0, '0 到 23 点').max(23, '0 到 23 点');
const share = z.number().min(0).max(1);

/** What stays as it is once people have been drawn into groups. */
const design = {
  audience: campaignAudience,
  delivery: campaignDelivery.default({ kind: 'chat' }),
  arms: z.array(campaignArm).min(1, '至少要有一组').max(8, '最多 8 组'),
  /** Left alone, to compare with. */
  holdoutShare: z.number().min(0.01, '至少留 1% 的顾客做对照').max(0.5, '对照组最多一半').default(0.1),
  /** Campaigns of one layer never reach the same person: each has its part of it. */
  layer: z
    .strictObject({ name: z.string().trim().min(1, '请填写互斥层的名称').max(40), from: share, to: share })
    .optional(),
};

const running = {
  name: z.string().trim().min(1, '请填写活动名称').max(40, '名称最多 40 个字'),
  goal: z.string().trim().min(1, '请写明活动目标').max(200, '目标最多 200 个字'),
  startsAt: z.iso.datetime({ offset: true, error: '请填写开始时间' }),
  endsAt: z.iso.datetime({ offset: true, error: '请填写结束时间' }),
  /** Minor units; absent: only the coupons' own budgets. */
  budgetMinor: z.int().min(1, '预算要大于 0').max(2_000_000_000).optional(),
  caps: z
    .strictObject({
      /** Contacts a customer in the whole campaign. */
      perCustomer: z.int().min(1, '每人至少 1 次').max(100).default(1),
      perDay: z.int().min(1).max(1_000_000).optional(),
      total: z.int().min(1).max(100_000_000).optional(),
    })
    .default({ perCustomer: 1 }),
  /** Added to the shop's quiet hours of 22 to 8; never less. */
  quiet: z.strictObject({ from: hour, until: hour }).optional(),
  priority: z.int().min(-100).max(100).default(0),
};

/** `POST /v1/campaigns`: a draft. */
export const campaignCreate = z.strictObject({ ...design, ...running });
export type CampaignContent = z.output<typeof campaignCreate>;
/** `PUT /v1/campaigns/:id`. After the start `design` must be what it was. */
export const campaignUpdate = campaignCreate.extend({ baseVersion: z.int().positive() });
export const campaignMove = z.strictObject({ baseVersion: z.int().positive() });
export const campaignList = z.strictObject({
  state: campaignState.optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const campaignCopy = z.strictObject({
  name: z.string().trim().min(1, '请填写活动名称').max(40, '名称最多 40 个字'),
});
export const designFields = ['audience', 'delivery', 'arms', 'holdoutShare', 'layer'] as const;

export interface CampaignView extends CampaignContent {
  campaignId: string;
  externalId: string;
  state: CampaignState;
  version: number;
  createdAt: string;
  /** False: about an order of the customer's, so no advertising: needs no consent to it. */
  marketing: boolean;
  /** Sentences for whoever starts it: what else reaches the same people. */
  warnings: string[];
}

/** Why somebody, or a coupon for somebody, is left out. */
export const exclusion = z.enum([
  'no-consent',
  'marketing-declined',
  'upset',
  'wants-person',
  'with-person',
  'quiet-hours',
  'fatigue',
  'dismissed',
  'kind-rests',
  'shown-in-talk',
  'shown-lately',
  'already-held',
  'sold-out',
  'budget',
  'pace',
  'campaign-cap',
  'not-valid-now',
  'tier',
  'off-topic',
  'no-help',
  'buys-anyway',
  'not-in-audience',
  'holdout',
  'global-holdout',
  'out-of-layer',
]);
export type Exclusion = z.infer<typeof exclusion>;

/** Why an offer was made or not; part of the turn's trace. */
export interface OfferTrace {
  offered?: { couponId: string; campaignId?: string; propensity: number };
  /** Left out altogether. */
  excluded?: Exclusion;
  considered: {
    couponId: string;
    campaignId?: string;
    excluded?: Exclusion;
    valueMinor?: number;
    /** What an unasked offer is expected to change, and what that was told by. */
    estimate?: OfferEstimate;
  }[];
}

/** Change of the chance of an order by an offer, its upper end (95 % interval), and the chance without it. */
export interface OfferEstimate {
  uplift: number;
  upper: number;
  base: number;
  /** The model of people, with the fit in force and how many it was learnt from; the campaign's holdout; an assumption. */
  by: 'person' | 'campaign' | 'stage';
  fitId?: string;
  people?: number;
}

/** `POST /v1/campaigns/:id/dry-run`: nobody is drawn or told. */
export interface CampaignDryRun {
  /** Customers of the audience that were looked at; `complete` false: there are more. */
  audience: number;
  complete: boolean;
  /** Who would get it, by arm. */
  arms: { arm: string; size: number }[];
  holdout: number;
  excluded: { reason: Exclusion; size: number }[];
  sample: {
    customerId: string;
    name: string;
    reason: string;
    arm?: string;
    excluded?: Exclusion;
    /** Of a coupon in the chat: what it is expected to change, and what that was told by. */
    estimate?: OfferEstimate;
  }[];
  warnings: string[];
}

/** What the shop sets for all campaigns. */
export const campaignSettings = z.strictObject({
  /** Where the shop's own server is told of messages that are to go out by SMS, mail or WeChat. */
  hookUrl: z
    .url({ protocol: /^https?$/, error: '请填写完整的网址' })
    .max(500)
    .refine(
      (text) =>
        URL.canParse(text) &&
        (/^https:/.test(text) || /^(localhost|127\.0\.0\.1)$/.test(new URL(text).hostname)),
      '请用 https 开头的网址',
    )
    .optional(),
  channel: z.enum(['sms', 'email', 'wechat', 'any']).default('any'),
  /** Unasked advertising a customer, in seven days, over all campaigns. */
  perWeek: z.int().min(1).max(20).default(3),
});
export type CampaignSettings = z.output<typeof campaignSettings>;
