import type {
  CampaignAudience,
  CampaignDelivery,
  CampaignTrigger,
  CampaignView,
} from '../../../../src/contract/campaigns.js';
import { emptyGroup, type GroupNode, draftOf as ruleDraftOf, ruleOf } from '../segments/rule-draft.js';

type Habits = Extract<CampaignAudience, { kind: 'habits' }>['rule'];
export type HabitNumber = Exclude<keyof Habits, 'categories' | 'memberTiers'>;
export const habitNumbers: readonly HabitNumber[] = [
  'minOrders',
  'maxOrders',
  'inactiveDays',
  'registeredWithinDays',
  'replenishmentDueWithinDays',
];

/** Whom, with what was filled in for each kind, so that trying another kind loses nothing. */
export interface AudienceDraft {
  kind: CampaignAudience['kind'];
  segmentId: string | null;
  rule: GroupNode;
  habits: { categories: string[]; memberTiers: string[] } & Partial<
    Record<HabitNumber, number | null | undefined>
  >;
}

export interface DeliveryDraft {
  kind: CampaignDelivery['kind'];
  on: CampaignTrigger;
  afterMinutes: number | null;
  /** Of 100. */
  barPercent: number | null;
  dropPercent: number | null;
}

export interface ArmDraft {
  /** For drawing only. */
  key: number;
  id: string;
  weight: number | null;
  message: string;
  offer: 'none' | 'products' | 'coupon';
  /** The shop's own id. */
  couponId: string | null;
}

/** A campaign while it is filled in: shares of 100, money in minor units, moments in ISO. */
export interface CampaignDraft {
  name: string;
  goal: string;
  audience: AudienceDraft;
  delivery: DeliveryDraft;
  arms: ArmDraft[];
  holdoutPercent: number | null;
  layer?: { name: string; fromPercent: number | null; toPercent: number | null };
  startsAt: string | null;
  endsAt: string | null;
  budgetMinor: number | null;
  perCustomer: number | null;
  perDay: number | null;
  total: number | null;
  quiet?: { from: number; until: number };
  priority: number | null;
}

/** Ways of treating people, in all. */
export const mostArms = 8;

let lastKey = 0;
const usualTrigger: CampaignTrigger = 'replenishment';

/** A group more: the first letter that none has; of a chat with a coupon, the only thing that may be given there. */
export function newArm(others: readonly ArmDraft[]): ArmDraft {
  const taken = new Set(others.map(({ id }) => id));
  const id = [...'abcdefghijklmnop'].find((letter) => !taken.has(letter)) ?? `g${others.length + 1}`;
  return { key: ++lastKey, id, weight: 1, message: '', offer: 'coupon', couponId: null };
}

/** What a new campaign begins with. */
export function newCampaign(): CampaignDraft {
  return {
    name: '',
    goal: '',
    audience: {
      kind: 'segment',
      segmentId: null,
      rule: emptyGroup(),
      habits: { categories: [], memberTiers: [] },
    },
    delivery: { kind: 'chat', on: usualTrigger, afterMinutes: 30, barPercent: 70, dropPercent: 5 },
    arms: [newArm([])],
    holdoutPercent: 10,
    startsAt: null,
    endsAt: null,
    budgetMinor: null,
    perCustomer: 1,
    perDay: null,
    total: null,
    priority: 0,
  };
}

/** A stored campaign for editing. */
export function draftFrom(campaign: CampaignView): CampaignDraft {
  const { audience, delivery, layer, quiet, caps } = campaign;
  const fresh = newCampaign();
  return {
    name: campaign.name,
    goal: campaign.goal,
    audience: {
      ...fresh.audience,
      kind: audience.kind,
      ...(audience.kind === 'segment' ? { segmentId: audience.segmentId } : {}),
      ...(audience.kind === 'rule' ? { rule: ruleDraftOf(audience.rule) } : {}),
      ...(audience.kind === 'habits' ? { habits: habitDraftOf(audience.rule) } : {}),
    },
    delivery: {
      ...fresh.delivery,
      kind: delivery.kind,
      ...(delivery.kind === 'trigger'
        ? {
            on: delivery.on,
            afterMinutes: delivery.afterMinutes,
            barPercent: percent(delivery.bar),
            dropPercent: delivery.dropPercent,
          }
        : {}),
    },
    arms: campaign.arms.map(({ id, weight, message, offer }) => ({
      key: ++lastKey,
      id,
      weight,
      message,
      offer: offer.kind,
      couponId: offer.kind === 'coupon' ? offer.couponId : null,
    })),
    holdoutPercent: percent(campaign.holdoutShare),
    ...(layer === undefined
      ? {}
      : { layer: { name: layer.name, fromPercent: percent(layer.from), toPercent: percent(layer.to) } }),
    startsAt: campaign.startsAt,
    endsAt: campaign.endsAt,
    budgetMinor: campaign.budgetMinor ?? null,
    perCustomer: caps.perCustomer,
    perDay: caps.perDay ?? null,
    total: caps.total ?? null,
    ...(quiet === undefined ? {} : { quiet }),
    priority: campaign.priority,
  };
}

function habitDraftOf({ categories = [], memberTiers = [], ...numbers }: Habits): AudienceDraft['habits'] {
  return { categories, memberTiers, ...numbers };
}

/** What is sent: what is filled in. The server says what is missing. */
export function bodyOf(draft: CampaignDraft): Record<string, unknown> {
  const { layer, quiet } = draft;
  return {
    name: draft.name.trim(),
    goal: draft.goal.trim(),
    audience: audienceOf(draft.audience),
    delivery: deliveryOf(draft.delivery),
    arms: draft.arms.map(({ id, weight, message, offer, couponId }) => ({
      id,
      ...filled({ weight }),
      message: message.trim(),
      offer: offer === 'coupon' ? { kind: 'coupon', couponId: couponId ?? '' } : { kind: offer },
    })),
    ...filled({ holdoutShare: share(draft.holdoutPercent) }),
    ...(layer === undefined
      ? {}
      : {
          layer: {
            name: layer.name.trim(),
            ...filled({ from: share(layer.fromPercent), to: share(layer.toPercent) }),
          },
        }),
    ...filled({
      startsAt: draft.startsAt,
      endsAt: draft.endsAt,
      budgetMinor: draft.budgetMinor,
      priority: draft.priority,
    }),
    caps: filled({ perCustomer: draft.perCustomer, perDay: draft.perDay, total: draft.total }),
    ...(quiet === undefined ? {} : { quiet }),
  };
}

function audienceOf({ kind, segmentId, rule, habits }: AudienceDraft): Record<string, unknown> {
  if (kind === 'segment') return { kind, segmentId: segmentId ?? '' };
  if (kind === 'rule') return { kind, rule: ruleOf(rule) };
  if (kind === 'everyone') return { kind };
  const { categories, memberTiers, ...numbers } = habits;
  return {
    kind,
    rule: {
      ...(categories.length === 0 ? {} : { categories }),
      ...(memberTiers.length === 0 ? {} : { memberTiers }),
      ...filled(numbers),
    },
  };
}

function deliveryOf({ kind, on, afterMinutes, barPercent, dropPercent }: DeliveryDraft) {
  if (kind !== 'trigger') return { kind };
  return { kind, on, ...filled({ afterMinutes, bar: share(barPercent), dropPercent }) };
}

/** Whether two say the same; what is for drawing only does not count. */
export function sameDraft(one: CampaignDraft, other: CampaignDraft): boolean {
  return said(one) === said(other);
}

function said(draft: CampaignDraft): string {
  return JSON.stringify(draft, (name, value: unknown) =>
    (name === 'id' || name === 'key') && typeof value === 'number' ? undefined : value,
  );
}

/** Of the whole audience, how much each group gets, 0 to 1. */
export function armShares({ arms, holdoutPercent }: CampaignDraft): number[] {
  const whole = arms.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
  return arms.map(({ weight }) =>
    whole === 0 ? 0 : ((1 - (holdoutPercent ?? 0) / 100) * (weight ?? 0)) / whole,
  );
}

/** Without the tail that 0.07 × 100 has. */
const round = (value: number): number => Math.round(value * 1e6) / 1e6;
const percent = (of: number): number => round(of * 100);
const share = (of: number | null): number | null => (of === null ? null : round(of / 100));

/** Without what is not filled in. */
function filled<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<T>;
}
