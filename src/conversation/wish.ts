import type { ProductItem } from '../contract/cards.js';
import type { Understanding } from './evidence.js';

/** What somebody who shops in the chat is looking for. */
export interface Wish {
  category?: string;
  brand?: string;
  colour?: string;
  priceRange?: { minMinor?: number; maxMinor?: number };
  words: string[];
}

const mostWords = 40;
const cheaper = /便宜|平价|实惠|划算|贵了|太贵|省钱|低一?[点些]/;

/**
 * Reads the wish of a text as a continuation of the earlier one: "500元以内的羽绒服", then "还有别的吗" or a yes to the
 * question for consent is still about down jackets; naming another category begins anew. "便宜点的" without an amount
 * means less than the average of what is on the screen.
 * @param shown products on the screen
 */
export function wishOf(
  {
    slots,
    priceRange: named,
    words,
    normalized = '',
  }: Pick<Understanding, 'slots' | 'words'> & {
    priceRange?: Understanding['priceRange'] | undefined;
    normalized?: string;
  },
  earlier: Wish | undefined,
  shown: readonly ProductItem[] = [],
): Wish {
  const kept = slots.category === undefined ? earlier : undefined;
  const below = kept && cheaper.test(normalized) ? belowThose(shown) : undefined;
  const priceRange = named ?? below;
  return {
    ...kept,
    ...(slots.category ? { category: slots.category } : {}),
    ...(slots.brand ? { brand: slots.brand } : {}),
    ...(slots.colour ? { colour: slots.colour } : {}),
    ...(priceRange ? { priceRange } : {}),
    words: [...(kept?.words ?? []), ...words].slice(-mostWords),
  };
}

/** Whether the wish names anything that a product must fulfil. */
export function hasConditions({ category, brand, colour, priceRange }: Wish): boolean {
  return [category, brand, colour, priceRange].some((condition) => condition !== undefined);
}

/** @returns undefined when nothing is shown */
function belowThose(shown: readonly ProductItem[]): { maxMinor: number } | undefined {
  if (shown.length === 0) return undefined;
  const sum = shown.reduce((total, { price }) => total + price.amountMinor, 0);
  return { maxMinor: Math.max(1, Math.floor(sum / shown.length) - 1) };
}
