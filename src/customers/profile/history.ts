import { dayNumberOf } from '../../platform/local-clock.js';

/** What profiles are computed from: one customer's orders and dealings with the shop. Money is minor units. */
export interface CustomerHistory {
  customerId: string;
  /** Paid and kept, oldest first. */
  orders: HistoryOrder[];
  interactions: Interactions;
}

export interface HistoryOrder {
  /** Milliseconds. */
  at: number;
  /** Null: paid in another currency than the shop's. It counts as a purchase, and in no sum. */
  totalMinor: number | null;
  discountMinor: number;
  lines: HistoryLine[];
}

export interface HistoryLine {
  productId: string;
  quantity: number;
  unitPriceMinor: number;
  /** As it was sold, with the variant chosen. */
  title: string;
}

/** Of the last year. */
export interface Interactions {
  conversations: number;
  lastConversationAt?: number;
  complaints: number;
  ratings: number;
  ratingMean?: number;
  offersShown: number;
  offersAccepted: number;
  offersDismissed: number;
  /** Of the last 30 days, by name. */
  events: Record<string, number>;
  lastSeenAt?: number;
}

export const noInteractions: Interactions = {
  conversations: 0,
  complaints: 0,
  ratings: 0,
  offersShown: 0,
  offersAccepted: 0,
  offersDismissed: 0,
  events: {},
};

/** A product as profiles need it. */
export interface CatalogueProduct {
  externalId: string;
  title: string;
  category: string;
  brand: string;
  colours: readonly string[];
  /** Where its price lies within its category. */
  band: PriceBand;
  replenishDays?: number;
}
export type Catalogue = ReadonlyMap<string, CatalogueProduct>;

export const priceBands = ['实惠', '适中', '高档'] as const;
export type PriceBand = (typeof priceBands)[number];

/** Prices at which a category's bands change: its thirds. */
export function bandCuts(prices: readonly number[]): [number, number] {
  const sorted = [...prices].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return [at(1 / 3), at(2 / 3)];
}

export function bandOf(price: number, [low, high]: readonly [number, number]): PriceBand {
  return price < low ? '实惠' : price < high ? '适中' : '高档';
}

/** A day on which something was bought: several orders of one day are one decision. */
export interface Occasion {
  /** Days since 1970 on the shop's calendar. */
  day: number;
  /** In the shop's currency. */
  amountMinor: number;
  /** Orders of the day in other currencies; absent: none. */
  foreign?: number;
}

/** @param local milliseconds → what the shop's clock on the wall shows */
export function occasionsOf(
  orders: readonly Pick<HistoryOrder, 'at' | 'totalMinor'>[],
  local: (instant: number) => number,
): Occasion[] {
  const found: Occasion[] = [];
  for (const { at, totalMinor } of orders) {
    const day = dayNumberOf(local(at));
    let last = found.at(-1);
    if (last?.day !== day) {
      last = { day, amountMinor: 0 };
      found.push(last);
    }
    if (totalMinor === null) last.foreign = (last.foreign ?? 0) + 1;
    else last.amountMinor += totalMinor;
  }
  return found;
}

/** What was spent on how many days, as far as it was in the shop's currency; and how many orders were not. */
export function spendingOf(occasions: readonly Occasion[]): {
  occasions: number;
  totalMinor: number;
  mean: number;
  foreign: number;
} {
  const counted = occasions.filter(({ amountMinor, foreign }) => foreign === undefined || amountMinor > 0);
  const totalMinor = counted.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    occasions: counted.length,
    totalMinor,
    mean: counted.length === 0 ? 0 : totalMinor / counted.length,
    foreign: occasions.reduce((sum, { foreign = 0 }) => sum + foreign, 0),
  };
}

const daysPerWeek = 7;

/** The counts of BG/NBD in weeks, as of a day. @param days rising, none after `today` */
export function countsAt(days: readonly number[], today: number): { x: number; tx: number; T: number } {
  const first = days[0] ?? today;
  const last = days.at(-1) ?? first;
  return {
    x: Math.max(0, days.length - 1),
    tx: (last - first) / daysPerWeek,
    T: Math.max(0, today - first) / daysPerWeek,
  };
}

export const weeks = (days: number): number => days / daysPerWeek;

/** The colour of a line: the one of the product's colours that its title names, or its only one. */
export function colourOf({ title }: HistoryLine, { colours }: CatalogueProduct): string | undefined {
  return colours.find((colour) => title.includes(colour)) ?? (colours.length === 1 ? colours[0] : undefined);
}
