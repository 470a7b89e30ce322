import type { RecommendationLine } from '../contract/recommendation.js';
import { createLogBuilder, historyBefore, noHistory } from '../marketing/recommend/purchase-log.js';
import { evidenceText } from '../marketing/recommend/reason-text.js';
import { recommend } from '../marketing/recommend/recommend.js';
import { trainRecommender } from '../marketing/recommend/train-recommender.js';
import { invalidInput } from '../platform/errors.js';
import { checkOutput, writeJsonl } from './jsonl.js';
import { readDay } from './recommend-day.js';
import { readCustomers, readOrders, readProducts } from './recommend-files.js';

const mostWanted = 1000;

export interface RecommendCommand {
  /** CSV of order lines. */
  orders: string;
  /** CSV of products, if there is one. */
  products: string | undefined;
  /** Customers' ids, one a line. */
  customers: string;
  /** Date, or date and time; orders from then on are not looked at. */
  at: string;
  /** How many products for each customer. */
  top: string;
  novel: boolean;
  out: string;
  /** Told what was done, for people; never results. */
  log: (line: string) => void;
}

/**
 * Recommends products to every customer of a list, in its order, from what the shop's customers bought before a moment. The
 * model and the ranker are those of the chat.
 *
 * @throws AppError `invalid-input` naming file, line and field; nothing is written then.
 */
export async function runRecommend(command: RecommendCommand): Promise<void> {
  const { orders, products, customers, out, novel, log } = command;
  checkOutput(out, [orders, customers, ...(products === undefined ? [] : [products])]);
  const at = readDay(command.at);
  if (at === undefined)
    throw invalidInput([], `--at ${command.at} is not a date such as 2017-11-15 or 2017-11-15T08:30:00Z`);
  const limit = /^\d{1,4}$/.test(command.top) ? Number(command.top) : 0;
  if (limit < 1 || limit > mostWanted)
    throw invalidInput([], `--top ${command.top} is not a whole number from 1 to ${mostWanted}`);

  // The short files first, so that their mistakes are told at once.
  const wanted = await readCustomers(customers);
  const builder = createLogBuilder();
  const described = products === undefined ? [] : await readProducts(products, builder);
  const lines = await readOrders(orders, at, builder);
  const purchases = builder.build();

  const recommender = trainRecommender(purchases, described, at, { novel });
  const { facts } = recommender.model;
  const names = {
    product: (place: number) => facts.titles[place] ?? (purchases.products[place] as string),
    category: (place: number) => facts.categories[place] as string,
    brand: (place: number) => facts.brands[place] as string,
  };
  const results = wanted.map((customerId): RecommendationLine => {
    const customer = purchases.customerAt.get(customerId);
    const history = customer === undefined ? noHistory : historyBefore(purchases, customer, at);
    const found = recommend(recommender, history, at, { limit, novel });
    return {
      customerId,
      items: found.map(({ product, score, why }) => ({
        productId: purchases.products[product] as string,
        score: Math.round(score * 1e6) / 1e6,
        reason: evidenceText(why()[0], names),
      })),
    };
  });
  await writeJsonl(out, results);
  log(`${wanted.length} customers, ${lines} order lines before ${command.at}`);
}
