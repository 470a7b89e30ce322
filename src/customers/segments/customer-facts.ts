import type { ConsentPurpose } from '../../contract/http.js';
import type { ChoiceFigure, DateFigure, NumberFigure } from '../../contract/segments.js';
import { birthdaysOn, createLocalClock, dayNumberOf } from '../../platform/local-clock.js';

/** What the rules of segments look at, of one customer. What is not known is absent. */
export interface CustomerFacts {
  /** Agrees to personalisation, and the profile has been computed. */
  personal: boolean;
  numbers: Partial<Record<NumberFigure, number>>;
  /** Milliseconds. */
  dates: Partial<Record<DateFigure, number>>;
  choices: Partial<Record<ChoiceFigure, string>>;
  purchases: { productId: string; category: string; brand: string; at: number }[];
  consents: Partial<Record<ConsentPurpose, boolean>>;
  tags: string[];
  /** MM-DD */
  birthday?: string;
}

/** The moment for which a rule is asked. */
export interface Moment {
  now: number;
  /** MM-DD of today and so many days after; 29 February is kept on the 28th where there is none. */
  birthdays(withinDays: number): string[];
  /** What members call the tiers, by id. */
  tierNames: TierNames;
}

export type TierNames = ReadonlyMap<string, string>;
const noNames: TierNames = new Map();

export function momentOf(now: Date, timeZone: string, tierNames = noNames): Moment {
  const today = dayNumberOf(createLocalClock(timeZone)(now.getTime()));
  return {
    now: now.getTime(),
    tierNames,
    birthdays: (withinDays) =>
      Array.from({ length: withinDays + 1 }, (_, index) => birthdaysOn(today + index)).flat(),
  };
}
