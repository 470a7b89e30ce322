import { type OrderAction, orderAction } from '../contract/order-actions.js';
import type { Knowledge } from './evidence.js';

/** What a tapped quick reply stands for. */
export type Command =
  | { kind: 'human' }
  | { kind: 'entry'; id: string }
  | { kind: 'intent'; id: string }
  | { kind: 'consent'; granted: boolean }
  | { kind: 'order'; orderNumber: string }
  /** Begins an action on one order. */
  | { kind: 'do'; action: OrderAction; orderNumber: string }
  | { kind: 'request'; id: string }
  /** Yes to the confirmation with this id. */
  | { kind: 'confirm'; id: string }
  /** One of the answers that were offered for the open question. */
  | { kind: 'choice'; value: string }
  /** Yes or no to the question whether everything is to be deleted. */
  | { kind: 'erasure'; granted: boolean }
  | { kind: 'other-order' }
  | { kind: 'stop' }
  | { kind: 'resume' }
  /** No more advertising. */
  | { kind: 'stop-marketing' };

/** A turn as it is understood: words, and the command when a quick reply that stands for one was tapped. */
export interface Said {
  text: string;
  command?: Command;
}

const commandLike = /^(?:command|entry|intent|order|request|confirm|choice|do):/;

/**
 * Reads a turn. A payload comes from outside: one that is no command of ours is what the shopper says, and
 * a choice that is not published any more is read as its label.
 */
export function readSaid(
  { texts, payload }: { texts: readonly string[]; payload?: string },
  knowledge: Pick<Knowledge, 'entry' | 'intent'>,
): Said {
  const text = texts.join('\n');
  if (payload === undefined) return { text };
  const command = readCommand(payload, knowledge);
  if (command) return { text, command };
  return { text: commandLike.test(payload) ? text : payload };
}

const fixed: Record<string, Command> = {
  'command:human': { kind: 'human' },
  'command:consent:yes': { kind: 'consent', granted: true },
  'command:consent:no': { kind: 'consent', granted: false },
  'command:erase:yes': { kind: 'erasure', granted: true },
  'command:erase:no': { kind: 'erasure', granted: false },
  'command:other-order': { kind: 'other-order' },
  'command:stop': { kind: 'stop' },
  'command:resume': { kind: 'resume' },
  'command:stop-marketing': { kind: 'stop-marketing' },
};

function readCommand(payload: string, knowledge: Pick<Knowledge, 'entry' | 'intent'>): Command | undefined {
  if (Object.hasOwn(fixed, payload)) return fixed[payload];
  const [kind, id] = [payload.slice(0, payload.indexOf(':')), payload.slice(payload.indexOf(':') + 1)];
  if (id === '') return undefined;
  if (kind === 'entry' && knowledge.entry(id)) return { kind, id };
  if (kind === 'intent' && knowledge.intent(id)) return { kind, id };
  if (kind === 'order') return { kind, orderNumber: id };
  if (kind === 'request' || kind === 'confirm') return { kind, id };
  if (kind === 'do') {
    const [name = '', orderNumber = ''] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
    const action = orderAction.safeParse(name);
    return action.success && orderNumber !== '' ? { kind, action: action.data, orderNumber } : undefined;
  }
  if (kind === 'choice') return { kind, value: id };
  return undefined;
}
