import type { SlotName } from '../contract/intents.js';
import { normalize } from './normalize.js';
import { findPriceRange } from './price-range.js';

/** What the shop sells, in the words that shoppers use. Supplied from the products that the shop sends in. */
export interface SlotCatalogue {
  category: readonly string[];
  brand: readonly string[];
  colour: readonly string[];
}

export const emptyCatalogue: SlotCatalogue = { category: [], brand: [], colour: [] };

/** Eight or more letters and digits, at least seven of them digits: order numbers as shops write them. */
const orderNumber =
  /(?<![a-z0-9-])(?=[a-z0-9-]{8,40}(?![a-z0-9-]))(?=(?:[a-z-]*\d){7})[a-z0-9]+(?:-[a-z0-9]+)*/g;
const mobileNumber = /^1[3-9]\d{9}$/;
const plainDate = /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;
const spacedDate = /^(?:19|20)\d{2}-\d{1,2}-\d{1,2}$/;
const otherNumber =
  /(?:电话|手机|手机号|运单号|快递单号|物流单号|税号|身份证|身份证号|卡号|识别号)(?:码)?(?:是|为|:)?\s*$/;

/**
 * Reads the details that a text names.
 *
 * @param normalized Text as `normalize` gives it.
 * @param catalogue Known categories, brands and colours; the longest one in the text wins.
 * @returns One value per slot that was found. Order numbers in upper case, as shops print them; `priceRange` in the
 *   shopper's own words (`readPriceRange` gives the amounts).
 */
export function readSlots(normalized: string, catalogue: SlotCatalogue): Partial<Record<SlotName, string>> {
  const order = readOrderNumber(normalized);
  const price = findPriceRange(normalized);
  const category = longestIn(normalized, catalogue.category);
  const brand = longestIn(normalized, catalogue.brand);
  const colour = longestIn(normalized, catalogue.colour);
  return {
    ...(order === undefined ? {} : { orderNumber: order }),
    ...(price === undefined ? {} : { priceRange: price.said }),
    ...(category === undefined ? {} : { category }),
    ...(brand === undefined ? {} : { brand }),
    ...(colour === undefined ? {} : { colour }),
  };
}

function readOrderNumber(text: string): string | undefined {
  for (const match of text.matchAll(orderNumber)) {
    const [value] = match;
    if (mobileNumber.test(value) || plainDate.test(value) || spacedDate.test(value)) continue;
    if (otherNumber.test(text.slice(Math.max(0, match.index - 8), match.index))) continue;
    return value.toUpperCase();
  }
  return undefined;
}

/** The longest of the words that the text holds, as the catalogue writes it. */
function longestIn(text: string, words: readonly string[]): string | undefined {
  let found: string | undefined;
  for (const word of words) {
    const plain = plainForm(word);
    if (plain !== '' && plain.length > (found?.length ?? 0) && holds(text, plain)) found = word;
  }
  return found;
}

/** Words of the catalogues asked so far, so that each is normalised once and not with every message. */
const plainForms = new Map<string, string>();
const mostPlainForms = 20_000;

/** The word as a normalised text holds it: a brand may be written in Traditional characters. */
function plainForm(word: string): string {
  const known = plainForms.get(word);
  if (known !== undefined) return known;
  const plain = normalize(word);
  if (plainForms.size >= mostPlainForms) plainForms.clear();
  plainForms.set(word, plain);
  return plain;
}

/** Latin names must stand alone: "mi" is not in "mini". */
function holds(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + word.length] ?? ' ';
    const cutsLeft = /[a-z0-9]/.test(word[0] ?? '') && /[a-z0-9]/.test(before);
    const cutsRight = /[a-z0-9]/.test(word.at(-1) ?? '') && /[a-z]/.test(after);
    if (!cutsLeft && !cutsRight) return true;
  }
  return false;
}
