import { z } from 'zod';
import type { OrderItem } from './cards.js';
import { type OrderRequest, orderAction, orderRequestState } from './order-actions.js';
import { type OrderRules, orderRules } from './order-rules.js';

export const orderRequestList = z.strictObject({
  /** `open`: everything that is not finished. */
  state: z.enum([...orderRequestState.options, 'open']).optional(),
  action: orderAction.optional(),
  /** The shop's number of an order, or its beginning. */
  order: z.string().trim().min(1).max(100).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export type OrderRequestList = z.infer<typeof orderRequestList>;

/** A row of the console's list; details masked. */
export interface OrderRequestRow extends OrderRequest {
  /** What it is about, without action and amount; details masked. */
  subject: string;
  customer: { id: string; name: string; tier: string };
}

export interface OrderRequestPage {
  items: OrderRequestRow[];
  nextCursor?: string;
  /** How many there are in each state, whatever the filter. */
  counts: Record<z.infer<typeof orderRequestState>, number>;
}

/** Everything that staff need to decide; details whole. */
export interface OrderRequestView {
  request: OrderRequestRow;
  order: OrderItem;
  /** Where the parcel goes, as the shop sent it. */
  shipTo: Record<string, string>;
  paidAt?: string;
  deliveredAt?: string;
  conversationId?: string;
  decidedBy?: string;
  /** The rule that allowed it, in today's words for this case; absent when it is there no more. */
  rule?: { id: string; says: string; entryId: string; entryTitle?: string };
  /** What may be decided now. */
  next: Decision[];
}

export const decision = z.enum(['approved', 'declined', 'done']);
export type Decision = z.infer<typeof decision>;

export const orderRequestDecide = z.strictObject({
  state: decision,
  /** The state that the person saw: when it is another one by now, nothing happens. */
  seen: orderRequestState.optional(),
  /** For the customer to read. */
  note: z.string().trim().max(300).optional(),
});
export type OrderRequestDecide = z.infer<typeof orderRequestDecide>;

/** Body of `POST /v1/order-rules/check`: the rules as YAML, as they stand in `order-rules/rules.yml`. */
export const orderRulesText = z.strictObject({ yaml: z.string().max(500_000) });

/** What is wrong in rules that were written as YAML. */
export interface OrderRulesProblem {
  /** Starts at 1; absent when the text as a whole is the trouble. */
  line?: number;
  path: string;
  message: string;
}

/** The rules that a text holds, or every problem in it, in order of line. */
export type OrderRulesCheck = { rules: OrderRules } | { problems: OrderRulesProblem[] };

/** The rules in force, as data and as text. `version` is 0 while there are none. */
export interface OrderRulesInForce {
  version: number;
  rules?: OrderRules;
  yaml?: string;
}

export const orderRulesHistoryQuery = z.strictObject({ cursor: z.uuid().optional() });

/** One change of the rules, from the audit. */
export interface OrderRulesChange {
  id: string;
  version: number;
  at: string;
  /** Name of who changed them; absent when that is not known any more, or nobody in particular. */
  by?: string;
  /** The rules that were in force before; absent when there were none, or they cannot be read any more. */
  before?: OrderRules;
}

export const orderRulesUpdate = z.strictObject({
  /** The version that the editor started from. */
  baseVersion: z.int().nonnegative(),
  rules: orderRules,
});
