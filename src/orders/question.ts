import type { OrderAction, OrderRequestDetails } from '../contract/order-actions.js';
import type { AllowRule, OrderReason, OrderRules } from '../contract/order-rules.js';
import type { ProductOption } from './details.js';
import type { EarlierRequest, OrderFacts, RequestedPart } from './order-facts.js';
import type { TimeLeft } from './shop-days.js';

export interface Question {
  action: OrderAction;
  order: OrderFacts;
  details: OrderRequestDetails;
  /** All requests on this order, in any state. */
  earlier: readonly EarlierRequest[];
  rules: OrderRules;
  now: Date;
  /** The shop's: days end there. */
  timeZone: string;
}

/** A question about certain products, for a certain reason where the action has reasons. */
export interface Case {
  question: Question;
  option: ProductOption;
  reason?: OrderReason;
  /** How the time limit of the rule stands; absent where there is none, or the event has not been. */
  time?: TimeLeft;
}

/** What a request would be, if it were made now. */
export interface Proposal {
  rule: AllowRule;
  /** As the rule says, but for a limit that cannot be told because the shop sent no date: then a person. */
  decide: AllowRule['decide'];
  /** Line that it is about, `''` for the whole order. */
  productKey: string;
  productLabel: string;
  parts: RequestedPart[];
  /** Minor units; 0 when nothing is paid back. */
  amountMinor: number;
  /** Read, checked, and nothing that the rule did not ask for but a telephone with an address. */
  details: OrderRequestDetails;
}

/** Of these actions one names a product of the order; the others are about the order as a whole. */
export const aboutProducts: ReadonlySet<OrderAction> = new Set<OrderAction>([
  'return',
  'exchange',
  'refund',
  'price-protection',
]);
