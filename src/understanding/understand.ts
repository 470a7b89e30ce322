import type { SlotName } from '../contract/intents.js';
import type { OrderRequestDetails } from '../contract/order-actions.js';
import { type Amount, readAmounts } from './amounts.js';
import { type DateReading, readDates } from './dates.js';
import { asksForHuman } from './hand-off-words.js';
import { type Mood, readMood } from './mood.js';
import { legible, type Normalizer, type NormalizeTrace } from './normalize.js';
import { type PriceRange, readPriceRange } from './price-range.js';
import type { Segmenter } from './segmenter.js';
import { readPersonalDetails, readSlots, type SlotCatalogue } from './slots.js';
import { readConfirmation } from './yes-no.js';

/** What a text says by itself, before anything is looked up. */
export interface Understanding {
  text: string;
  normalized: string;
  /** What each step of the normaliser did; only those that changed something. */
  normalization: NormalizeTrace;
  words: string[];
  mood: Mood;
  slots: Partial<Record<SlotName, string>>;
  /** What an invoice needs, as it was written; the other details of a request are slots. */
  details: Pick<OrderRequestDetails, 'email' | 'invoiceTitle' | 'taxNumber'>;
  priceRange?: PriceRange;
  dates: DateReading[];
  amounts: Amount[];
  asksForHuman: boolean;
  /** Meaningful only after a question of the bot. */
  confirmation?: 'yes' | 'no';
}

export interface UnderstandingParts {
  segmenter: Pick<Segmenter, 'cut'>;
  normalizer: Normalizer;
  /** Asked for every text, because the shop's products change. */
  catalogue: () => SlotCatalogue;
  clock: () => Date;
  /** IANA name: the days of the dates that a text names are the shop's. */
  shopTimeZone: string;
}

/**
 * Wires the readers together.
 *
 * @returns A function of the text, the catalogue and the day: no I/O, never throws, any length (what is beyond 2,000
 *   code units is unread).
 */
export function createUnderstanding(parts: UnderstandingParts): (text: string) => Understanding {
  const { segmenter, normalizer, catalogue, clock, shopTimeZone } = parts;
  return (text) => {
    const normalization = normalizer.trace(text);
    const normalized = normalization.text;
    const readable = legible(text);
    const personal = readPersonalDetails(readable);
    // A house number is no quantity: the other readers see the text without addresses and the like.
    const impersonal = personal.rest === readable ? normalized : normalizer.normalize(personal.rest);
    const dates = readDates(impersonal, clock(), shopTimeZone);
    const priceRange = readPriceRange(impersonal);
    const confirmation = readConfirmation(normalized);
    return {
      text,
      normalized,
      normalization,
      words: segmenter.cut(normalized).filter((word) => word.trim() !== ''),
      mood: readMood(text, normalized),
      slots: {
        ...readSlots(impersonal, catalogue()),
        ...personal.slots,
        ...(dates[0] ? { date: dates[0].said } : {}),
      },
      details: personal.details,
      ...(priceRange === undefined ? {} : { priceRange }),
      dates,
      amounts: readAmounts(impersonal),
      asksForHuman: asksForHuman(normalized),
      ...(confirmation === undefined ? {} : { confirmation }),
    };
  };
}
