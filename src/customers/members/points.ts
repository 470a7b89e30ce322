import type { MemberRules } from '../../contract/member-rules.js';
import { birthdaysOn, dayNumberOf, monthDayOf } from '../../platform/local-clock.js';
import { monthsLater } from './standing.js';

type PointRules = MemberRules['points'];

/** An order as points see it. Money is minor units. */
export interface PointsOrder {
  orderId: string;
  /** The shop's own number. */
  externalId: string;
  at: Date;
  totalMinor: number;
  /** Paid and neither cancelled nor refunded, less what was paid back for parts. */
  netMinor: number;
}

/** What the ledger says of one order so far. */
export interface Booked {
  earned: number;
  takenBack: number;
  expired: number;
  /** Rows, so that the next one has a key of its own. */
  rows: number;
  expiresAt?: Date;
}

export interface NewEntry {
  kind: 'opening' | 'earned' | 'taken-back' | 'expired';
  points: number;
  orderId?: string;
  reason: string;
  expiresAt?: Date;
  idempotencyKey: string;
}

/** Milliseconds → what the shop's clock on the wall shows. */
type Local = (instant: number) => number;

/** When points of an order run out: the end of that day in the shop; undefined: never. */
export function expiryOf({ expiry }: PointRules, at: Date, local: Local): Date | undefined {
  if (!expiry) return undefined;
  const wall =
    'endOfYear' in expiry
      ? Date.UTC(new Date(local(at.getTime())).getUTCFullYear() + expiry.endOfYear + 1, 0, 1)
      : (dayNumberOf(monthsLater(new Date(local(at.getTime())), expiry.months).getTime()) + 1) * 86_400_000;
  // What the clock shows runs ahead of UTC by the zone's offset.
  return new Date(wall - (local(wall) - wall));
}

/** Rounded down, with a hair more than nothing, so that 0.29 · 100 is 29. */
const wholePoints = (points: number) => Math.floor(points + 1e-6);

/** Points that an order gives: whole ones, and those multiplied, rounded down. @param birthday MM-DD */
export function pointsFor(
  rules: PointRules,
  { at, netMinor }: PointsOrder,
  tier: string,
  birthday: string | undefined,
  local: Local,
): number {
  const day = dayNumberOf(local(at.getTime()));
  const { birthday: bonus } = rules;
  const celebrates =
    bonus !== undefined &&
    birthday !== undefined &&
    (bonus.during === 'day'
      ? birthdaysOn(day).includes(birthday)
      : monthDayOf(day).slice(0, 2) === birthday.slice(0, 2));
  const times = (rules.tierMultipliers[tier] ?? 1) * (celebrates ? bonus.multiplier : 1);
  const plain = wholePoints((Math.max(0, netMinor) / 100) * rules.perYuan);
  return wholePoints(plain * times);
}

/**
 * What is to be booked for one order: earned once, a refund's share taken back, and what has run out taken off. Booking
 * the result and asking again gives nothing. Pure.
 */
export function entriesFor(
  rules: PointRules,
  order: PointsOrder,
  booked: Booked | undefined,
  { tier, birthday, now, local }: { tier: string; birthday?: string | undefined; now: Date; local: Local },
): NewEntry[] {
  const { orderId, externalId, at, totalMinor, netMinor } = order;
  if (!booked || booked.rows === 0) {
    const expiresAt = expiryOf(rules, at, local);
    const points = pointsFor(rules, order, tier, birthday, local);
    if (points <= 0 || (expiresAt && expiresAt <= now)) return [];
    return [
      {
        kind: 'earned',
        points,
        orderId,
        reason: `订单 ${externalId}`,
        ...(expiresAt ? { expiresAt } : {}),
        idempotencyKey: `earned:${orderId}`,
      },
    ];
  }
  // Run out is run out: a later refund takes nothing back, and gives nothing back.
  if (booked.expired < 0) return [];
  const left = booked.earned + booked.takenBack;
  const share = totalMinor <= 0 ? 0 : Math.min(1, Math.max(0, netMinor / totalMinor));
  const due = Math.min(left, wholePoints(booked.earned * share));
  const key = `${orderId}:${booked.rows}`;
  const entries: NewEntry[] = [];
  if (due < left)
    entries.push({
      kind: 'taken-back',
      points: due - left,
      orderId,
      reason: `订单 ${externalId} 退款`,
      idempotencyKey: `taken-back:${key}`,
    });
  if (due > 0 && booked.expiresAt && booked.expiresAt <= now)
    entries.push({
      kind: 'expired',
      points: -due,
      orderId,
      reason: `订单 ${externalId} 的积分到期`,
      idempotencyKey: `expired:${orderId}`,
    });
  return entries;
}
