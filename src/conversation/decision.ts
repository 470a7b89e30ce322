import type { Card, QuickReply } from '../contract/cards.js';
import type { HandOffReason, PerformedAction, SlotName } from '../contract/intents.js';
import type { MessageType } from '../contract/messages.js';
import type { Wish } from './wish.js';

/** What an action can be missing before it may run: a slot of the intent, a login, or consent. */
export type MissingFact = SlotName | 'login' | 'consent';

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
  | { kind: 'clarify'; choices: { payload: string; title: string }[]; confidence: number; why: string }
  | { kind: 'fill-slot'; missing: 'question'; upset: boolean; why: string }
  | {
      kind: 'fill-slot';
      action: PerformedAction;
      intentId: string;
      missing: MissingFact;
      upset: boolean;
      why: string;
    }
  | { kind: 'perform'; action: PerformedAction; intentId: string; upset: boolean; why: string }
  | {
      kind: 'hand-off';
      mode: 'now' | 'offer';
      reason: HandOffReason;
      upset: boolean;
      /** The answer that was given again and again and did not help. */
      unhelpful?: string;
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
  pending?: { action: PerformedAction; intentId: string; missing: MissingFact };
  /** What is being shopped for: kept while a question is open and while suggestions go on. */
  wish?: Wish;
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
