import { historyOf, type ModelProduct, type ProductModel, type Purchase } from './product-model.js';
import type { Evidence } from './recommend/evidence.js';
import { recommend } from './recommend/recommend.js';
import type { SuggestionReason } from './suggestion-reason.js';
import { usualStock } from './usual-stock.js';

const day = 24 * 3600 * 1000;

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
/** Products that fit and are ranked at most, the best selling first: bounds the time of an answer. */
const mostFitting = 250;
/** Where nothing was asked for, the recommender's own candidates do; so many more fill gaps that stock and exclusions leave. */
const mostUnasked = 60;
/** So many of the first are looked through for variety; without an end, every product of the shop would be ranked. */
const mostRanked = 150;
/**
 * What the talk and the shop add to the learnt score, as logarithms of chance: all words said hold; a consumable is just due;
 * the shop has given the product the tag `boost`. The last is small on purpose: it decides between two that fit about as
 * well, and cannot bring up what fits less than half as well.
 */
const added = { words: 3, due: 2.5, boost: Math.log(2) };
export const boostTag = 'boost';

/**
 * The products in stock that fit the request and that this customer is likeliest to buy, by the recommender, by what was said,
 * and by what is due again. With an empty history the result is the same for everybody. The reason of each is the evidence
 * for it that scored highest. Pure.
 * @param history the customer's purchases; empty without consent
 */
export function suggestProducts(
  model: ProductModel,
  history: readonly Purchase[],
  request: SuggestRequest,
  now: Date,
): SuggestedProduct[] {
  const stock = usualStock(model, history, now);
  const excluded = new Set(request.exclude);
  const asksForKind = request.category !== undefined || request.brand !== undefined;
  const allowed = (product: ModelProduct) =>
    product.stock > 0 &&
    !excluded.has(product.externalId) &&
    !stock.owned.has(product.id) &&
    (asksForKind || !stock.stocked.has(product.id)) &&
    fits(product, request, model.kinds);
  const fitting = [...model.products.values()].filter(allowed);
  const words = tellingWords(request, fitting, model);
  const saidOf = (product: ModelProduct) => {
    const text = model.searchText.get(product.id) ?? '';
    return words.filter((word) => text.includes(word));
  };
  const wordScore = (product: ModelProduct) =>
    words.length === 0 ? 0 : added.words * (saidOf(product).length / words.length);
  const dueScore = ({ id }: ModelProduct) => {
    const due = stock.due.get(id);
    return due ? added.due * (0.4 + 0.6 * due.nearness) : 0;
  };
  const productAt = (place: number) => model.byPlace[place];
  const isFitting = new Set(fitting);
  const wished = hasWish(request, words);
  const ranked = recommend(model.recommender, historyOf(model, history), now.getTime() / day, {
    limit: mostRanked,
    novel: false,
    also: mostLikely(fitting, model, wordScore, wished ? mostFitting : mostUnasked),
    allowed: (place) => {
      const product = productAt(place);
      return product !== undefined && isFitting.has(product);
    },
    extra: (place) => {
      const product = productAt(place);
      if (!product) return 0;
      return wordScore(product) + dueScore(product) + (product.tags.includes(boostTag) ? added.boost : 0);
    },
  }).flatMap(({ product: place, score, why }) => {
    const product = productAt(place);
    return product ? [{ product, score, why }] : [];
  });
  const asksForOneType = request.category !== undefined && !isCategory(request.category, fitting);
  const chosen = asksForOneType ? ranked.slice(0, request.limit) : varied(ranked, request.limit);
  return chosen.map(({ product, score, why }) => {
    // That it sells says less than that it is what was asked for.
    const grounds = why()
      .flatMap((one) => groundOf(one, product, model))
      .filter(({ reason }) => !wished || reason.kind !== 'sold-lately');
    const due = stock.due.get(product.id);
    if (due) grounds.push({ weight: 1 + dueScore(product), reason: { kind: 'due-again', days: due.days } });
    const [word] = saidOf(product);
    if (word) grounds.push({ weight: wordScore(product), reason: { kind: 'said', word } });
    if (model.bestsellers.has(product.id)) grounds.push({ weight: 0.3, reason: { kind: 'bestseller' } });
    grounds.sort((a, b) => b.weight - a.weight);
    return { product, score, reason: grounds[0]?.reason ?? plainReason(request) };
  });
}

function hasWish({ category, brand, colour, priceRange }: SuggestRequest, words: readonly string[]): boolean {
  return (
    words.length > 0 || [category, brand, colour, priceRange].some((condition) => condition !== undefined)
  );
}

/** Places of the products that fit, cut to the best selling of those that hold most of what was said. */
function mostLikely(
  fitting: readonly ModelProduct[],
  { placeOf, popularity }: ProductModel,
  wordScore: (product: ModelProduct) => number,
  most: number,
): number[] {
  // The best so far, best first. Of a large shop nearly all lose against the last of them at once.
  const best: Likely[] = [];
  for (const product of fitting) {
    const place = placeOf.get(product.id);
    if (place === undefined) continue;
    const one: Likely = { place, said: wordScore(product), sales: popularity[place] as number };
    let at = best.length;
    while (at > 0 && isBefore(one, best[at - 1] as Likely)) at -= 1;
    if (at === most) continue;
    best.splice(at, 0, one);
    if (best.length > most) best.pop();
  }
  return best.map(({ place }) => place);
}

interface Likely {
  place: number;
  said: number;
  sales: number;
}

function isBefore(a: Likely, b: Likely): boolean {
  return (b.said - a.said || b.sales - a.sales || a.place - b.place) < 0;
}

/** The recommender's evidence as the chat tells it. That something was bought before is told only of what is due again. */
function groundOf(
  evidence: Evidence,
  product: ModelProduct,
  model: ProductModel,
): { weight: number; reason: SuggestionReason }[] {
  const { weight } = evidence;
  switch (evidence.kind) {
    case 'bought-together': {
      const other = model.byPlace[evidence.product];
      return other ? [{ weight, reason: { kind: 'bought-together', with: other.title } }] : [];
    }
    case 'favourite-category': {
      const sellsWell = model.categoryBestsellers.has(product.id);
      return [{ weight, reason: { kind: 'favourite-category', category: product.category, sellsWell } }];
    }
    case 'bought-regularly': {
      const { everyDays, daysAgo } = evidence;
      return [{ weight: 2 + weight, reason: { kind: 'bought-regularly', everyDays, daysAgo } }];
    }
    case 'sold-lately':
      return [{ weight, reason: { kind: 'sold-lately', orders: evidence.orders } }];
    case 'bought-before':
    case 'favourite-brand':
    case 'bestseller':
      return [];
    default:
      return evidence satisfies never;
  }
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

function varied<T extends { product: ModelProduct }>(ranked: readonly T[], limit: number): T[] {
  const counts = new Map<string, number>();
  const chosen: T[] = [];
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
