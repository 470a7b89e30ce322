import { moneyWords } from '../contract/money.js';
import type { ModelProduct } from './product-model.js';

/** A line of a comparison: one value a product, in their order. */
export interface ComparisonRow {
  label: string;
  values: string[];
}

/** Lines of attributes at most; the card is read on a phone. */
const mostAttributes = 8;
const unknown = '—';

/**
 * Two or three products side by side, beside title and price, which the card shows anyway: list price, brand, attributes, stock,
 * and for whom each is, by what tells it apart from the others. Nothing is said that the shop has not said of the product.
 */
export function compareProducts(products: readonly ModelProduct[]): ComparisonRow[] {
  const attributes = attributeRows(products);
  const rows: ComparisonRow[] = [
    { label: '划线价', values: products.map(listPriceOf) },
    { label: '品牌', values: products.map(({ brand }) => brand || unknown) },
    ...attributes,
    { label: '库存', values: products.map(stockOf) },
  ].filter(({ values }) => values.some((value) => value !== unknown));
  const suits = products.map((_, at) => suitsWhom(products, attributes, at));
  return suits.some((value) => value !== unknown) ? [...rows, { label: '适合', values: suits }] : rows;
}

/** Attributes that all have first, then those of some; what differs before what is the same. */
function attributeRows(products: readonly ModelProduct[]): ComparisonRow[] {
  const labels = [...new Set(products.flatMap(({ attributes }) => Object.keys(attributes)))];
  const rows = labels.map((label) => ({
    label,
    values: products.map(({ attributes }) => [attributes[label] ?? []].flat().join('、') || unknown),
  }));
  const missing = ({ values }: ComparisonRow) => values.filter((value) => value === unknown).length;
  const differs = ({ values }: ComparisonRow) => (new Set(values).size > 1 ? 0 : 1);
  return rows.sort((a, b) => missing(a) - missing(b) || differs(a) - differs(b)).slice(0, mostAttributes);
}

function listPriceOf({ listPriceMinor, priceMinor, currency }: ModelProduct): string {
  if (listPriceMinor === undefined || listPriceMinor <= priceMinor) return unknown;
  return moneyWords({ amountMinor: listPriceMinor, currency });
}

function stockOf({ stock }: ModelProduct): string {
  if (stock <= 0) return '暂时缺货';
  return stock <= 5 ? `仅剩 ${stock} 件` : '有现货';
}

/** From price and from the first attribute that only this product has so. */
function suitsWhom(products: readonly ModelProduct[], rows: readonly ComparisonRow[], at: number): string {
  const prices = products.map(({ priceMinor }) => priceMinor);
  const price = prices[at] as number;
  const isCheapest = prices.every((other, n) => n === at || other > price);
  const own = rows.find(
    ({ values }) =>
      values[at] !== unknown &&
      values.every((value, n) => n === at || (value !== unknown && value !== values[at])),
  );
  const told =
    own?.label === '适用人群' ? `给${own.values[at]}` : own && `想要${own.label}${own.values[at]}的`;
  return [...(isCheapest ? ['想少花点钱的'] : []), ...(told ? [told] : [])].join('；') || unknown;
}
