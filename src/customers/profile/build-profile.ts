import type { PersonalFigures } from '../../contract/profile.js';
import { dayNumberOf } from '../../platform/local-clock.js';
import { habitFigures } from './habit-figures.js';
import { type Catalogue, type CustomerHistory, occasionsOf } from './history.js';
import { purchaseFigures } from './purchase-figures.js';
import type { ShopModel } from './shop-model.js';
import { tasteFigures } from './taste-figures.js';
import { figuresOf } from './wording.js';

/** What segments ask for, as columns. */
export interface ProfileColumns {
  firstOrderAt: Date | null;
  lastOrderAt: Date | null;
  spentYearMinor: number | null;
  averageOrderMinor: number | null;
  recency: number | null;
  frequency: number | null;
  monetary: number | null;
  rfm: string | null;
  lifecycle: string | null;
  alive: number | null;
  expected30: number | null;
  expected90: number | null;
  expected180: number | null;
  valueMinor: number | null;
  churn: number | null;
  topCategory: string | null;
  topBrand: string | null;
  priceBand: string | null;
  topColour: string | null;
  daypart: string | null;
  couponSensitivity: number | null;
  replenishDueAt: Date | null;
  conversations: number | null;
  lastConversationAt: Date | null;
  lastSeenAt: Date | null;
  satisfaction: number | null;
  complaints: number | null;
}

export interface BuiltProfile extends ProfileColumns {
  customerId: string;
  asOf: Date;
  personal: boolean;
  /** Paid and kept orders: what dealing with them needs, whatever was agreed to. */
  orders: number;
  figures: PersonalFigures | null;
}

/** Columns of somebody of whom nothing personal is computed. */
export const withheldColumns: ProfileColumns = {
  firstOrderAt: null,
  lastOrderAt: null,
  spentYearMinor: null,
  averageOrderMinor: null,
  recency: null,
  frequency: null,
  monetary: null,
  rfm: null,
  lifecycle: null,
  alive: null,
  expected30: null,
  expected90: null,
  expected180: null,
  valueMinor: null,
  churn: null,
  topCategory: null,
  topBrand: null,
  priceBand: null,
  topColour: null,
  daypart: null,
  couponSensitivity: null,
  replenishDueAt: null,
  conversations: null,
  lastConversationAt: null,
  lastSeenAt: null,
  satisfaction: null,
  complaints: null,
};

/** The most that a column of whole minor units holds. */
const mostMinor = 2_000_000_000;

export interface ProfileInputs {
  model: ShopModel;
  catalogue: Catalogue;
  now: Date;
  /** Milliseconds → what the shop's clock on the wall shows. */
  local: (instant: number) => number;
}

/**
 * One customer's profile. Without consent to personalisation only the number of orders leaves the history: nothing else
 * is computed. Pure.
 */
export function buildProfile(
  history: CustomerHistory,
  consent: boolean,
  { model, catalogue, now, local }: ProfileInputs,
): BuiltProfile {
  const { customerId, orders, interactions } = history;
  const basic = { customerId, asOf: now, orders: orders.length };
  if (!consent) return { ...basic, personal: false, figures: null, ...withheldColumns };
  const figure = figuresOf(now);
  const at = now.getTime();
  const figures: PersonalFigures = {
    ...purchaseFigures(occasionsOf(orders, local), model, dayNumberOf(local(at)), figure),
    ...tasteFigures(orders, catalogue, model, at, local, figure),
    ...habitFigures(orders, interactions, at, local, figure),
  };
  const date = (instant: number | undefined) => (instant === undefined ? null : new Date(instant));
  const { rfm } = figures;
  const [due] = figures.replenishment?.value ?? [];
  return {
    ...basic,
    personal: true,
    figures,
    firstOrderAt: date(orders[0]?.at),
    lastOrderAt: date(orders.at(-1)?.at),
    spentYearMinor: money(figures.spentYear?.value),
    averageOrderMinor: money(figures.averageOrder?.value),
    recency: rfm?.value.r ?? null,
    frequency: rfm?.value.f ?? null,
    monetary: rfm?.value.m ?? null,
    rfm: rfm?.value.name ?? null,
    lifecycle: figures.lifecycle?.value ?? null,
    alive: figures.alive?.value ?? null,
    expected30: figures.expected30?.value ?? null,
    expected90: figures.expected90?.value ?? null,
    expected180: figures.expected180?.value ?? null,
    valueMinor: money(figures.value?.value),
    churn: figures.churn?.value ?? null,
    topCategory: figures.categories?.value[0]?.name ?? null,
    topBrand: figures.brands?.value[0]?.name ?? null,
    priceBand: figures.priceBands?.value[0]?.name ?? null,
    topColour: figures.colours?.value[0]?.name ?? null,
    daypart: figures.daypart?.value ?? null,
    couponSensitivity: figures.couponSensitivity?.value.share ?? null,
    replenishDueAt: due ? new Date(`${due.dueOn}T00:00:00Z`) : null,
    conversations: interactions.conversations,
    lastConversationAt: date(interactions.lastConversationAt),
    lastSeenAt: date(interactions.lastSeenAt),
    satisfaction: figures.satisfaction?.value ?? null,
    complaints: interactions.complaints,
  };
}

function money(minor: number | undefined): number | null {
  return minor === undefined ? null : Math.min(mostMinor, Math.max(-mostMinor, Math.round(minor)));
}
