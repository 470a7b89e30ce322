import { moneyWords as inWords } from '../contract/money.js';
import {
  type OrderAction,
  type OrderRequestDetails,
  type OrderRequestState,
  orderActionNames,
} from '../contract/order-actions.js';
import type { Placeholder } from '../contract/order-rules.js';

const approvedText: Record<OrderAction, string> = {
  'cancel-order': '已同意取消，正在原路退款',
  'change-address': '已同意，正在改地址',
  return: '已同意退货，收到寄回的商品后退款',
  exchange: '已同意换货，收到寄回的商品后寄出新的',
  refund: '已同意，正在原路退款',
  'price-protection': '已同意，差价正在原路退回',
  invoice: '已受理，正在开票',
};

const doneText: Record<OrderAction, string> = {
  'cancel-order': '已取消',
  'change-address': '地址已改好',
  return: '已退货退款',
  exchange: '已换货',
  refund: '已退款',
  'price-protection': '差价已退回',
  invoice: '发票已开好',
};

/** A request's state in the customer's words, with what happens next. */
export function stateText(action: OrderAction, state: OrderRequestState): string {
  switch (state) {
    case 'submitted':
      return '已提交，客服正在处理';
    case 'approved':
      return approvedText[action];
    case 'done':
      return doneText[action];
    case 'declined':
      return '没有通过';
    case 'withdrawn':
      return '已撤销';
  }
}

/** Fills a template. What stands in square brackets is left out whole when one of its values is not known. */
export function fillTemplate(template: string, values: Partial<Record<Placeholder, string>>): string {
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => values[name as Placeholder] ?? '');
  return fill(
    template.replace(/\[([^\]]*)\]/g, (_, inner: string) =>
      [...inner.matchAll(/\{(\w+)\}/g)].every(([, name]) => values[name as Placeholder] !== undefined)
        ? inner
        : '',
    ),
  );
}

/** "¥19.90", "¥1,299": without decimals when they are zero. */
export const moneyWords = (amountMinor: number, currency: string): string =>
  inWords({ amountMinor, currency });

const stars = (count: number) => '*'.repeat(Math.min(count, 8));

/** Keeps so many characters of the beginning and the end. */
function keepEnds(text: string, first: number, last: number): string {
  const characters = [...text];
  if (characters.length <= first + last) return stars(Math.max(3, characters.length));
  const hidden = characters.length - first - last;
  return `${characters.slice(0, first).join('')}${stars(hidden)}${last > 0 ? characters.slice(-last).join('') : ''}`;
}

/** Details as lists show them: of address, telephone, tax number and e-mail only so much that one knows them again. */
export function maskDetails(details: OrderRequestDetails): OrderRequestDetails {
  const masked = { ...details };
  if (details.address !== undefined) masked.address = keepEnds(details.address, 6, 0);
  if (details.phone !== undefined) masked.phone = keepEnds(details.phone, 3, 4);
  if (details.taxNumber !== undefined) masked.taxNumber = keepEnds(details.taxNumber, 4, 4);
  if (details.email !== undefined) {
    const [name = '', domain = ''] = details.email.split('@');
    masked.email = `${keepEnds(name, 1, 1)}@${domain}`;
  }
  if (details.invoiceTitle !== undefined && [...details.invoiceTitle].length <= 4)
    masked.invoiceTitle = keepEnds(details.invoiceTitle, 1, 0);
  return masked;
}

/** How the customer is told what became of a request. */
export function decisionWords(
  action: OrderAction,
  state: 'approved' | 'declined' | 'done',
  { orderId, product }: { orderId: string; product: string },
): string {
  const what = `订单 ${orderId} ${product}的${orderActionNames[action]}申请`;
  if (state === 'declined') return `不好意思，您${what}没有通过。`;
  return `您${what}有进展了：${stateText(action, state)}。`;
}
