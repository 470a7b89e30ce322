import {
  type CampaignContent,
  type CampaignState,
  campaignArm,
  campaignAudience,
  campaignDelivery,
  campaignState,
  habitRule,
} from '../../contract/campaigns.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import { isMarketing } from './advertising.js';
import { couponsOf } from './check-campaign.js';

export type CampaignRow = Prisma.CampaignGetPayload<object>;

/** A campaign as everything that runs it reads it. */
export interface RunnableCampaign {
  id: string;
  name: string;
  state: CampaignState;
  salt: string;
  startsAt: Date;
  endsAt: Date;
  marketing: boolean;
  content: CampaignContent;
}

/** @returns undefined for a row that cannot be read: it reaches nobody */
export function campaignOf(row: CampaignRow): RunnableCampaign | undefined {
  const content = contentOf(row);
  const state = campaignState.safeParse(row.state);
  if (!content || !state.success) return undefined;
  const { id, name, startsAt, endsAt, salt } = row;
  const marketing = isMarketing(content.delivery);
  return { id, name, startsAt, endsAt, state: state.data, salt: salt === '' ? id : salt, marketing, content };
}

export function contentOf(row: CampaignRow): CampaignContent | undefined {
  const audience = readAudience(row.audience);
  const delivery = campaignDelivery.safeParse(row.delivery);
  const arms = readArms(row);
  if (!audience || !delivery.success || !arms) return undefined;
  const {
    perCustomer = 1,
    perDay,
    total,
  } = row.caps as { perCustomer?: number; perDay?: number; total?: number };
  const { quiet } = row.schedule as { quiet?: { from: number; until: number } };
  const layer = row.layer as { salt: string; from: number; to: number } | null;
  return {
    audience,
    delivery: delivery.data,
    arms,
    holdoutShare: row.holdoutShare,
    ...(layer ? { layer: { name: layer.salt, from: layer.from, to: layer.to } } : {}),
    name: row.name,
    goal: row.goal,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    ...(row.budgetMinor === null ? {} : { budgetMinor: row.budgetMinor }),
    caps: {
      perCustomer,
      ...(perDay === undefined ? {} : { perDay }),
      ...(total === undefined ? {} : { total }),
    },
    ...(quiet ? { quiet } : {}),
    priority: row.priority,
  };
}

/** Before there were kinds of audience, a row held conditions on habits alone. */
function readAudience(stored: Prisma.JsonValue) {
  const read = campaignAudience.safeParse(stored);
  if (read.success) return read.data;
  const rule = habitRule.safeParse((stored as { rule?: unknown } | null)?.rule);
  return rule.success ? { kind: 'habits' as const, rule: rule.data } : undefined;
}

function readArms(row: CampaignRow) {
  const read = campaignArm.array().safeParse(row.arms);
  if (!read.success) return undefined;
  if (read.data.length > 0) return read.data;
  const [couponId] = row.couponIds;
  const offer = couponId === undefined ? { kind: 'none' as const } : { kind: 'coupon' as const, couponId };
  return [{ id: 'offer', weight: 1, message: row.message, offer }];
}

/** The columns of a campaign's content. */
export function columnsOf(content: CampaignContent) {
  const { layer, quiet, budgetMinor, startsAt, endsAt, ...rest } = content;
  const json = (value: object) => value as unknown as Prisma.InputJsonObject;
  return {
    name: rest.name,
    goal: rest.goal,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    audience: json(rest.audience),
    delivery: json(rest.delivery),
    arms: rest.arms.map(json),
    message: rest.arms[0]?.message ?? '',
    couponIds: couponsOf(content),
    holdoutShare: rest.holdoutShare,
    caps: json(rest.caps),
    priority: rest.priority,
    schedule: json(quiet ? { quiet } : {}),
    budgetMinor: budgetMinor ?? null,
    ...(layer ? { layer: json({ salt: layer.name, from: layer.from, to: layer.to }) } : {}),
  };
}
