import type { ConversationState } from '../contract/messages.js';

/** Everything that can move a conversation from one owner to another, or renew what its owner owes. */
export type ConversationEvent =
  | 'shopper-wrote'
  | 'person-needed'
  /** Nobody is there for it: the message is kept and answered by a promised time (留言). */
  | 'left-message'
  /** People are back: what was left is dealt with. */
  | 'follow-up-due'
  | 'request-cancelled'
  | 'agent-claimed'
  | 'agent-released'
  /** To a colleague … */
  | 'agent-transferred'
  /** … or to whoever has a skill. */
  | 'sent-to-skill'
  /** Who waits is sent to whoever has a skill, and keeps the place. */
  | 'wait-sent-to-skill'
  /** A left message that is owed an answer is taken up while the bot has the conversation, or nobody. */
  | 'left-message-taken'
  /** The agent's connection is gone for good. */
  | 'agent-dropped'
  | 'supervisor-took-over'
  /** The shopper has been silent too long after the agent's answer. */
  | 'idle-closed'
  | 'closed';

/**
 * Who owns a conversation after an event: `bot → queued → human → closed`, and back to the bot when the shopper
 * changes their mind or writes again after the end. A person can be asked for after the end, too. A pair that is not in
 * the table is refused.
 */
export const transitions: Record<ConversationState, Partial<Record<ConversationEvent, ConversationState>>> = {
  bot: {
    'shopper-wrote': 'bot',
    'person-needed': 'queued',
    'left-message': 'queued',
    'follow-up-due': 'queued',
    'left-message-taken': 'human',
    'supervisor-took-over': 'human',
    closed: 'closed',
  },
  queued: {
    'shopper-wrote': 'queued',
    'left-message': 'queued',
    'wait-sent-to-skill': 'queued',
    'request-cancelled': 'bot',
    'agent-claimed': 'human',
    'supervisor-took-over': 'human',
    closed: 'closed',
  },
  human: {
    'shopper-wrote': 'human',
    'agent-released': 'queued',
    'agent-transferred': 'human',
    'sent-to-skill': 'queued',
    'agent-dropped': 'queued',
    'supervisor-took-over': 'human',
    'idle-closed': 'closed',
    closed: 'closed',
  },
  closed: {
    'shopper-wrote': 'bot',
    'person-needed': 'queued',
    'left-message': 'queued',
    'follow-up-due': 'queued',
    'left-message-taken': 'human',
  },
};

/** Who causes an event. Admins count as supervisors. `system`: a timeout, a lost connection, the opening hour. */
export type Party = 'shopper' | 'bot' | 'agent' | 'supervisor' | 'system';

export interface Guard {
  by: readonly Party[];
  /** Only with the conversation that the agent has; of a lost connection, only with what was had over it. */
  own?: true;
  /** Whoever gets the conversation must have a free place. Supervisors who step in take it on top. */
  room?: true;
  /** Only while a left message is owed an answer. */
  owed?: true;
}

/** Who may cause what. */
export const guards: Record<ConversationEvent, Guard> = {
  'shopper-wrote': { by: ['shopper'] },
  'person-needed': { by: ['shopper', 'bot'] },
  'left-message': { by: ['shopper', 'bot', 'system'] },
  'follow-up-due': { by: ['system'] },
  'request-cancelled': { by: ['shopper'] },
  'agent-claimed': { by: ['agent', 'supervisor', 'system'], room: true },
  'agent-released': { by: ['agent', 'supervisor'], own: true },
  'agent-transferred': { by: ['agent', 'supervisor'], own: true, room: true },
  'sent-to-skill': { by: ['agent', 'supervisor'], own: true },
  'wait-sent-to-skill': { by: ['supervisor'] },
  'left-message-taken': { by: ['agent', 'supervisor'], room: true, owed: true },
  'agent-dropped': { by: ['system'], own: true },
  'supervisor-took-over': { by: ['supervisor'] },
  'idle-closed': { by: ['system'] },
  closed: { by: ['shopper', 'agent', 'supervisor'], own: true },
};

export interface Actor {
  party: Party;
  /** Of agents and supervisors. */
  staffId?: string;
}

/** @returns the next state, or undefined when the event means nothing in this state. */
export function nextState(state: ConversationState, event: ConversationEvent): ConversationState | undefined {
  return transitions[state][event];
}

/** States in which an event is allowed: what a guarded update puts into its `where`. */
export function statesThatAllow(event: ConversationEvent): ConversationState[] {
  return (Object.keys(transitions) as ConversationState[]).filter((state) => transitions[state][event]);
}

/** Whether somebody may cause an event on a conversation as it stands. */
export function mayCause(
  { party, staffId }: Actor,
  event: ConversationEvent,
  conversation: { state: ConversationState; assignedStaffId?: string | null; followUpOpen?: boolean },
): boolean {
  const { by, own, owed } = guards[event];
  if (!by.includes(party) || !nextState(conversation.state, event)) return false;
  if (owed && !conversation.followUpOpen) return false;
  const isAnothers = conversation.state === 'human' && conversation.assignedStaffId !== staffId;
  return !(own && (party === 'agent' || party === 'system') && isAnothers);
}
