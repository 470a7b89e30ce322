import type { ProductDescription } from './recommend/product-facts.js';
import { createLogBuilder, type History, type PurchaseLog } from './recommend/purchase-log.js';
import { type TrainingJob, trainInThread } from './recommend/train-in-thread.js';
import type { Recommender } from './recommend/train-recommender.js';

/** A product as recommendation sees it. */
export interface ModelProduct {
  id: string;
  externalId: string;
  title: string;
  category: string;
  brand: string;
  priceMinor: number;
  listPriceMinor?: number;
  currency: string;
  stock: number;
  attributes: Record<string, string | string[]>;
  tags: string[];
  replenishDays?: number;
  imageUrl?: string;
  url?: string;
}

/** One line of an order, as behaviour. */
export interface Purchase {
  orderId: string;
  customerId: string;
  productId: string;
  quantity: number;
  at: Date;
}

/** What all purchases together say, in memory. Rebuilt from the database; never changed in place. */
export interface ProductModel {
  products: Map<string, ModelProduct>;
  /** Products by their place in the recommender; the places of those that are no longer sold are empty. */
  byPlace: readonly (ModelProduct | undefined)[];
  placeOf: ReadonlyMap<string, number>;
  /** What words are looked for in: title, tags and attributes of every product, lower case. */
  searchText: Map<string, string>;
  /** Categories and 品类 that the shop has. */
  kinds: Set<string>;
  /** Units sold by place, newer ones counting more. */
  popularity: Float64Array;
  /** The best sellers of the whole shop. */
  bestsellers: Set<string>;
  /** The best sellers of each category. */
  categoryBestsellers: Set<string>;
  recommender: Recommender;
}

const day = 24 * 3600 * 1000;
/** A sale counts half after this many days. */
const popularityHalfLife = 30;
/** How many may be called best sellers: of the shop, and of each category. */
const bestsellersOfShop = 20;
const bestsellersOfCategory = 3;

/** Takes in purchases piece by piece, so that a shop's whole past is never held as rows. */
export function createProductModelBuilder(
  products: readonly ModelProduct[],
  train: (job: TrainingJob) => Promise<Recommender> = trainInThread,
) {
  const builder = createLogBuilder();
  // In an order of their own, so that what ties comes out the same whatever the database gives first.
  const inOrder = [...products].sort((a, b) => (a.externalId < b.externalId ? -1 : 1));
  for (const { id } of inOrder) builder.addProduct(id);
  return {
    take(purchases: readonly Purchase[]): void {
      for (const { at, ...line } of purchases) builder.add({ ...line, day: at.getTime() / day });
    },
    async build(now: Date): Promise<ProductModel> {
      const log = builder.build();
      const at = now.getTime() / day;
      return assemble(inOrder, log, at, await train({ log, descriptions: inOrder.map(describe), at }));
    },
  };
}

/** The model of purchases that are all at hand. */
export async function buildProductModel(
  products: readonly ModelProduct[],
  purchases: readonly Purchase[],
  now: Date,
): Promise<ProductModel> {
  const builder = createProductModelBuilder(products);
  builder.take(purchases);
  return builder.build(now);
}

/** A customer's purchases as the recommender reads them. @param purchases in any order */
export function historyOf(model: ProductModel, purchases: readonly Purchase[]): History {
  const known = purchases
    .filter(({ productId }) => model.placeOf.has(productId))
    .sort(
      (a, b) =>
        a.at.getTime() - b.at.getTime() || (a.orderId < b.orderId ? -1 : a.orderId > b.orderId ? 1 : 0),
    );
  const orders = new Map<string, number>();
  for (const { orderId } of known) if (!orders.has(orderId)) orders.set(orderId, orders.size);
  return {
    product: Int32Array.from(known, ({ productId }) => model.placeOf.get(productId) ?? -1),
    order: Int32Array.from(known, ({ orderId }) => orders.get(orderId) ?? -1),
    day: Float64Array.from(known, ({ at }) => at.getTime() / day),
    quantity: Float32Array.from(known, ({ quantity }) => quantity),
    unitPrice: new Float32Array(known.length).fill(Number.NaN),
  };
}

function describe({ id, title, category, brand, priceMinor, attributes }: ModelProduct): ProductDescription {
  return { id, title, category, brand, price: priceMinor, attributes };
}

function assemble(
  products: readonly ModelProduct[],
  log: PurchaseLog,
  at: number,
  recommender: Recommender,
): ProductModel {
  const known = new Map(products.map((product) => [product.id, product]));
  const popularity = new Float64Array(log.products.length);
  for (let line = 0; line < log.day.length; line++) {
    const place = log.product[line] as number;
    const age = Math.max(0, at - (log.day[line] as number));
    popularity[place] =
      (popularity[place] as number) + (log.quantity[line] as number) * 2 ** (-age / popularityHalfLife);
  }
  const sales = (id: string) => popularity[log.productAt.get(id) ?? -1] ?? 0;
  const bySales = products.filter(({ id }) => sales(id) > 0).sort((a, b) => sales(b.id) - sales(a.id));
  return {
    products: known,
    byPlace: log.products.map((id) => known.get(id)),
    placeOf: log.productAt,
    searchText: new Map(products.map((product) => [product.id, searchTextOf(product)])),
    kinds: new Set(products.flatMap(({ category, attributes }) => [category, attributes.品类 ?? []].flat())),
    popularity,
    bestsellers: new Set(bySales.slice(0, bestsellersOfShop).map(({ id }) => id)),
    categoryBestsellers: firstOfEachCategory(bySales),
    recommender,
  };
}

function firstOfEachCategory(bySales: ModelProduct[]): Set<string> {
  const taken = new Map<string, number>();
  const best = bySales.filter(({ category }) => {
    const count = (taken.get(category) ?? 0) + 1;
    taken.set(category, count);
    return count <= bestsellersOfCategory;
  });
  return new Set(best.map(({ id }) => id));
}

function searchTextOf({ title, tags, attributes }: ModelProduct): string {
  return [title, ...tags, ...Object.values(attributes).flat()].join('\n').toLowerCase();
}
