import type { Knowledge, Understanding } from './evidence.js';

/** What a tapped quick reply stands for. */
export type Command =
  | { kind: 'human' }
  | { kind: 'entry'; id: string }
  | { kind: 'intent'; id: string }
  | { kind: 'consent'; granted: boolean }
  | { kind: 'order'; orderNumber: string };

/** A turn as it is understood: words, and the command when a quick reply that stands for one was tapped. */
export interface Said {
  text: string;
  command?: Command;
}

const commandLike = /^(?:command|entry|intent|order):/;

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

function readCommand(payload: string, knowledge: Pick<Knowledge, 'entry' | 'intent'>): Command | undefined {
  if (payload === 'command:human') return { kind: 'human' };
  if (payload === 'command:consent:yes') return { kind: 'consent', granted: true };
  if (payload === 'command:consent:no') return { kind: 'consent', granted: false };
  const [kind, id] = [payload.slice(0, payload.indexOf(':')), payload.slice(payload.indexOf(':') + 1)];
  if (kind === 'entry' && knowledge.entry(id)) return { kind, id };
  if (kind === 'intent' && knowledge.intent(id)) return { kind, id };
  if (kind === 'order' && id !== '') return { kind, orderNumber: id };
  return undefined;
}

/** The order that a turn is about, by a tap or in words. */
export function wantedOrder({
  command,
  understanding,
}: {
  command?: Command | undefined;
  understanding: Pick<Understanding, 'slots'>;
}): string | undefined {
  return command?.kind === 'order' ? command.orderNumber : understanding.slots.orderNumber;
}
