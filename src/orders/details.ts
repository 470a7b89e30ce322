import type { OrderRequestDetail, OrderRequestDetails } from '../contract/order-actions.js';
import type { OrderReason } from '../contract/order-rules.js';
import type { LineFacts } from './order-facts.js';

/** Longest detail that is kept, in UTF-16 code units. */
export const maxDetailLength = 200;

/** What a request may be about: one product of the order, or all of them. */
export interface ProductOption {
  /** As it is tapped; unlike every other option of the order. */
  label: string;
  /** Position of the line; empty for all. Part of what makes a request unique. */
  key: string;
  lines: readonly LineFacts[];
}

const allProducts = '全部商品';
const longestLabel = 40;

/** Every product of an order by itself, and all together where there are several and `withAll` says so. */
export function productOptions(lines: readonly LineFacts[], withAll: boolean): ProductOption[] {
  const used = new Map<string, number>();
  const single = lines.map((line) => {
    const short = [...line.title].slice(0, longestLabel).join('');
    const times = (used.get(short) ?? 0) + 1;
    used.set(short, times);
    return {
      label: times === 1 ? short : `${short}（第${times}件）`,
      key: String(line.position),
      lines: [line],
    };
  });
  return withAll && lines.length > 1 ? [...single, { label: allProducts, key: '', lines }] : single;
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/**
 * Which product the customer means: the label as tapped, "全部", a number ("第二个"), or words that only one title has.
 * @returns undefined when that is not clear
 */
export function readProduct(
  text: string | undefined,
  options: readonly ProductOption[],
): ProductOption | undefined {
  if (options.length === 1) return options[0];
  if (text === undefined) return undefined;
  const words = plain(text);
  const tapped = options.find(({ label }) => plain(label) === words);
  if (tapped) return tapped;
  const single = options.filter(({ key }) => key !== '');
  if (/^(全部|整单|都|所有)/.test(words)) return options.find(({ key }) => key === '');
  const place = /^第?([一二两三四五六七八九十\d]{1,2})[个件样款]$/.exec(words)?.[1];
  if (place !== undefined) return single[(readNumber(place) ?? 0) - 1];
  if (words === '') return undefined;
  const named = single.filter(({ lines }) => lines.some(({ title }) => plain(title).includes(words)));
  return named.length === 1 ? named[0] : undefined;
}

/** The reason that the customer's words name: its label, or one of its words; the longest that is found wins. */
export function readReason(
  text: string | undefined,
  reasons: readonly OrderReason[],
): OrderReason | undefined {
  if (text === undefined) return undefined;
  const words = plain(text);
  const found = reasons.flatMap((reason) =>
    [reason.label, ...reason.words]
      .filter((each) => words.includes(plain(each)))
      .map((each) => ({ reason, length: each === reason.label ? 100 + each.length : each.length })),
  );
  return found.sort((a, b) => b.length - a.length)[0]?.reason;
}

const digits = '零一二三四五六七八九';

/** A whole number up to 99 in digits or Chinese: "2", "两件", "十二". */
export function readNumber(text: string): number | undefined {
  const found = /\d+|[零一二两三四五六七八九十]+/.exec(text.normalize('NFKC'))?.[0];
  if (found === undefined) return undefined;
  if (/^\d+$/.test(found)) return Number(found);
  const [tens, ones] = found.replaceAll('两', '二').split('十');
  const numberOf = (part: string | undefined, empty: number) =>
    part === undefined || part === '' ? empty : digits.indexOf(part);
  const value = ones === undefined ? numberOf(tens, -1) : numberOf(tens, 1) * 10 + numberOf(ones, 0);
  return value >= 0 ? value : undefined;
}

/** Whether a title of an invoice is that of a company, which has a tax number; schools and offices may have none. */
function isCompany(title: string): boolean {
  return /公司|集团|厂|事务所|合作社|商行|经营部|工作室|企业/.test(title);
}

/**
 * A detail as it is kept, or undefined when it is not usable and must be asked again.
 * Tax numbers: 15 to 20 letters and digits (GB 32100 has 18). Telephones: 11 digits for a mobile, else with area code.
 */
export function readDetail(detail: OrderRequestDetail, given: string | undefined): string | undefined {
  const text = given?.normalize('NFKC').trim().slice(0, maxDetailLength);
  if (!text) return undefined;
  switch (detail) {
    case 'address':
      // Somewhere a parcel can go: a few characters of Chinese at least.
      return /\p{Script=Han}.*\p{Script=Han}.*\p{Script=Han}/u.test(text) && text.length >= 6
        ? text
        : undefined;
    case 'phone':
      return /(?<!\d)(1\d{10}|0\d{2,3}-?\d{7,8})(?!\d)/.exec(text)?.[1];
    case 'email':
      return /[^\s@，,;；]+@[^\s@，,;；]+\.[A-Za-z]{2,}/.exec(text)?.[0];
    case 'taxNumber':
      return /(?<![A-Za-z\d])[A-Za-z\d]{15,20}(?![A-Za-z\d])/.exec(text)?.[0].toUpperCase();
    case 'product':
    case 'reason':
    case 'size':
    case 'colour':
    case 'quantity':
    case 'invoiceTitle':
      return text;
  }
}

/** Whether a detail that a rule asks for is needed in this case. */
export function isNeeded(detail: OrderRequestDetail, details: OrderRequestDetails, pieces: number): boolean {
  if (detail === 'quantity') return pieces > 1;
  if (detail === 'taxNumber') return isCompany(details.invoiceTitle ?? '');
  return true;
}

/** The values of a product's attribute, as one may choose among them. */
export function choicesOf(line: LineFacts, detail: 'size' | 'colour'): string[] {
  return [line.product.attributes[detail === 'size' ? '尺码' : '颜色'] ?? []].flat();
}

/** Whether there is another size or colour to change to. A shop that sends no attributes at all is not asked: there may be. */
export function hasAlternatives({ lines }: ProductOption, detail: 'size' | 'colour'): boolean {
  return lines.some(
    (line) => Object.keys(line.product.attributes).length === 0 || choicesOf(line, detail).length > 1,
  );
}
