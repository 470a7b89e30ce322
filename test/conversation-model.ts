import fc from 'fast-check';
import type { ConversationState } from '../src/contract/messages.js';
import {
  type ConversationEvent,
  guards,
  mayCause,
  nextState,
  type Party,
} from '../src/conversation/transitions.js';

/** Two agents and a supervisor. */
export const people = ['ann', 'bob', 'sue'] as const;
export type Who = (typeof people)[number];
export const partyOf = (who: Who): Party => (who === 'sue' ? 'supervisor' : 'agent');

export type OwnerEvent = Exclude<ConversationEvent, 'shopper-wrote'>;

/** One thing that may happen to a conversation. Delivered twice, late, or by somebody who may not: all of it happens. */
export type Happening =
  | { kind: 'write'; id: number }
  /** The bot begins a turn, or ends the one that it began so many turns ago. */
  | { kind: 'turn-begins' }
  | { kind: 'turn-ends'; back: number; handOff: boolean }
  | { kind: 'say'; who: Who }
  | { kind: 'move'; event: OwnerEvent; by: Party; who?: Who; to?: Who }
  /** The end for silence, judged now or by what was said `late` messages ago. */
  | { kind: 'idle'; late: number }
  | { kind: 'comes' | 'goes'; who: Who };

export interface BegunTurn {
  state: ConversationState;
  version: number;
  handled: number;
  about: number;
}

/** Who spoke, by sequence. */
export type Speaker = 'shopper' | 'bot' | 'agent' | 'system';

/** A conversation as it should be, in the simplest words. */
export interface Model {
  state: ConversationState;
  version: number;
  owner?: Who | undefined;
  spoken: Speaker[];
  lastShopper: number;
  handled: number;
  owed: boolean;
  there: Set<Who>;
  written: Set<number>;
  turns: BegunTurn[];
}

export const freshModel = (): Model => ({
  state: 'bot',
  version: 0,
  spoken: [],
  lastShopper: 0,
  handled: 0,
  owed: false,
  there: new Set(),
  written: new Set(),
  turns: [],
});

/** @returns whether it was taken; what is refused changes nothing */
export function happens(model: Model, happening: Happening): boolean {
  switch (happening.kind) {
    case 'comes':
      return !model.there.has(happening.who) && !!model.there.add(happening.who);
    case 'goes':
      return model.there.delete(happening.who);
    case 'write':
      return writes(model, happening.id);
    case 'turn-begins': {
      if (model.lastShopper <= model.handled) return false;
      const { state, version, handled, lastShopper: about } = model;
      model.turns.push({ state, version, handled, about });
      return true;
    }
    case 'turn-ends':
      return endsTurn(model, model.turns.at(-1 - happening.back), happening.handOff);
    case 'say':
      if (model.state !== 'human' || model.owner !== happening.who) return false;
      model.spoken.push('agent');
      model.owed = false;
      return true;
    case 'idle':
      return happening.late === 0 && moves(model, { kind: 'move', event: 'idle-closed', by: 'system' });
    case 'move':
      return moves(model, happening);
  }
}

function writes(model: Model, id: number): boolean {
  if (model.written.has(id)) return false;
  model.written.add(id);
  model.spoken.push('shopper');
  model.lastShopper = model.spoken.length;
  if (model.state === 'closed') {
    model.state = 'bot';
    model.version += 1;
    model.owner = undefined;
    model.handled = model.spoken.length - 1;
  }
  return true;
}

function endsTurn(model: Model, turn: BegunTurn | undefined, handOff: boolean): boolean {
  if (!turn) return false;
  const { state, version, handled } = turn;
  if (model.state !== state || model.version !== version || model.handled !== handled) return false;
  model.handled = turn.about;
  if (state !== 'bot') return true;
  model.spoken.push('bot');
  if (handOff) {
    model.state = 'queued';
    model.version += 1;
    if (model.there.size === 0) model.owed = true;
  }
  return true;
}

function moves(model: Model, move: Happening & { kind: 'move' }): boolean {
  const { by, who, to: receiver } = move;
  const asksAgain = move.event === 'person-needed' && model.state === 'queued';
  const event = meant(model, move.event);
  const to = nextState(model.state, event);
  if (!to || asksAgain || !guards[event].by.includes(by)) return false;
  const actor = { party: by, ...(who === undefined ? {} : { staffId: who }) };
  const stands = { state: model.state, assignedStaffId: model.owner ?? null, followUpOpen: model.owed };
  if (!mayCause(actor, event, stands)) return false;
  const isNew = model.state === 'bot' || model.state === 'closed';
  if (event === 'left-message' || (to === 'queued' && isNew && model.there.size === 0)) model.owed = true;
  if (to === 'closed' && by !== 'shopper') model.owed = false;
  if (to === 'bot') model.handled = model.spoken.length;
  model.owner = to === 'human' ? (event === 'agent-transferred' ? receiver : who) : undefined;
  model.state = to;
  model.version += 1;
  model.spoken.push('system');
  return true;
}

/** With nobody there a wish becomes a message, and to take what does not wait is to take up its message. */
function meant(model: Model, event: OwnerEvent): OwnerEvent {
  if (event === 'person-needed' && model.there.size === 0) return 'left-message';
  const rests = model.state === 'bot' || model.state === 'closed';
  return event === 'agent-claimed' && rests && model.owed ? 'left-message-taken' : event;
}

const who = fc.constantFrom(...people);
const staffMoves: OwnerEvent[] = [
  'agent-claimed',
  'agent-released',
  'sent-to-skill',
  'wait-sent-to-skill',
  'supervisor-took-over',
  'closed',
];

/** Anything that can happen, right or wrong, in any order. */
export const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('write' as const), id: fc.nat(12) }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'turn-begins' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('turn-ends' as const), back: fc.nat(2), handOff: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('say' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('idle' as const), late: fc.nat(1) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('comes' as const, 'goes' as const), who }),
  },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom<OwnerEvent>('person-needed', 'request-cancelled', 'closed')
      .map((event) => ({ kind: 'move' as const, event, by: 'shopper' as const })),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...staffMoves), who)
      .map(([event, one]) => ({ kind: 'move' as const, event, by: partyOf(one), who: one })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(who, who).map(([one, to]) => ({
      kind: 'move' as const,
      event: 'agent-transferred' as const,
      by: partyOf(one),
      who: one,
      to,
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom<OwnerEvent>('left-message', 'follow-up-due', 'agent-dropped'), who)
      .map(([event, one]) => ({
        kind: 'move' as const,
        event,
        by: 'system' as const,
        ...(event === 'agent-dropped' ? { who: one } : {}),
      })),
  },
);

/**
 * What the clock does once everybody outside has stopped: the bot ends its turn, people who are there answer, those who
 * are gone lose what they had, silence ends what is answered.
 * @returns the next thing, or undefined when the conversation has come to rest
 */
export function nextOfItself(model: Model): Happening | undefined {
  const [present] = model.there;
  if (model.lastShopper > model.handled && model.state === 'bot')
    return model.turns.at(-1)?.version === model.version && model.turns.at(-1)?.handled === model.handled
      ? { kind: 'turn-ends', back: 0, handOff: false }
      : { kind: 'turn-begins' };
  if (model.state === 'queued') {
    if (present) return { kind: 'move', event: 'agent-claimed', by: partyOf(present), who: present };
    return model.owed ? undefined : { kind: 'move', event: 'left-message', by: 'system' };
  }
  if (model.state === 'human' && model.owner) {
    if (!model.there.has(model.owner))
      return { kind: 'move', event: 'agent-dropped', by: 'system', who: model.owner };
    const answered = model.spoken.lastIndexOf('agent') + 1 > model.lastShopper && !model.owed;
    return answered ? { kind: 'idle', late: 0 } : { kind: 'say', who: model.owner };
  }
  return model.owed && present ? { kind: 'move', event: 'follow-up-due', by: 'system' } : undefined;
}
