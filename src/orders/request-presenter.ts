import type { OrderItem } from '../contract/cards.js';
import {
  type OrderRequest,
  type OrderRequestDetails,
  orderAction,
  orderActionNames,
  orderRequestState,
} from '../contract/order-actions.js';
import type { RequestRow } from './order-facts-store.js';
import { maskDetails, moneyWords, stateText } from './wording.js';

/**
 * A request as it leaves the server, field by field.
 * @param whole details unmasked: only for staff who look at this one request
 */
export function presentRequest(row: RequestRow, orderId: string, whole = false): OrderRequest {
  const action = orderAction.parse(row.action);
  const state = orderRequestState.parse(row.state);
  const details = row.details as OrderRequestDetails;
  const amount = row.amountMinor > 0 ? { amountMinor: row.amountMinor, currency: row.currency } : undefined;
  return {
    id: row.id,
    action,
    orderId,
    state,
    stateText: stateText(action, state),
    summary: summaryOf(row, orderId),
    details: whole ? details : maskDetails(details),
    ...(amount ? { amount } : {}),
    createdAt: row.createdAt.toISOString(),
    ...(row.decidedAt ? { decidedAt: row.decidedAt.toISOString() } : {}),
    ...(row.note !== null ? { note: row.note } : {}),
  };
}

/** What it is about, without the action and the amount; details masked. Empty when the action says it all. */
export function subjectOf(row: RequestRow): string {
  const { reason, size, colour, quantity, address, invoiceTitle } = maskDetails(
    row.details as OrderRequestDetails,
  );
  return [
    row.productLabel,
    quantity !== undefined && quantity !== '1' ? `${quantity} 件` : '',
    reason ?? '',
    size === undefined ? '' : `换成 ${size}`,
    colour === undefined ? '' : `换成${colour}`,
    address === undefined ? '' : `改到 ${address}`,
    invoiceTitle === undefined ? '' : `抬头 ${invoiceTitle}`,
  ]
    .filter((part) => part !== '')
    .join('，');
}

function summaryOf(row: RequestRow, orderId: string): string {
  const subject = subjectOf(row);
  const amount = row.amountMinor > 0 ? `，退 ${moneyWords(row.amountMinor, row.currency)}` : '';
  return `${orderActionNames[orderAction.parse(row.action)]}：${subject === '' ? `订单 ${orderId}` : subject}${amount}`;
}

/** What an order card says of the requests on the order; those that the customer took back are left out. */
export function requestsOnCard(rows: readonly RequestRow[]): NonNullable<OrderItem['requests']> {
  return rows
    .filter(({ state }) => state !== 'withdrawn')
    .slice(0, 3)
    .map((row) => {
      const action = orderAction.parse(row.action);
      return {
        action: orderActionNames[action],
        stateText: stateText(action, orderRequestState.parse(row.state)),
      };
    });
}
