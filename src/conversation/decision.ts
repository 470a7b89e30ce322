import type { Card, Money, ProductItem, QuickReply } from '../contract/cards.js';
import type { HandOffReason, PerformedAction, SlotName } from '../contract/intents.js';
import type { MessageType } from '../contract/messages.js';
import type { OrderRequestDetail } from '../contract/order-actions.js';
import type { ProductComparison } from './evidence.js';
import type { Wish } from './wish.js';

/** Anything that a shopper can be asked for: slots of intents and details of requests. */
export type Detail = SlotName | OrderRequestDetail;
export type Details = Partial<Record<Detail, string>>;

/** What an action can be missing before it may run: a detail, which order or request, a login, consent, a yes. */
export type MissingFact =
  | Detail
  | 'login'
  | 'consent'
  | 'order'
  | 'request'
  | 'confirmation'
  /** Erasing everything is asked for twice. */
  | 'erasure-wish'
  | 'erasure-sure';

/** Something that takes more than one turn, with what was collected for it so far. */
export interface Flow {
  intentId: string;
  action: PerformedAction | 'hand-off';
  orderId?: string;
  /** The request to take back. */
  requestId?: string;
  details?: Details;
  /** What the shopper could or would not tell: not asked again. */
  skipped?: Detail[];
  /** Questions asked in this flow so far: bounds it. */
  asked?: number;
}

/** What will happen after a yes: restated to the shopper, and named by an id that was made in advance. */
export interface Confirming {
  id: string;
  summary: string;
  /** What the shopper was told to get back. */
  amount?: Money;
}

/** A flow that waits for the shopper to answer a question of the bot. */
export interface Pending extends Flow {
  missing: MissingFact;
  /** Set while `missing` is `confirmation`. */
  confirming?: Confirming;
  /** The orders or requests that were offered, in their order: "第二个" picks from these. */
  offered?: string[];
  /** The question as it was put, to put it again after an interruption. */
  question?: { text: string; quickReplies?: QuickReply[] };
  /** How often in a row this very question was put without getting an answer. */
  tries?: number;
  /** The question was put again after something else had been answered in between. */
  interrupted?: boolean;
  /** When it was asked. */
  at?: string;
}

/** What the conversation is about: what was answered last, and what was shown with it. */
export interface Topic {
  kind: 'entry' | 'intent';
  id: string;
  /** Title of the entry or intent. */
  title: string;
  /** The question as the shopper put it. */
  text: string;
  /** Orders shown, in their order. */
  orders?: string[];
  /** Products shown, in their order. */
  products?: ProductItem[];
  at: string;
}

/** Something told about a flow that goes no further now. */
export type FlowNews =
  | 'stopped'
  | 'not-allowed'
  | 'changed-meanwhile'
  | 'open-request'
  | 'no-orders'
  | 'no-requests'
  | 'nothing-paused'
  | 'stale-confirmation'
  | 'unavailable';

/**
 * What the bot does with a turn. A value: made by `decide`, switched over exhaustively by `compose`.
 *
 * `upset`: the shopper is annoyed; whatever is said then carries the way to a person. A message without words (emoji or
 * punctuation only) is `fill-slot` with `missing: 'question'`: what is missing is the question itself.
 */
export type Decision =
  | {
      kind: 'answer';
      from: 'entry' | 'intent';
      id: string;
      confidence: number;
      repeated: boolean;
      upset: boolean;
      why: string;
    }
  | { kind: 'answer'; from: 'flow'; news: FlowNews; flow: Flow; upset: boolean; why: string }
  | { kind: 'answer'; from: 'shown'; product: ProductItem; upset: boolean; why: string }
  | ({ kind: 'answer'; from: 'comparison'; upset: boolean; why: string } & ProductComparison)
  | { kind: 'clarify'; choices: { payload: string; title: string }[]; confidence: number; why: string }
  | { kind: 'fill-slot'; missing: 'question'; upset: boolean; why: string }
  | {
      kind: 'fill-slot';
      action: PerformedAction | 'hand-off';
      intentId: string;
      missing: MissingFact;
      /** What is collected so far. Absent: nothing. */
      flow?: Flow;
      /** Orders or requests to choose from, allowed ones first. */
      offered?: string[];
      confirming?: Confirming;
      /** The answer was not one, the answer has changed something, or the order has changed meanwhile. */
      because?: 'not-recognised' | 'changed' | 'out-of-date' | 'resumed';
      upset: boolean;
      why: string;
    }
  | {
      kind: 'perform';
      action: PerformedAction;
      intentId: string;
      /** What was collected, for actions that need it. */
      flow?: Flow;
      /** What the shopper has just confirmed. */
      confirmed?: Confirming;
      upset: boolean;
      why: string;
    }
  | {
      kind: 'hand-off';
      mode: 'now' | 'offer';
      reason: HandOffReason;
      upset: boolean;
      /** The answer that was given again and again and did not help. */
      unhelpful?: string;
      /** What was collected for the person. */
      flow?: Flow;
      why: string;
    }
  | { kind: 'stay-silent'; why: string };

/** What the bot remembers from one turn to the next. Stored with the conversation as JSON. */
export interface Dialogue {
  /** Turns in a row that ended without an answer. */
  misses: number;
  /** The entry or intent answered last, and how many times in a row: the repeat limiter reads it. */
  last?: { id: string; times: number };
  /** Choices offered in a row without one being taken. */
  clarified?: number;
  /** An action that waits for the shopper to say what is missing. */
  pending?: Pending;
  /** A flow that was left for something else: "继续" takes it up again. */
  paused?: Pending;
  topic?: Topic;
  /** What is being shopped for: kept while a question is open and while suggestions go on. */
  wish?: Wish;
  /** When consent was asked for and has not been answered since: the question is not put again at every turn. */
  consentAskedAt?: string;
  /** Products shown, so that "还有别的吗" shows others. */
  shownProducts?: string[];
}

export const freshDialogue = { misses: 0 } satisfies Dialogue;

/** How often an answer has been given in a row, if it is given now. */
export function timesInARow({ last }: Dialogue, id: string): number {
  return last?.id === id ? last.times + 1 : 1;
}

/** A bot or system message before it has an id, a sequence and a time. */
export interface MessageDraft {
  type: MessageType;
  text?: string;
  card?: Card;
  quickReplies?: QuickReply[];
  source?: { entryId: string; title: string };
}

export const handOffReply: QuickReply = { label: '转人工客服', payload: 'command:human' };
