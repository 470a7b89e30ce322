import type { ConversationStatus, Message } from '../../../src/contract/messages.js';
import type { ConversationSummary, SlaView } from '../../../src/contract/staff-socket.js';
import type { Box } from '../api/endpoints.js';

/** What the left pane knows: one summary a conversation, from which every box is derived. */
export interface Inbox {
  entries: ReadonlyMap<string, Entry>;
  /** Grows with every change, so that an answer that was asked for earlier does not undo a later event. */
  revision: number;
}

interface Entry {
  summary: ConversationSummary;
  touched: number;
}

export const emptyInbox: Inbox = { entries: new Map(), revision: 0 };

function put(inbox: Inbox, summary: ConversationSummary): Inbox {
  const revision = inbox.revision + 1;
  return {
    entries: new Map(inbox.entries).set(summary.conversationId, { summary, touched: revision }),
    revision,
  };
}

function isNewer(next: ConversationSummary, known: ConversationSummary): boolean {
  if (next.version !== known.version) return next.version > known.version;
  return Date.parse(next.updatedAt) >= Date.parse(known.updatedAt);
}

/** A summary from the server; an older one than we hold changes nothing. */
export function withSummary(inbox: Inbox, summary: ConversationSummary): Inbox {
  const known = inbox.entries.get(summary.conversationId)?.summary;
  if (known === undefined) return put(inbox, summary);
  if (!isNewer(summary, known)) return inbox;
  // Colleagues are not told what is said in a conversation that is somebody's: what we know stays.
  const { lastMessage } = known;
  return put(inbox, lastMessage === undefined ? summary : { lastMessage, ...summary });
}

/**
 * The first page of a box (or the next). What we believed to be in the box and is not in a complete answer leaves,
 * unless it changed after the question was asked.
 */
export function withPage(
  inbox: Inbox,
  page: { box: Box; items: ConversationSummary[]; complete: boolean; askedAt: number; staffId: string },
): Inbox {
  const merged = page.items.reduce(withSummary, inbox);
  if (!page.complete) return merged;
  const listed = new Set(page.items.map(({ conversationId }) => conversationId));
  const entries = new Map(
    [...merged.entries].filter(
      ([id, { summary, touched }]) =>
        listed.has(id) || touched > page.askedAt || !belongsTo(page.box, summary, page.staffId),
    ),
  );
  return { entries, revision: merged.revision + 1 };
}

/** State and version from a `conversation.updated`; who serves it comes with the next summary. */
export function withStatus(inbox: Inbox, status: ConversationStatus): Inbox {
  const known = inbox.entries.get(status.conversationId)?.summary;
  if (known === undefined || status.version <= known.version) return inbox;
  const { assignedTo, ...rest } = known;
  const keepsAgent = status.state === 'human' && known.state === 'human' && assignedTo !== undefined;
  return put(inbox, {
    ...rest,
    ...(keepsAgent ? { assignedTo } : {}),
    state: status.state,
    version: status.version,
  });
}

/** The claim of our own that the server confirmed. */
export function withClaim(
  inbox: Inbox,
  status: ConversationStatus,
  staff: { staffId: string; name: string },
): Inbox {
  const known = inbox.entries.get(status.conversationId)?.summary;
  if (known === undefined || status.version < known.version) return inbox;
  return put(inbox, { ...known, state: status.state, version: status.version, assignedTo: staff });
}

/**
 * A message that just arrived: the row's last line, and one more unread when it is the shopper's and nobody is looking.
 * A message that the summary has counted already changes nothing.
 */
export function withArrival(inbox: Inbox, message: Message, preview: string, looking: boolean): Inbox {
  const known = inbox.entries.get(message.conversationId)?.summary;
  if (known === undefined || message.from === 'system') return inbox;
  const counted = known.lastMessage;
  if (counted !== undefined && Date.parse(counted.createdAt) >= Date.parse(message.createdAt)) return inbox;
  const unread = looking ? 0 : message.from === 'shopper' ? known.unread + 1 : known.unread;
  return put(inbox, {
    ...known,
    lastMessage: { from: message.from, text: preview, createdAt: message.createdAt },
    updatedAt: message.createdAt > known.updatedAt ? message.createdAt : known.updatedAt,
    unread,
  });
}

export function withRead(inbox: Inbox, conversationId: string): Inbox {
  const known = inbox.entries.get(conversationId)?.summary;
  return known === undefined || known.unread === 0 ? inbox : put(inbox, { ...known, unread: 0 });
}

/** How it stands against its targets now. */
export function withSla(inbox: Inbox, conversationId: string, sla: SlaView): Inbox {
  const known = inbox.entries.get(conversationId)?.summary;
  return known === undefined ? inbox : put(inbox, { ...known, sla });
}

/** Waiting conversations that this person is asked to take, the most urgent first. */
export function offersTo(inbox: Inbox, staffId: string): ConversationSummary[] {
  return [...inbox.entries.values()]
    .map(({ summary }) => summary)
    .filter(({ state, offeredTo }) => state === 'queued' && offeredTo?.staffId === staffId)
    .sort((a, b) => (a.offeredTo?.until ?? '').localeCompare(b.offeredTo?.until ?? ''));
}

/** Messages of shoppers that nobody has read, in this person's conversations. */
export function unreadOf(inbox: Inbox, staffId: string): number {
  let unread = 0;
  for (const { summary } of inbox.entries.values())
    if (belongsTo('mine', summary, staffId)) unread += summary.unread;
  return unread;
}

/** How many conversations are listed in a box for this person. */
export function countIn(inbox: Inbox, box: Box, staffId: string): number {
  let count = 0;
  for (const { summary } of inbox.entries.values()) if (belongsTo(box, summary, staffId)) count += 1;
  return count;
}

/** Whether a conversation is listed in a box for this person. */
export function belongsTo(box: Box, summary: ConversationSummary, staffId: string): boolean {
  switch (box) {
    case 'queue':
      return summary.state === 'queued';
    case 'mine':
      return summary.state === 'human' && summary.assignedTo?.staffId === staffId;
    case 'left':
      return summary.leftMessage !== undefined && summary.state !== 'human';
    case 'all':
      return true;
    default:
      return box satisfies never;
  }
}

/**
 * A box's rows: the queue as it is served (priority, then waiting time), left messages by the time that was promised, the
 * others by their latest change.
 */
export function rowsOf(inbox: Inbox, box: Box, staffId: string): ConversationSummary[] {
  const rows = [...inbox.entries.values()]
    .map(({ summary }) => summary)
    .filter((summary) => belongsTo(box, summary, staffId));
  return rows.sort(box === 'queue' ? byService : box === 'left' ? byPromise : byRecency);
}

function byPromise(a: ConversationSummary, b: ConversationSummary): number {
  const [first, second] = [a, b].map(({ leftMessage }) => leftMessage?.promisedAt ?? '9');
  return (first ?? '').localeCompare(second ?? '') || a.conversationId.localeCompare(b.conversationId);
}

function byService(a: ConversationSummary, b: ConversationSummary): number {
  return b.priority - a.priority || (a.queuedAt ?? a.updatedAt).localeCompare(b.queuedAt ?? b.updatedAt);
}

function byRecency(a: ConversationSummary, b: ConversationSummary): number {
  return b.updatedAt.localeCompare(a.updatedAt);
}
