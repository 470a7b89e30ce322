import type { SlotName } from '../contract/intents.js';
import { asksForHuman } from './hand-off-words.js';
import { type Mood, readMood } from './mood.js';
import { normalize } from './normalize.js';
import { type PriceRange, readPriceRange } from './price-range.js';
import type { Segmenter } from './segmenter.js';
import { readSlots, type SlotCatalogue } from './slots.js';
import { readConfirmation } from './yes-no.js';

/** What a text says by itself, before anything is looked up. */
export interface Understanding {
  text: string;
  normalized: string;
  words: string[];
  mood: Mood;
  slots: Partial<Record<SlotName, string>>;
  priceRange?: PriceRange;
  asksForHuman: boolean;
  /** Meaningful only after a question of the bot. */
  confirmation?: 'yes' | 'no';
}

/**
 * Wires the readers together.
 *
 * @param parts.catalogue Asked for every text, because the shop's products change.
 * @returns A pure function of the text: no I/O, never throws, any length (what is beyond 2,000 code units is unread).
 */
export function createUnderstanding({
  segmenter,
  catalogue,
}: {
  segmenter: Pick<Segmenter, 'cut'>;
  catalogue: SlotCatalogue | (() => SlotCatalogue);
}): (text: string) => Understanding {
  return (text) => {
    const normalized = normalize(text);
    const priceRange = readPriceRange(normalized);
    const confirmation = readConfirmation(normalized);
    return {
      text,
      normalized,
      words: segmenter.cut(normalized).filter((word) => word.trim() !== ''),
      mood: readMood(text),
      slots: readSlots(normalized, typeof catalogue === 'function' ? catalogue() : catalogue),
      ...(priceRange === undefined ? {} : { priceRange }),
      asksForHuman: asksForHuman(normalized),
      ...(confirmation === undefined ? {} : { confirmation }),
    };
  };
}
