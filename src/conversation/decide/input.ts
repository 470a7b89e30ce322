import type { ConversationState } from '../../contract/messages.js';
import type { Command } from '../command.js';
import type { Dialogue } from '../decision.js';
import type { Evidence, Knowledge, Person, Understanding } from '../evidence.js';
import { type ConversationPolicy, isUpset } from '../policy.js';

export interface DecideInput {
  /** Who owns the conversation. */
  state: ConversationState;
  person: Person;
  dialogue: Dialogue;
  understanding: Understanding;
  command?: Command;
  evidence: Evidence;
  knowledge: Pick<Knowledge, 'entry' | 'intent'>;
  policy: ConversationPolicy;
  /** For a request that may come of this turn: made in advance, because deciding has no effects. */
  newRequestId: string;
}

export const upsetIn = ({ understanding, policy }: Pick<DecideInput, 'understanding' | 'policy'>): boolean =>
  isUpset(understanding.mood, policy);
