import type { DueProduct, Leaning, PersonalFigures } from '../../contract/profile.js';
import { dayNumberOf, isoDayOf } from '../../platform/local-clock.js';
import { type Catalogue, colourOf, type HistoryOrder } from './history.js';
import type { ShopModel } from './shop-model.js';
import { type Affinity, affinities, type Chosen } from './statistics/affinity.js';
import { replenishmentOf } from './statistics/replenishment.js';
import { shrunkShare } from './statistics/shrink.js';
import { type MakeFigure, percent, rounded } from './wording.js';

/** So many leanings of a sort, and products that run out, are kept. */
const shown = 5;
/** The shop's share of discounts weighs as much as so many orders. */
const weightOfShop = 4;
/** A sensitivity this far from the shop's is high or low. */
const clearly = 1.3;
const dayMs = 86_400_000;
const mostPacks = 6;

/** What a customer likes: categories, brands, prices, colours, coupons, and what runs out when. */
export function tasteFigures(
  orders: readonly HistoryOrder[],
  catalogue: Catalogue,
  model: ShopModel,
  now: number,
  local: (instant: number) => number,
  figure: MakeFigure,
): PersonalFigures {
  if (orders.length === 0) return {};
  const chosen = { categories: [], brands: [], priceBands: [], colours: [] } as Record<
    keyof ShopModel['shares'],
    Chosen[]
  >;
  let pieces = 0;
  for (const { at, lines } of orders) {
    const daysAgo = (now - at) / dayMs;
    for (const line of lines) {
      const product = catalogue.get(line.productId);
      if (!product) continue;
      pieces += 1;
      chosen.categories.push({ name: product.category, daysAgo });
      if (product.brand) chosen.brands.push({ name: product.brand, daysAgo });
      chosen.priceBands.push({ name: product.band, daysAgo });
      const colour = colourOf(line, product);
      if (colour) chosen.colours.push({ name: colour, daysAgo });
    }
  }
  const leaning = (sort: keyof ShopModel['shares'], unit: string) => {
    const found = affinities(chosen[sort], model.shares[sort]);
    const [first] = found;
    if (!first) return {};
    const reason = `${chosen[sort].length} 样商品里${first.name}${unit}有 ${first.count} 样，是全店平均的 ${rounded(first.lift, 1)} 倍`;
    return { [sort]: figure(found.slice(0, shown).map(asLeaning), reason) };
  };
  const discounted = orders.filter(({ discountMinor }) => discountMinor > 0).length;
  const share = shrunkShare(discounted, orders.length, model.discountShare, weightOfShop);
  const ratio = share / Math.max(model.discountShare, 0.01);
  const level = ratio >= clearly ? '高' : ratio <= 1 / clearly ? '低' : '中';
  const due = dueProducts(orders, catalogue, model, now, local);
  return {
    ...(pieces > 0
      ? {
          ...leaning('categories', ''),
          ...leaning('brands', ''),
          ...leaning('priceBands', '价位'),
          ...leaning('colours', ''),
        }
      : {}),
    couponSensitivity: figure(
      { level, share: rounded(share) },
      `${orders.length} 单里 ${discounted} 单用了优惠，全店平均 ${percent(model.discountShare)}`,
    ),
    ...(due.length > 0
      ? { replenishment: figure(due, `${due[0]?.title}约 ${due[0]?.everyDays} 天用完一份，按上次购买推算`) }
      : {}),
  };
}

const asLeaning = ({ name, share, lift }: Affinity): Leaning => ({
  name,
  share: rounded(share),
  lift: rounded(lift, 2),
});

/** What runs out when, soonest first: consumables, and what is bought again and again. */
function dueProducts(
  orders: readonly HistoryOrder[],
  catalogue: Catalogue,
  model: ShopModel,
  now: number,
  local: (instant: number) => number,
): DueProduct[] {
  const bought = new Map<string, { days: number[]; lastQuantity: number }>();
  for (const { at, lines } of orders) {
    const day = dayNumberOf(local(at));
    for (const { productId, quantity } of lines) {
      const known = bought.get(productId) ?? { days: [], lastQuantity: 0 };
      const isNew = known.days.at(-1) !== day;
      if (isNew) known.days.push(day);
      known.lastQuantity = isNew ? quantity : known.lastQuantity + quantity;
      bought.set(productId, known);
    }
  }
  const today = dayNumberOf(local(now));
  return [...bought]
    .flatMap(([productId, { days, lastQuantity }]) => {
      const product = catalogue.get(productId);
      if (!product) return [];
      const packs = Math.max(1, Math.min(mostPacks, lastQuantity));
      const usual =
        product.replenishDays !== undefined
          ? product.replenishDays * packs
          : days.length >= 3
            ? model.categoryGapDays[product.category]
            : undefined;
      const found = replenishmentOf(days, today, usual);
      if (!found || (product.replenishDays === undefined && days.length < 3)) return [];
      const { everyDays, dueInDays } = found;
      const { externalId, title, category } = product;
      return [{ productId: externalId, title, category, everyDays, dueOn: isoDayOf(today + dueInDays) }];
    })
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.productId < b.productId ? -1 : 1))
    .slice(0, shown);
}
