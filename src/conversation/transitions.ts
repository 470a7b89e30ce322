import type { ConversationState } from '../contract/messages.js';

/** Everything that can move a conversation from one owner to another. */
export type ConversationEvent =
  | 'shopper-wrote'
  | 'person-needed'
  | 'request-cancelled'
  | 'agent-claimed'
  | 'agent-released'
  | 'closed';

/**
 * Who owns a conversation after an event: `bot → queued → human → closed`, and back to the bot when the shopper
 * changes their mind or writes again after the end. A person can be asked for after the end, too. A pair that is not in
 * the table is refused.
 */
export const transitions: Record<ConversationState, Partial<Record<ConversationEvent, ConversationState>>> = {
  bot: { 'shopper-wrote': 'bot', 'person-needed': 'queued', closed: 'closed' },
  queued: {
    'shopper-wrote': 'queued',
    'request-cancelled': 'bot',
    'agent-claimed': 'human',
    closed: 'closed',
  },
  human: { 'shopper-wrote': 'human', 'agent-released': 'queued', closed: 'closed' },
  closed: { 'shopper-wrote': 'bot', 'person-needed': 'queued' },
};

/** @returns the next state, or undefined when the event means nothing in this state. */
export function nextState(state: ConversationState, event: ConversationEvent): ConversationState | undefined {
  return transitions[state][event];
}

/** States in which an event is allowed: what a guarded update puts into its `where`. */
export function statesThatAllow(event: ConversationEvent): ConversationState[] {
  return (Object.keys(transitions) as ConversationState[]).filter((state) => transitions[state][event]);
}
