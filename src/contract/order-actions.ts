import { z } from 'zod';
import { money, type OrderItem } from './cards.js';

/** What a customer may ask to be done with an order of their own. */
export const orderAction = z.enum([
  'cancel-order',
  'change-address',
  'return',
  'exchange',
  'refund',
  'price-protection',
  'invoice',
]);
export type OrderAction = z.infer<typeof orderAction>;

/** What is done with an order, as it stands in a sentence. */
export const orderActionNames: Record<OrderAction, string> = {
  'cancel-order': '取消订单',
  'change-address': '改地址',
  return: '退货',
  exchange: '换货',
  refund: '退款',
  'price-protection': '价保',
  invoice: '开发票',
};

/** Details of a request, in the customer's words. Which of them are needed, a verdict says. */
export const orderRequestDetail = z.enum([
  'product',
  'reason',
  'address',
  'phone',
  'size',
  'colour',
  'quantity',
  'invoiceTitle',
  'taxNumber',
  'email',
]);
export type OrderRequestDetail = z.infer<typeof orderRequestDetail>;
export type OrderRequestDetails = Partial<Record<OrderRequestDetail, string>>;

/** Whether an action is possible on one order, judged by the shop's rules at one moment. */
export type OrderVerdict =
  | {
      allowed: true;
      /** What will happen, in the customer's words: shown before the question for a confirmation. */
      summary: string;
      /** Details still missing, in the order in which to ask, with the question and, where there are few answers, these. */
      missing: { detail: OrderRequestDetail; prompt: string; choices?: string[] }[];
      /** What the customer gets back, when it is known. */
      amount?: z.infer<typeof money>;
    }
  | {
      allowed: false;
      /** Why not, in the customer's words, and what is possible instead. */
      why: string;
      /** Knowledge entry that tells the rule. */
      entryId?: string;
      /** Another action that is possible on this order. */
      instead?: OrderAction;
    };

/** One of the customer's orders, as it stands for an action. */
export interface OrderChoice {
  order: OrderItem;
  verdict: OrderVerdict;
}

export const orderRequestState = z.enum(['submitted', 'approved', 'declined', 'done', 'withdrawn']);
export type OrderRequestState = z.infer<typeof orderRequestState>;

/** A request as customers and staff see it. */
export const orderRequest = z.object({
  id: z.string(),
  action: orderAction,
  orderId: z.string(),
  state: orderRequestState,
  /** `state` in the customer's words, with what happens next. */
  stateText: z.string(),
  /** The whole request in one line. */
  summary: z.string(),
  details: z.partialRecord(orderRequestDetail, z.string()),
  amount: money.optional(),
  createdAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().optional(),
  /** What staff said about the decision. */
  note: z.string().optional(),
});
export type OrderRequest = z.infer<typeof orderRequest>;
