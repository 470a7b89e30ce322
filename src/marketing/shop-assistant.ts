import type { OfferTrace } from '../contract/campaigns.js';
import type { CouponItem, ProductItem } from '../contract/cards.js';
import type { Clock } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import type { Log } from '../platform/log.js';
import type { AudienceFacts } from './audience.js';
import { type CampaignStanding, choicePolicy, chooseOffer } from './campaigns/choose-offer.js';
import type { PersonEstimate } from './campaigns/expected-uplift.js';
import { compareProducts } from './compare.js';
import { type CouponRow, presentCoupon } from './coupons/coupon-presenter.js';
import { categoryShares, runningOut } from './customer-habits.js';
import { createLiveModel } from './live-model.js';
import type { MarketingStore } from './marketing-store.js';
import { type ChosenOffer, type OfferableCoupon, type OfferContext, rankOffers } from './offer-choice.js';
import { createProductModelBuilder, type ModelProduct, type Purchase } from './product-model.js';
import type { TrainingJob } from './recommend/train-in-thread.js';
import type { Recommender } from './recommend/train-recommender.js';
import { type SuggestRequest, suggestProducts } from './suggest.js';
import { reasonText } from './suggestion-reason.js';

const day = 24 * 3600 * 1000;
/** The shared model, and what offers know of a customer, look back this far. */
const modelDays = 365;
/** What a customer has bought within this time is not suggested again. */
const historyDays = 2 * modelDays;
/** Ranked beyond the limit, in case some were just sold out or got dearer. */
const spare = 4;

export interface ShopAssistantNeeds {
  store: MarketingStore;
  clock: Clock;
  shopTimeZone: string;
  /** The customer has said no to advertising. Supplied by customers. */
  declinedMarketing: (customerId: string) => Promise<boolean>;
  /** The customer has agreed to personalisation. Supplied by customers. */
  agreed: (customerId: string) => Promise<boolean>;
  log: Log;
  /** How a customer stands to the running campaigns of the chat, by external id of the coupon each gives away. */
  standings: (
    customer: { id: string; facts: AudienceFacts },
    now: Date,
  ) => Promise<ReadonlyMap<string, readonly (CampaignStanding & { arm: string })[]>>;
  /** Unasked advertising a customer in seven days. */
  perWeek: () => Promise<number>;
  /** What a coupon would change for this customer; undefined, or not given: nothing tells people apart. */
  upliftOf?: (
    customerId: string,
    now: Date,
  ) => Promise<((coupon: OfferableCoupon) => PersonEstimate) | undefined>;
  random: () => number;
  /** Learns from the shop's past; a thread of its own unless given. */
  train?: (job: TrainingJob) => Promise<Recommender>;
}

export type ShopAssistant = ReturnType<typeof createShopAssistant>;

export interface OfferRequest {
  customerId: string;
  conversationId?: string;
  asked: boolean;
  /** A category, or a kind of product, that is being shopped for. */
  wishedCategory?: string;
}

export interface OfferedInChat {
  offer?: NonNullable<ReturnType<typeof candidateOf>>;
  /** Campaigns that this customer is held out of and that would have shown something now. */
  heldOut: string[];
  trace: OfferTrace;
}

/** Suggests products and chooses coupons for one customer. Reads only: what is shown is stored with its message. */
export function createShopAssistant(needs: ShopAssistantNeeds) {
  const { store, clock, shopTimeZone, declinedMarketing, agreed, log, train } = needs;
  const model = createLiveModel({
    async build(now) {
      const products = await store.products();
      const builder = createProductModelBuilder(products, train);
      await store.eachShopPurchases(daysBefore(now, modelDays), now, builder.take);
      return builder.build(now);
    },
    version: store.productsVersion,
    clock,
    log,
  });

  /**
   * The coupons of now, and what choosing among them for this customer needs.
   * @param personal false: no purchase is looked at, and there are only coupons that are for everybody
   */
  async function offerable(customerId: string, asked: boolean, personal: boolean) {
    const now = clock();
    const [all, recentOffers, known, history, { products }] = await Promise.all([
      store.offerableCoupons(customerId, now),
      store.recentOfferCount(customerId, now),
      store.customer(customerId),
      personal ? store.purchasesOf(customerId, daysBefore(now, modelDays)) : [],
      model(),
    ]);
    const coupons = personal ? all : all.filter((coupon) => !coupon.personal);
    const customer = personal
      ? known
      : { ...known, registeredAt: null, orders: 0, lastOrderAt: null, typicalOrderMinor: 0 };
    const context: OfferContext = {
      now,
      asked,
      recentOffers,
      customer: factsOf(customer, history, products, now),
      typicalOrderMinor: customer.typicalOrderMinor,
      shopHour: hourIn(shopTimeZone, now),
      categoryShares: categoryShares(history, products),
    };
    const standings = personal
      ? await needs.standings({ id: customerId, facts: context.customer }, now)
      : new Map<string, never[]>();
    return {
      context,
      coupons: coupons.map((coupon) => {
        const own = standings.get(coupon.row.externalId) ?? [];
        const campaigns = own.filter(({ group, contactsLeft }) => group === 'arm' && contactsLeft > 0);
        return { ...coupon, standings: own, campaigns };
      }),
    };
  }

  /** The categories that a wish is about: it names one, or a kind of product within some. */
  async function topicOf(wished: string | undefined): Promise<{ topic?: Set<string> }> {
    if (wished === undefined) return {};
    const { products } = await model();
    const about = [...products.values()].filter(
      ({ category, attributes }) => category === wished || Object.values(attributes).includes(wished),
    );
    return about.length > 0 ? { topic: new Set(about.map(({ category }) => category)) } : {};
  }

  return {
    /** Builds the model before the first shopper asks. */
    async warmUp(): Promise<void> {
      await model();
    },

    /** @param request.personal false: no purchase is looked at, and everybody gets the same */
    async suggest(
      request: SuggestRequest & { customerId?: string; personal: boolean },
    ): Promise<{ products: ProductItem[]; personal: boolean }> {
      const now = clock();
      const { customerId, personal, limit } = request;
      const history =
        customerId && personal ? await store.purchasesOf(customerId, daysBefore(now, historyDays)) : [];
      const ranked = suggestProducts(await model(), history, { ...request, limit: limit + spare }, now);
      const onSale = await store.onSale(ranked.map(({ product }) => product.id));
      const products = ranked.flatMap(({ product, reason }) => {
        const current = onSale.get(product.id);
        if (!current || !isWithin(current.priceMinor, request.priceRange)) return [];
        return [presentProduct({ ...product, ...current }, reasonText(reason))];
      });
      return { products: products.slice(0, limit), personal: history.length > 0 };
    },

    /**
     * The coupon worth offering to this customer now, or none, with why. The caller has checked consent to
     * personalisation and the mood, and stores what is shown, and what would have been to a customer held out.
     */
    async offer({ customerId, conversationId, asked, wishedCategory }: OfferRequest): Promise<OfferedInChat> {
      const [{ coupons, context }, history, marketingDeclined, topic, fatigueCap, uplift] = await Promise.all(
        [
          offerable(customerId, asked, true),
          store.offerHistory(customerId, conversationId, clock()),
          declinedMarketing(customerId),
          topicOf(wishedCategory),
          needs.perWeek(),
          asked ? undefined : needs.upliftOf?.(customerId, clock()),
        ],
      );
      const { chosen, heldOut, trace } = chooseOffer(
        coupons.map((coupon) => (uplift ? { ...coupon, person: uplift(coupon) } : coupon)),
        {
          ...context,
          ...history,
          ...topic,
          marketingDeclined,
          consent: true,
          upset: false,
          wantsPerson: false,
        },
        { ...choicePolicy, fatigueCap },
        needs.random,
      );
      const offer = chosen && candidateOf(coupons, chosen, chosen.propensity);
      return { ...(offer ? { offer } : {}), heldOut: heldOut.map(({ campaignId }) => campaignId), trace };
    },

    /** What audiences by habits are told by; of nobody who has not agreed to it, which the caller has checked. */
    async audienceFacts(customerId: string): Promise<AudienceFacts> {
      const now = clock();
      const [customer, history, { products }] = await Promise.all([
        store.customer(customerId),
        store.purchasesOf(customerId, daysBefore(now, modelDays)),
        model(),
      ]);
      return factsOf(customer, history, products, now);
    },

    /**
     * Every coupon that this customer may have now, the most helpful first, for an agent to choose from; without consent to
     * personalisation those that are for everybody.
     */
    async offers(customerId: string) {
      const { coupons, context } = await offerable(customerId, true, await agreed(customerId));
      return rankOffers(coupons, context).flatMap((chosen) => candidateOf(coupons, chosen, 1) ?? []);
    },

    /** What is sold and holds all of these words in its title; without words, by title. */
    async findProducts(search: string, limit: number): Promise<ProductItem[]> {
      const words = search.split(/\s+/).filter((word) => word !== '');
      return (await store.findProducts(words, limit)).map((product) => presentProduct(product));
    },

    /**
     * Two or three products side by side, as they are now: by the shop's ids, or by what they are called, the best match of each.
     * @returns undefined when fewer than two are sold
     */
    async compare(request: { productIds: string[] } | { names: string[] }) {
      const found = await Promise.all(
        'productIds' in request
          ? request.productIds.map((id) => store.product(id))
          : request.names.map(async (name) => (await store.findProducts(name.split(/\s+/), 1))[0]),
      );
      const sold = found.flatMap((product) => product ?? []);
      const products = [...new Map(sold.map((product) => [product.id, product])).values()].slice(0, 3);
      if (products.length < 2) return undefined;
      return {
        products: products.map((product) => presentProduct(product)),
        rows: compareProducts(products),
      };
    },

    /** By the shop's own id; undefined when it is not sold any more. */
    async product(externalId: string): Promise<ProductItem | undefined> {
      const product = await store.product(externalId);
      return product && presentProduct(product);
    },
  };
}

/** An offer that is not stored yet, with the card that shows it. */
function candidateOf(
  coupons: readonly (OfferableCoupon & {
    row: CouponRow;
    standings: readonly { id: string; arm: string }[];
  })[],
  {
    coupon: { id: couponRowId },
    reason,
    campaignId,
  }: Omit<ChosenOffer, 'coupon'> & { coupon: { id: string } },
  propensity: number,
) {
  const found = coupons.find(({ id }) => id === couponRowId);
  if (!found) return undefined;
  const offerId = newId();
  const coupon: CouponItem = { ...presentCoupon(found.row), offerId, state: 'offered', reason };
  const campaign = found.standings.find(({ id }) => id === campaignId);
  return {
    offerId,
    couponRowId,
    propensity,
    coupon,
    ...(campaign ? { campaignId: campaign.id, arm: campaign.arm } : {}),
  };
}

function factsOf(
  customer: Awaited<ReturnType<MarketingStore['customer']>>,
  history: Purchase[],
  products: Map<string, ModelProduct>,
  now: Date,
): AudienceFacts {
  const { tier, orders, lastOrderAt, registeredAt } = customer;
  const daysSince = (then: Date) => (now.getTime() - then.getTime()) / day;
  return {
    tier,
    orders,
    categories: new Set(categoryShares(history, products).keys()),
    runningOut: runningOut(history, products, now),
    ...(lastOrderAt ? { daysSinceOrder: daysSince(lastOrderAt) } : {}),
    ...(registeredAt ? { daysSinceRegistered: daysSince(registeredAt) } : {}),
  };
}

function presentProduct(
  product: Omit<ModelProduct, 'listPriceMinor'> & { listPriceMinor?: number | null },
  reason?: string,
): ProductItem {
  const { currency, listPriceMinor } = product;
  return {
    productId: product.externalId,
    title: product.title,
    price: { amountMinor: product.priceMinor, currency },
    inStock: product.stock > 0,
    ...(reason ? { reason } : {}),
    ...(product.imageUrl ? { imageUrl: product.imageUrl } : {}),
    ...(product.url ? { url: product.url } : {}),
    ...(listPriceMinor && listPriceMinor > product.priceMinor
      ? { listPrice: { amountMinor: listPriceMinor, currency } }
      : {}),
  };
}

function isWithin(priceMinor: number, range: SuggestRequest['priceRange']): boolean {
  return priceMinor >= (range?.minMinor ?? 0) && priceMinor <= (range?.maxMinor ?? Number.POSITIVE_INFINITY);
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * day);
}

function hourIn(timeZone: string, now: Date): number {
  return Number(
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(now),
  );
}
