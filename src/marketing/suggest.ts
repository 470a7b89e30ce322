import { personalEvidence } from './personal-evidence.js';
import type { ModelProduct, ProductModel, Purchase } from './product-model.js';
import type { SuggestionReason } from './suggestion-reason.js';

/** What the shopper asked for. All given conditions must hold; words only move products up. */
export interface SuggestRequest {
  /** A category or a 品类; where the shop has neither, a word of the title. */
  category?: string;
  brand?: string;
  colour?: string;
  priceRange?: { minMinor?: number; maxMinor?: number };
  words: string[];
  /** External ids already shown. */
  exclude: string[];
  limit: number;
}

export interface SuggestedProduct {
  product: ModelProduct;
  score: number;
  reason: SuggestionReason;
}

/** At most this many of one sub-type, so that a list offers a choice. */
const perType = 2;
/** What each kind of evidence can add at most, beside the personal one. */
const weight = { popularity: 0.5, words: 0.8 };

/**
 * Ranks products in stock that fit the request: what is due again, what goes with earlier purchases, favourite
 * categories, what was said, and what sells. With an empty history the result is the same for everybody. The reason of
 * each is the evidence for it that scored highest. Pure.
 * @param history the customer's purchases, newest first; empty without consent
 */
export function suggestProducts(
  model: ProductModel,
  history: Purchase[],
  request: SuggestRequest,
  now: Date,
): SuggestedProduct[] {
  const personal = personalEvidence(model, history, now);
  const mostSold = Math.max(1e-9, ...model.popularity.values());
  const excluded = new Set(request.exclude);
  const asksForKind = request.category !== undefined || request.brand !== undefined;
  const candidates = [...model.products.values()].filter(
    (product) =>
      product.stock > 0 &&
      !excluded.has(product.externalId) &&
      !personal.owned.has(product.id) &&
      (asksForKind || !personal.stocked.has(product.id)) &&
      fits(product, request, model.kinds),
  );
  const words = tellingWords(request, candidates, model);
  const ranked = candidates.map((product): SuggestedProduct => {
    const text = model.searchText.get(product.id) ?? '';
    const said = words.filter((word) => text.includes(word));
    const popularity = weight.popularity * ((model.popularity.get(product.id) ?? 0) / mostSold);
    const wordScore = words.length === 0 ? 0 : weight.words * (said.length / words.length);
    const own = personal.reasons.get(product.id);
    const grounds: { score: number; reason: SuggestionReason }[] = [
      ...(own ? [own] : []),
      ...(said[0] ? [{ score: wordScore, reason: { kind: 'said', word: said[0] } as const }] : []),
      ...(model.bestsellers.has(product.id)
        ? [{ score: popularity, reason: { kind: 'bestseller' } as const }]
        : []),
    ];
    grounds.sort((a, b) => b.score - a.score);
    return {
      product,
      score: popularity + wordScore + (own?.score ?? 0),
      reason: grounds[0]?.reason ?? plainReason(request),
    };
  });
  ranked.sort((a, b) => b.score - a.score || (a.product.externalId < b.product.externalId ? -1 : 1));
  const asksForOneType = request.category !== undefined && !isCategory(request.category, candidates);
  return asksForOneType ? ranked.slice(0, request.limit) : varied(ranked, request.limit);
}

function fits(
  product: ModelProduct,
  { category, brand, colour, priceRange }: SuggestRequest,
  kinds: Set<string>,
): boolean {
  if (category !== undefined) {
    const isOfKind = kinds.has(category)
      ? product.category === category || attributesOf(product, '品类').includes(category)
      : product.title.includes(category);
    if (!isOfKind) return false;
  }
  if (brand !== undefined && product.brand !== brand) return false;
  if (colour !== undefined && !attributesOf(product, '颜色').some((value) => value.includes(colour)))
    return false;
  if (priceRange?.minMinor !== undefined && product.priceMinor < priceRange.minMinor) return false;
  return priceRange?.maxMinor === undefined || product.priceMinor <= priceRange.maxMinor;
}

/**
 * Words that tell the candidates apart: not numbers (a price is no part of a name), not the conditions again, and in
 * some of them but not in all. The rarest first.
 */
function tellingWords(
  { words, category, brand, colour }: SuggestRequest,
  candidates: ModelProduct[],
  model: ProductModel,
): string[] {
  const conditions = [category, brand, colour].map((condition) => condition?.toLowerCase());
  const said = [...new Set(words.map((word) => word.toLowerCase()))].filter(
    (word) => Array.from(word).length >= 2 && !/^[\d.]+$/.test(word) && !conditions.includes(word),
  );
  return said
    .map((word) => ({
      word,
      holders: candidates.filter(({ id }) => model.searchText.get(id)?.includes(word)).length,
    }))
    .filter(({ holders }) => holders > 0 && holders < candidates.length)
    .sort((a, b) => a.holders - b.holders)
    .map(({ word }) => word);
}

function plainReason({ priceRange, category }: SuggestRequest): SuggestionReason {
  return { kind: 'fits', price: priceRange !== undefined, ...(category !== undefined ? { category } : {}) };
}

function varied(ranked: SuggestedProduct[], limit: number): SuggestedProduct[] {
  const counts = new Map<string, number>();
  const chosen: SuggestedProduct[] = [];
  for (const candidate of ranked) {
    const type = attributesOf(candidate.product, '品类')[0] ?? candidate.product.category;
    const count = counts.get(type) ?? 0;
    if (count >= perType) continue;
    counts.set(type, count + 1);
    chosen.push(candidate);
    if (chosen.length === limit) break;
  }
  return chosen;
}

function isCategory(name: string, products: ModelProduct[]): boolean {
  return products.some(({ category }) => category === name);
}

function attributesOf(product: ModelProduct, name: string): string[] {
  return [product.attributes[name] ?? []].flat();
}
