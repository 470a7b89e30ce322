import type { Attachment } from '../../../src/contract/attachments.js';
import type { Card } from '../../../src/contract/cards.js';
import type { Message } from '../../../src/contract/messages.js';
import type { StaffCard } from '../../../src/contract/staff-socket.js';

/** A message of ours that the server has not acknowledged yet. */
export interface PendingMessage {
  clientMessageId: string;
  text: string;
  /** Uploaded already: what the message shows instead of words. */
  attachment?: Attachment;
  /** A card: what the server is asked to send, and how it looks. */
  chosen?: StaffCard;
  card?: Card;
  createdAt: string;
  /** `waiting`: will be tried again on its own; `refused`: the server said no, a person decides. */
  state: 'sending' | 'waiting' | 'refused';
  /** Why it was refused, in Chinese. */
  problem?: string;
}

/** What one client knows of one conversation: each sequence once, whatever way and how often it arrived. */
export interface MessageLog {
  bySequence: ReadonlyMap<number, Message>;
  /** Nothing at or below this sequence is missing. */
  completeThrough: number;
  pending: readonly PendingMessage[];
}

export const emptyLog: MessageLog = { bySequence: new Map(), completeThrough: 0, pending: [] };

/** Adds messages in any order, any number of times. A pending one that has arrived is pending no more. */
export function withMessages(log: MessageLog, messages: readonly Message[]): MessageLog {
  if (messages.length === 0) return log;
  const bySequence = new Map(log.bySequence);
  const arrived = new Set<string>();
  for (const message of messages) {
    bySequence.set(message.sequence, message);
    if (message.clientMessageId !== undefined) arrived.add(message.clientMessageId);
  }
  const pending = log.pending.filter(({ clientMessageId }) => !arrived.has(clientMessageId));
  return {
    bySequence,
    completeThrough: endOfRun(bySequence, log.completeThrough),
    pending: pending.length === log.pending.length ? log.pending : pending,
  };
}

/**
 * Adds a page that the server gave for everything after a sequence. Within it nothing is missing, so that a number
 * the server never gave out is not asked for again and again.
 */
export function withSyncedPage(log: MessageLog, afterSequence: number, page: readonly Message[]): MessageLog {
  const merged = withMessages(log, page);
  if (afterSequence > merged.completeThrough) return merged;
  const last = page.reduce((highest, { sequence }) => Math.max(highest, sequence), merged.completeThrough);
  return { ...merged, completeThrough: endOfRun(merged.bySequence, last) };
}

function endOfRun(bySequence: ReadonlyMap<number, Message>, from: number): number {
  let end = from;
  while (bySequence.has(end + 1)) end += 1;
  return end;
}

/** The highest sequence known, 0 for none. */
export function lastSequence(log: MessageLog): number {
  let last = log.completeThrough;
  for (const sequence of log.bySequence.keys()) last = Math.max(last, sequence);
  return last;
}

/** True when a later message is here and an earlier one is not. */
export function hasGap(log: MessageLog): boolean {
  return lastSequence(log) > log.completeThrough;
}

export function listMessages(log: MessageLog): Message[] {
  return [...log.bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}

export function withPending(log: MessageLog, message: PendingMessage): MessageLog {
  return { ...log, pending: [...log.pending, message] };
}

export function withPendingState(
  log: MessageLog,
  clientMessageId: string,
  state: PendingMessage['state'],
  problem?: string,
): MessageLog {
  return {
    ...log,
    pending: log.pending.map((message) => {
      if (message.clientMessageId !== clientMessageId) return message;
      const { problem: _before, ...rest } = message;
      return { ...rest, state, ...(problem === undefined ? {} : { problem }) };
    }),
  };
}

export function withoutPending(log: MessageLog, clientMessageId: string): MessageLog {
  return { ...log, pending: log.pending.filter((message) => message.clientMessageId !== clientMessageId) };
}
