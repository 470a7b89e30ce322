import type { ModelProduct, ProductModel, Purchase } from './product-model.js';

/** What the shopper asked for. All given conditions must hold; words only move products up. */
export interface SuggestRequest {
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
  reason: string;
}

const day = 24 * 3600 * 1000;
/** At most this many of one sub-type, so that a list offers a choice. */
const perType = 2;

/**
 * Ranks products in stock that fit the request: what is due again, what goes with earlier purchases, favourite
 * categories, and what sells. With an empty history the result is the same for everybody. Every reason is the evidence
 * that scored highest, and true.
 * @param history the customer's purchases, newest first; empty without consent
 */
export function suggestProducts(
  model: ProductModel,
  history: Purchase[],
  request: SuggestRequest,
  now: Date,
): SuggestedProduct[] {
  const evidence = personalEvidence(model, history, now);
  const best = Math.max(1e-9, ...model.popularity.values());
  const excluded = new Set(request.exclude);
  const boughtDurables = new Set(
    history
      .filter(({ productId }) => !model.products.get(productId)?.replenishDays)
      .map(({ productId }) => productId),
  );
  const ranked: SuggestedProduct[] = [];
  for (const product of model.products.values()) {
    if (product.stock <= 0 || excluded.has(product.externalId) || boughtDurables.has(product.id)) continue;
    if (!fits(product, request)) continue;
    const popularity = (model.popularity.get(product.id) ?? 0) / best;
    const personal = evidence.get(product.id);
    const words = wordHits(product, request.words);
    ranked.push({
      product,
      score: popularity * 0.5 + (personal?.score ?? 0) + words * 0.8,
      reason: personal?.reason ?? plainReason(popularity, request),
    });
  }
  ranked.sort((a, b) => b.score - a.score || (a.product.externalId < b.product.externalId ? -1 : 1));
  return diverse(ranked, request.limit, request.category !== undefined);
}

function fits(product: ModelProduct, { category, brand, colour, priceRange }: SuggestRequest): boolean {
  if (
    category &&
    product.category !== category &&
    attributeOf(product, '品类') !== category &&
    !product.title.includes(category)
  )
    return false;
  if (brand && product.brand !== brand) return false;
  if (colour && !attributesOf(product, '颜色').some((value) => value.includes(colour))) return false;
  if (priceRange?.minMinor !== undefined && product.priceMinor < priceRange.minMinor) return false;
  return priceRange?.maxMinor === undefined || product.priceMinor <= priceRange.maxMinor;
}

/** The strongest personal reason for every product that has one. */
function personalEvidence(model: ProductModel, history: Purchase[], now: Date) {
  const evidence = new Map<string, { score: number; reason: string }>();
  const add = (productId: string, score: number, reason: string) => {
    if (score > (evidence.get(productId)?.score ?? 0)) evidence.set(productId, { score, reason });
  };
  const lastBought = new Map<string, Date>();
  for (const { productId, at } of history) if (!lastBought.has(productId)) lastBought.set(productId, at);

  for (const [productId, at] of lastBought) {
    const product = model.products.get(productId);
    if (!product) continue;
    const age = (now.getTime() - at.getTime()) / day;
    if (product.replenishDays) {
      const due = age / product.replenishDays;
      if (due >= 0.7 && due <= 4)
        add(productId, 2 - Math.min(1, Math.abs(1.1 - due)), `${ago(age)}买过，差不多该补了`);
    }
    const freshness = 2 ** (-age / 120);
    for (const { productId: other, similarity } of model.alsoBought.get(productId) ?? []) {
      if (lastBought.has(other)) continue;
      add(other, similarity * 2.5 * (0.4 + freshness), `买过「${short(product.title)}」的顾客也常买`);
    }
  }
  for (const [category, share] of favouriteCategories(model, history)) {
    for (const product of model.products.values()) {
      if (product.category !== category || lastBought.has(product.id)) continue;
      add(product.id, share * 0.5, `您常买${category}，这款也在卖得好的里面`);
    }
  }
  return evidence;
}

function favouriteCategories(model: ProductModel, history: Purchase[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { productId } of history) {
    const category = model.products.get(productId)?.category;
    if (category) counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  // "You often buy" must be true: at least three purchases in the category.
  return [...counts].filter(([, count]) => count >= 3).map(([category, count]) => [category, count / total]);
}

function wordHits(product: ModelProduct, words: string[]): number {
  const text = [product.title, ...product.tags, ...Object.values(product.attributes).flat()]
    .join(' ')
    .toLowerCase();
  const telling = words.filter((word) => word.length >= 2);
  return telling.length === 0 ? 0 : telling.filter((word) => text.includes(word)).length / telling.length;
}

function plainReason(popularity: number, { priceRange, category }: SuggestRequest): string {
  if (popularity >= 0.3) return '最近店里卖得最好的之一';
  if (priceRange && category) return `符合您说的价位，${category}里有现货`;
  if (priceRange) return '符合您说的价位，有现货';
  return category ? `${category}里有现货` : '有现货，可以马上发';
}

function diverse(ranked: SuggestedProduct[], limit: number, oneTypeAsked: boolean): SuggestedProduct[] {
  if (oneTypeAsked) return ranked.slice(0, limit);
  const counts = new Map<string, number>();
  const chosen: SuggestedProduct[] = [];
  for (const candidate of ranked) {
    const type = attributeOf(candidate.product, '品类') ?? candidate.product.category;
    const count = counts.get(type) ?? 0;
    if (count >= perType) continue;
    counts.set(type, count + 1);
    chosen.push(candidate);
    if (chosen.length === limit) break;
  }
  return chosen;
}

const attributesOf = (product: ModelProduct, name: string): string[] =>
  [product.attributes[name] ?? []].flat();
const attributeOf = (product: ModelProduct, name: string): string | undefined =>
  attributesOf(product, name)[0];
const short = (title: string): string =>
  Array.from(title).length <= 14 ? title : `${Array.from(title).slice(0, 13).join('')}…`;

function ago(days: number): string {
  if (days < 14) return `${Math.max(1, Math.round(days))} 天前`;
  if (days < 60) return `${Math.round(days / 7)} 周前`;
  return `${Math.round(days / 30)} 个月前`;
}
