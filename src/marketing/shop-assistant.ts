import type { CouponItem, ProductItem } from '../contract/cards.js';
import type { Clock } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { presentCoupon } from './coupon-presenter.js';
import type { MarketingStore } from './marketing-store.js';
import { chooseOffer } from './offer-choice.js';
import { buildProductModel, type ModelProduct, type ProductModel } from './product-model.js';
import { type SuggestRequest, suggestProducts } from './suggest.js';

const day = 24 * 3600 * 1000;
/** The shared model looks back this far. */
const modelDays = 365;
/** Prices, stock and habits may be this old. */
const modelLifetime = 5 * 60 * 1000;

export interface ShopAssistantNeeds {
  store: MarketingStore;
  clock: Clock;
  shopTimeZone: string;
}

/** Suggests products and chooses coupons for one customer. Reads only: what is shown is stored with its message. */
export function createShopAssistant({ store, clock, shopTimeZone }: ShopAssistantNeeds) {
  let current: { model: Promise<ProductModel>; builtAt: number } | undefined;

  async function build(now: Date): Promise<ProductModel> {
    const [products, purchases] = await Promise.all([
      store.products(),
      store.purchases(new Date(now.getTime() - modelDays * day)),
    ]);
    return buildProductModel(products, purchases, now);
  }

  function model(now: Date): Promise<ProductModel> {
    if (!current || now.getTime() - current.builtAt > modelLifetime) {
      const fresh = build(now);
      const older = current;
      current = { model: fresh, builtAt: now.getTime() };
      fresh.catch(() => {
        current = older;
      });
    }
    return current.model;
  }

  return {
    /** Builds the model before the first shopper asks. */
    async warmUp(): Promise<void> {
      await model(clock());
    },

    async suggest(
      request: SuggestRequest & { customerId?: string; personal: boolean },
    ): Promise<{ products: ProductItem[]; personal: boolean }> {
      const now = clock();
      const { customerId, personal } = request;
      const history =
        customerId && personal
          ? await store.purchases(new Date(now.getTime() - 2 * modelDays * day), customerId)
          : [];
      const found = suggestProducts(await model(now), history, request, now);
      return {
        products: found.map(({ product, reason }) => presentProduct(product, reason)),
        personal: history.length > 0,
      };
    },

    /** The coupon worth offering to this customer now, or none. The caller has checked consent and mood. */
    async offer({ customerId, asked }: { customerId: string; asked: boolean }) {
      const now = clock();
      const [coupons, recentOffers, spending, history, { products }] = await Promise.all([
        store.offerableCoupons(customerId, now),
        store.recentOfferCount(customerId, now),
        store.spending(customerId),
        store.purchases(new Date(now.getTime() - modelDays * day), customerId),
        model(now),
      ]);
      const chosen = chooseOffer(coupons, {
        now,
        asked,
        recentOffers,
        ...spending,
        shopHour: hourIn(shopTimeZone, now),
        categoryShares: shares(history.map(({ productId }) => products.get(productId)?.category)),
      });
      const row = coupons.find(({ id }) => id === chosen?.coupon.id)?.row;
      if (!chosen || !row) return undefined;
      const offerId = newId();
      const coupon: CouponItem = { ...presentCoupon(row), offerId, state: 'offered', reason: chosen.reason };
      return {
        offerId,
        couponRowId: chosen.coupon.id,
        propensity: 1,
        coupon,
        ...(chosen.coupon.campaignId ? { campaignId: chosen.coupon.campaignId } : {}),
      };
    },
  };
}

export type ShopAssistant = ReturnType<typeof createShopAssistant>;

function presentProduct(product: ModelProduct, reason: string): ProductItem {
  const { currency } = product;
  return {
    productId: product.externalId,
    title: product.title,
    price: { amountMinor: product.priceMinor, currency },
    inStock: product.stock > 0,
    reason,
    ...(product.imageUrl ? { imageUrl: product.imageUrl } : {}),
    ...(product.url ? { url: product.url } : {}),
    ...(product.listPriceMinor && product.listPriceMinor > product.priceMinor
      ? { listPrice: { amountMinor: product.listPriceMinor, currency } }
      : {}),
  };
}

function shares(categories: (string | undefined)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const category of categories) if (category) counts.set(category, (counts.get(category) ?? 0) + 1);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return new Map([...counts].map(([category, count]) => [category, count / total]));
}

function hourIn(timeZone: string, now: Date): number {
  return Number(
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(now),
  );
}
