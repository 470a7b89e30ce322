import { z } from 'zod';
import { refuseForbidden } from './fairness.js';
import { consentPurpose } from './http.js';

/**
 * Segments: groups of customers by a rule. A rule is a tree of conditions on what the profile knows. What is not known
 * of a customer counts as not fulfilled. Rules that look at anything personal hold only customers who agreed to
 * personalisation.
 */

export const numberFigure = z.enum([
  'orders',
  'points',
  'spentYearMinor',
  'averageOrderMinor',
  'valueMinor',
  'recency',
  'frequency',
  'monetary',
  'alive',
  'churn',
  'expected30',
  'expected90',
  'expected180',
  'couponSensitivity',
  'conversations',
  'satisfaction',
  'complaints',
]);
export type NumberFigure = z.infer<typeof numberFigure>;

export const dateFigure = z.enum([
  'firstOrderAt',
  'lastOrderAt',
  'registeredAt',
  'lastConversationAt',
  'lastSeenAt',
  'replenishDueAt',
]);
export type DateFigure = z.infer<typeof dateFigure>;

export const choiceFigure = z.enum([
  'tier',
  'rfm',
  'lifecycle',
  'topCategory',
  'topBrand',
  'priceBand',
  'topColour',
  'daypart',
  'province',
  'city',
]);
export type ChoiceFigure = z.infer<typeof choiceFigure>;

const word = z.string().trim().min(1, '不能为空').max(100, '最多 100 个字');
const words = z.array(word).min(1, '至少选一项').max(200, '最多 200 项');
const days = z.int('请填整数天').min(0, '不能小于 0 天').max(3650, '最多 3650 天');

const leaves = {
  number: z.strictObject({
    kind: z.literal('number'),
    figure: numberFigure,
    op: z.enum(['at-least', 'at-most', 'equals']),
    value: z.number().min(-1e9).max(1e9),
  }),
  date: z.strictObject({
    kind: z.literal('date'),
    figure: dateFigure,
    /** In the last N days; longer ago than N days; in the next N days, counting what is overdue. */
    op: z.enum(['within-last', 'longer-ago', 'within-next']),
    days,
  }),
  choice: z.strictObject({ kind: z.literal('choice'), figure: choiceFigure, values: words }),
  bought: z.strictObject({
    kind: z.literal('bought'),
    /** `values` are ids of products as the shop has them, or names. */
    what: z.enum(['product', 'category', 'brand']),
    values: words,
    /** Absent: at any time. */
    withinDays: days.optional(),
  }),
  consent: z.strictObject({
    kind: z.literal('consent'),
    purpose: consentPurpose,
    state: z.enum(['granted', 'declined', 'never-asked']),
  }),
  /** Any conversation with the customer carries one of these tags. */
  tag: z.strictObject({ kind: z.literal('tag'), values: words }),
  birthday: z.strictObject({ kind: z.literal('birthday'), withinDays: z.int().min(0).max(183) }),
  segment: z.strictObject({ kind: z.literal('segment'), segmentId: z.uuid() }),
};

export type SegmentLeaf =
  | z.infer<typeof leaves.number>
  | z.infer<typeof leaves.date>
  | z.infer<typeof leaves.choice>
  | z.infer<typeof leaves.bought>
  | z.infer<typeof leaves.consent>
  | z.infer<typeof leaves.tag>
  | z.infer<typeof leaves.birthday>
  | z.infer<typeof leaves.segment>;

export type SegmentRule =
  | SegmentLeaf
  | { kind: 'all'; rules: SegmentRule[] }
  | { kind: 'any'; rules: SegmentRule[] }
  | { kind: 'not'; rule: SegmentRule };

export const mostDepth = 8;
export const mostConditions = 100;

const ruleTree: z.ZodType<SegmentRule> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    leaves.number,
    leaves.date,
    leaves.choice,
    leaves.bought,
    leaves.consent,
    leaves.tag,
    leaves.birthday,
    leaves.segment,
    z.strictObject({ kind: z.literal('all'), rules: z.array(ruleTree).min(1, '至少要有一个条件').max(50) }),
    z.strictObject({ kind: z.literal('any'), rules: z.array(ruleTree).min(1, '至少要有一个条件').max(50) }),
    z.strictObject({ kind: z.literal('not'), rule: ruleTree }),
  ]),
);

/** How deep a value is nested, without following further than is allowed. */
function depthOf(value: unknown, left = mostDepth + 1): number {
  if (left === 0 || typeof value !== 'object' || value === null) return 0;
  const { rules, rule } = value as { rules?: unknown; rule?: unknown };
  const inner = Array.isArray(rules) ? rules : rule === undefined ? [] : [rule];
  return 1 + Math.max(0, ...inner.slice(0, 50).map((each) => depthOf(each, left - 1)));
}

export function conditionsIn(rule: SegmentRule): number {
  if (rule.kind === 'all' || rule.kind === 'any')
    return rule.rules.reduce((sum, each) => sum + conditionsIn(each), 0);
  return rule.kind === 'not' ? conditionsIn(rule.rule) : 1;
}

/** Bounded before it is read, so that nesting by the thousand is refused and not followed. */
export const segmentRule = z
  .unknown()
  .refine((value) => depthOf(value) <= mostDepth, `条件最多嵌套 ${mostDepth} 层`)
  .pipe(ruleTree)
  .refine((rule) => conditionsIn(rule) <= mostConditions, `最多 ${mostConditions} 个条件`)
  .superRefine(refuseForbidden);

const content = {
  name: z.string().trim().min(1, '请填写名称').max(30, '名称最多 30 个字'),
  description: z.string().trim().max(200, '说明最多 200 个字').default(''),
  rule: segmentRule,
};
export const segmentCreate = z.strictObject(content);
export type SegmentCreate = z.infer<typeof segmentCreate>;
/** Refused when `version` is not the newest. */
export const segmentUpdate = z.strictObject({ ...content, version: z.int().positive() });
export type SegmentUpdate = z.infer<typeof segmentUpdate>;
export const segmentPreview = z.strictObject({ rule: segmentRule });
export const segmentMembersQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Every condition of a rule with what it was compared with. */
export interface Explanation {
  /** The condition in words: “最近下单在 30 天内”. */
  condition: string;
  met: boolean;
  /** What is true of the customer: “12 天前”. */
  fact?: string;
  parts?: Explanation[];
}

export interface SegmentView {
  segmentId: string;
  name: string;
  description: string;
  rule: SegmentRule;
  version: number;
  /** The rule in one line. */
  ruleText: string;
  size: number;
  /** When the size was counted. */
  countedAt: string;
  /** Names of the segments that refer to this one. */
  usedBy: string[];
  createdBy?: string;
  createdAt: string;
  updatedAt: string;
}

/** One customer of a segment, masked, with the reason. */
export interface SegmentMember {
  customerId: string;
  name: string;
  tier: string;
  reason: string;
}

/** `POST /v1/segments:preview`. */
export interface SegmentPreview {
  size: number;
  ruleText: string;
  sample: (SegmentMember & { explanation: Explanation })[];
}

/** `GET /v1/segment-fields`: what a rule may ask for, for the editor. */
export interface SegmentFields {
  numbers: { figure: NumberFigure; label: string; unit: 'count' | 'money' | 'score' | 'share' | 'points' }[];
  dates: { figure: DateFigure; label: string; ahead: boolean }[];
  /** `names`: what is shown for values that are ids. */
  choices: { figure: ChoiceFigure; label: string; values: string[]; names?: Record<string, string> }[];
  categories: string[];
  brands: string[];
  tags: string[];
}
