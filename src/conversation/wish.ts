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

/**
 * Reads the wish of a text as a continuation of the earlier one: "500元以内的羽绒服", then "还有别的吗" or a yes to the
 * question for consent is still about down jackets; naming another category begins anew.
 */
export function wishOf(
  {
    slots,
    priceRange,
    words,
  }: Pick<Understanding, 'slots' | 'words'> & {
    priceRange?: Understanding['priceRange'] | undefined;
  },
  earlier: Wish | undefined,
): Wish {
  const kept = slots.category === undefined ? earlier : undefined;
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
