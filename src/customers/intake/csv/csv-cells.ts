import { orderStatus } from '../../../contract/cards.js';
import { minorDigits } from '../../../contract/money.js';
import { shopLocalTime } from './shop-local-time.js';

export type Cell = { value: unknown } | { problem: string };
/** Reads one cell that is not empty. `currency`: of the row, a code of ISO 4217. */
export type CellReader = (text: string, place: { timeZone: string; currency: string }) => Cell;

export const text: CellReader = (cell) => ({ value: cell });
/** A number, article or telephone number; not what a spreadsheet makes of a long one, of which digits are gone. */
export const identifier: CellReader = (cell) =>
  /^\d(\.\d+)?e\+?\d+$/i.test(cell)
    ? { problem: 'was shortened by a spreadsheet: make the column text and export again' }
    : { value: cell };
/** Digits, plain or in groups of three; anything else with a comma in it is a guess between two numbers. */
const wholeNumber = /^(-?)(\d{1,10}|\d{1,3}(?:,\d{3}){1,3})$/;
/** Full-width digits and signs as what they mean, without spaces. */
const plainOf = (cell: string) => cell.normalize('NFKC').replace(/\s/g, '');
export const count: CellReader = (cell) => {
  const plain = plainOf(cell);
  return wholeNumber.test(plain)
    ? { value: Number(plain.replaceAll(',', '')) }
    : { problem: 'must be a whole number' };
};
export const time: CellReader = (cell, { timeZone }) => {
  const at = shopLocalTime(cell, timeZone);
  return at === undefined ? { problem: 'must be a time such as 2026-11-22 10:00' } : { value: at };
};
export const list: CellReader = (cell) => ({
  value: cell
    .split(/[;；,，、|]/)
    .map((part) => part.trim())
    .filter((part) => part !== ''),
});
const yes = ['是', '1', 'true', 'yes', 'y', '上架', '在售'];
const no = ['否', '0', 'false', 'no', 'n', '下架', '停售'];
export const yesOrNo: CellReader = (cell) => {
  const word = cell.toLowerCase();
  if (yes.includes(word)) return { value: true };
  return no.includes(word) ? { value: false } : { problem: 'must be yes or no' };
};

/** Signs that come with an amount, and the currencies that they can mean. */
const signs: Record<string, readonly string[]> = {
  '¥': ['CNY', 'JPY'],
  元: ['CNY', 'TWD', 'HKD'],
  $: ['USD', 'HKD', 'TWD', 'SGD', 'AUD', 'CAD', 'NZD', 'MOP'],
  '€': ['EUR'],
  '£': ['GBP'],
  '₩': ['KRW'],
};

/**
 * `¥1,299.00` as minor units, exactly: no float is involved. A comma is taken for nothing but groups of three, so that
 * `12,50` is not read as 1250, and a sign of another currency than the row's is refused.
 */
export const money: CellReader = (cell, { currency }) => {
  const written = plainOf(cell);
  const sign = /[¥元$€£₩]/.exec(written)?.[0] ?? '';
  if (sign !== '' && !signs[sign]?.includes(currency))
    return { problem: `has the sign ${sign}, but the row is in ${currency}` };
  const digits = minorDigits(currency);
  const [whole = '', behind = '', ...more] = written.replace(sign, '').split('.');
  const fraction = behind.replace(/0+$/, '');
  const fits = wholeNumber.test(whole) && /^\d*$/.test(behind) && fraction.length <= digits;
  if (!fits || more.length > 0)
    return { problem: `must be an amount with at most ${digits} digits behind the point` };
  return { value: Number(`${whole.replaceAll(',', '')}${fraction.padEnd(digits, '0')}`) };
};

const statuses: Record<string, string> = {
  待付款: 'unpaid',
  未付款: 'unpaid',
  待支付: 'unpaid',
  已付款: 'paid',
  已支付: 'paid',
  待发货: 'paid',
  已发货: 'shipped',
  待收货: 'shipped',
  运输中: 'shipped',
  已送达: 'delivered',
  已签收: 'delivered',
  已完成: 'completed',
  交易成功: 'completed',
  已收货: 'completed',
  已取消: 'cancelled',
  交易关闭: 'cancelled',
  退款中: 'refunding',
  已退款: 'refunded',
};
export const status: CellReader = (cell) => {
  const known = statuses[cell] ?? cell.toLowerCase();
  return orderStatus.safeParse(known).success
    ? { value: known }
    : { problem: `must be a status such as ${orderStatus.options.join(', ')}` };
};
const tiers: Record<string, string> = {
  普通: 'regular',
  普通会员: 'regular',
  银卡: 'silver',
  银卡会员: 'silver',
  金卡: 'gold',
  金卡会员: 'gold',
  黑金卡: 'black',
  黑金卡会员: 'black',
};
export const tier: CellReader = (cell) => ({ value: tiers[cell] ?? cell });
/** With or without the year, which is not kept. */
export const birthday: CellReader = (cell) => {
  const found = /^(?:\d{4}[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/.exec(cell);
  if (!found) return { problem: 'must be a day such as 02-29' };
  return { value: `${(found[1] ?? '').padStart(2, '0')}-${(found[2] ?? '').padStart(2, '0')}` };
};
