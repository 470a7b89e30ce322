import type { StaffMember } from '../../../src/contract/http.js';
import type { ConversationStatus, Message } from '../../../src/contract/messages.js';
import type {
  ConversationSummary,
  Note,
  PresenceReason,
  PresenceStatus,
} from '../../../src/contract/staff-socket.js';
import { api, type Box } from '../api/endpoints.js';
import { describeFailure, ProblemError } from '../api/problem.js';
import {
  belongsTo,
  emptyInbox,
  type Inbox,
  rowsOf,
  withArrival,
  withPage,
  withRead,
  withSla,
  withStatus,
  withSummary,
} from '../conversations/inbox.js';
import { unsentConversations } from '../conversations/outbox.js';
import { previewOf } from '../conversations/preview.js';
import { createThread, type Thread } from '../conversations/thread.js';
import { navigate, pathTo } from '../routing/router.js';
import { readSetting, tabStorage, writeSetting } from '../session/browser-storage.js';
import { text } from '../strings.js';
import { type Attention, createAttention } from './attention.js';
import { createDeskActions, type DeskActions } from './desk-actions.js';
import { gathered, type Observable, observable } from './observable.js';
import type { StaffLive } from './staff-live.js';

export interface BoxLoad {
  phase: 'loading' | 'ready' | 'failed';
  failure?: string;
  nextCursor?: string;
}

/** One signed-in person's desk: the inbox, the threads, presence and sound, kept live by the socket. */
/** What somebody has chosen to be; the reason belongs to `away`. */
export interface Presence {
  status: PresenceStatus;
  reason?: PresenceReason;
}

export interface Desk extends DeskActions {
  staff: StaffMember;
  live: StaffLive;
  inbox: Observable<Inbox>;
  boxes: Observable<Readonly<Record<Box, BoxLoad>>>;
  /** How many wait in all, as the server last said; for when the queue is longer than one page. */
  waitingTold: Observable<number>;
  /** Raised when a request on an order was made, decided or taken back. */
  orderRequestsChanged: Observable<number>;
  /** Raised when presence, skills or load of somebody changed. */
  rosterChanged: Observable<number>;
  /** Raised when somebody spoke to this person in a note. */
  mentioned: Observable<number>;
  presence: Observable<Presence>;
  attention: Attention;
  loadBox: (box: Box, cursor?: string) => Promise<void>;
  thread: (conversationId: string) => Thread;
  /** Which conversation is on the screen; undefined for none. */
  show: (conversationId: string | undefined) => void;
  /** The person has seen the conversation up to its end. */
  seen: (conversationId: string, sequence: number) => void;
  setPresence: (presence: Presence) => void;
  end: () => void;
}

const refreshEvery = 60_000;
const refreshAfterEvent = 600;
/** Milliseconds between two drawings of the lists, at least. */
const inboxToldEvery = 200;
const mostThreadsJoined = 30;

export function createDesk(options: { staff: StaffMember; live: StaffLive; onRefused: () => void }): Desk {
  const { staff, live } = options;
  // Every message changes it; a list that is drawn five times a second is fast enough to read.
  const inbox = gathered(observable<Inbox>(emptyInbox), inboxToldEvery);
  const boxes = observable<Record<Box, BoxLoad>>({
    queue: { phase: 'loading' },
    mine: { phase: 'loading' },
    left: { phase: 'loading' },
    all: { phase: 'loading' },
  });
  const waitingTold = observable(0);
  const orderRequestsChanged = observable(0);
  const rosterChanged = observable(0);
  const mentioned = observable(0);
  const presence = observable<Presence>(storedPresence());
  const attention = createAttention();
  const threads = new Map<string, Thread>();
  let shown: string | undefined;
  let refreshTimer: ReturnType<typeof setTimeout> | undefined;

  const setBox = (box: Box, load: BoxLoad): void => boxes.update((all) => ({ ...all, [box]: load }));
  /** The person has the conversation before their eyes, and it is theirs to answer. */
  const looking = (conversationId: string): boolean => {
    const summary = inbox.get().entries.get(conversationId)?.summary;
    const isMine = summary !== undefined && belongsTo('mine', summary, staff.staffId);
    return (
      isMine && conversationId === shown && document.visibilityState === 'visible' && document.hasFocus()
    );
  };

  async function loadBox(box: Box, cursor?: string): Promise<void> {
    const askedAt = inbox.get().revision;
    try {
      const page = await api.conversations(box, cursor, box === 'all' ? 50 : 100);
      const complete = cursor === undefined && page.nextCursor === undefined;
      inbox.update((value) =>
        withPage(value, { box, items: page.items, complete, askedAt, staffId: staff.staffId }),
      );
      setBox(box, {
        phase: 'ready',
        ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
      });
      if (box === 'queue' && complete) waitingTold.set(page.items.length);
    } catch (failure) {
      if (failure instanceof ProblemError && failure.code === 'unauthenticated') options.onRefused();
      if (boxes.get()[box].phase !== 'ready')
        setBox(box, { phase: 'failed', failure: describeFailure(failure) });
    }
  }

  function thread(conversationId: string): Thread {
    const known = threads.get(conversationId);
    if (known !== undefined) return known;
    const created = createThread({
      conversationId,
      live,
      loadDetail: api.conversation,
      agentName: staff.name,
      storage: tabStorage,
      now: () => new Date(),
      newId: () => crypto.randomUUID(),
      random: Math.random,
    });
    threads.set(conversationId, created);
    return created;
  }

  /** Own conversations must be joined to hear of new messages, also those not looked at yet. */
  function joinMine(): void {
    const mine = rowsOf(inbox.get(), 'mine', staff.staffId).slice(0, mostThreadsJoined);
    const wanted = new Set(mine.map(({ conversationId }) => conversationId));
    if (shown !== undefined) wanted.add(shown);
    for (const conversationId of wanted) void thread(conversationId).sync();
  }

  async function refresh(): Promise<void> {
    const lists: Promise<void>[] = [loadBox('queue'), loadBox('mine'), loadBox('left')];
    if (boxes.get().all.phase === 'ready' && boxes.get().all.nextCursor === undefined)
      lists.push(loadBox('all'));
    await Promise.all(lists);
    joinMine();
  }

  function refreshSoon(): void {
    clearTimeout(refreshTimer);
    refreshTimer = setTimeout(() => void refresh(), refreshAfterEvent);
  }

  function onQueue(conversation: ConversationSummary, waiting: number): void {
    const before = inbox.get().entries.get(conversation.conversationId)?.summary;
    inbox.update((value) => withSummary(value, conversation));
    waitingTold.set(waiting);
    const isNew = conversation.state === 'queued' && before?.state !== 'queued';
    // Whoever has it open learns whether it is still theirs to see.
    const opened = threads.get(conversation.conversationId);
    if (opened !== undefined && conversation.version > (opened.state.get().status?.version ?? 0))
      void opened.sync();
    const offeredToMe = conversation.offeredTo?.staffId === staff.staffId;
    const isOffered = offeredToMe && before?.offeredTo?.staffId !== staff.staffId;
    if ((isNew && !conversation.offeredTo && presence.get().status === 'online') || isOffered) {
      const { name } = conversation.customer;
      callTo(conversation.conversationId, isOffered ? text.desk.offer(name) : text.desk.newQueued(name));
    }
    if (looking(conversation.conversationId))
      inbox.update((value) => withRead(value, conversation.conversationId));
  }

  /** Calls the person to a conversation. */
  function callTo(conversationId: string, title: string, body?: string): void {
    const said = inbox.get().entries.get(conversationId)?.summary.lastMessage?.text;
    attention.call({
      title,
      body: body ?? said ?? '',
      about: conversationId,
      open: () => navigate(pathTo('conversations', conversationId)),
    });
  }

  function onWhisper(note: Note): void {
    threads.get(note.conversationId)?.receiveNote(note);
    const summary = inbox.get().entries.get(note.conversationId)?.summary;
    if (summary?.assignedTo?.staffId === staff.staffId)
      callTo(note.conversationId, text.desk.whispered(note.author), note.text);
  }

  function onMessage(message: Message): void {
    const known = inbox.get().entries.get(message.conversationId)?.summary;
    const isMine = known !== undefined && belongsTo('mine', known, staff.staffId);
    if (isMine && message.from === 'shopper' && !looking(message.conversationId))
      callTo(message.conversationId, text.desk.newMessage(known.customer.name), previewOf(message));
    threads.get(message.conversationId)?.receive(message);
    if (inbox.get().entries.has(message.conversationId)) {
      inbox.update((value) =>
        withArrival(value, message, previewOf(message), looking(message.conversationId)),
      );
    } else refreshSoon();
  }

  function onStatus(status: ConversationStatus): void {
    threads.get(status.conversationId)?.receiveStatus(status);
    const before = inbox.get();
    inbox.update((value) => withStatus(value, status));
    if (inbox.get() !== before) refreshSoon();
  }

  live.on('queue.updated', ({ conversation, waiting }) => onQueue(conversation, waiting));
  live.on('message.created', ({ message }) => onMessage(message));
  live.on('conversation.updated', onStatus);
  live.on('orderRequest.changed', () => orderRequestsChanged.set(orderRequestsChanged.get() + 1));
  live.on('roster.updated', () => rosterChanged.update((count) => count + 1));
  live.on('whisper', ({ note }) => onWhisper(note));
  live.on('sla.updated', ({ conversationId, sla }) =>
    inbox.update((value) => withSla(value, conversationId, sla)),
  );
  live.on('mentioned', ({ mention: { note } }) => {
    mentioned.update((count) => count + 1);
    callTo(note.conversationId, text.desk.mentioned(note.author), note.text);
  });
  live.on('staff.typing', ({ conversationId, staffId, name, on }) => {
    if (staffId !== staff.staffId) threads.get(conversationId)?.receiveColleague(on ? name : undefined);
  });
  live.on('note.added', ({ note }) => threads.get(note.conversationId)?.receiveNote(note));
  live.on('satisfaction.rated', (rated) => threads.get(rated.conversationId)?.receiveRating(rated));
  live.on('typing', ({ conversationId, from, on }) => {
    if (from === 'shopper') threads.get(conversationId)?.receiveTyping(on);
  });
  live.on('message.read', ({ conversationId, by, sequence }) => {
    if (by === 'shopper') threads.get(conversationId)?.receiveRead(sequence);
    else inbox.update((value) => withRead(value, conversationId));
  });
  live.on('consents.changed', ({ conversationId }) => threads.get(conversationId)?.refreshCustomer());
  live.on('shopper.presence', ({ conversationId, ...shopper }) =>
    threads.get(conversationId)?.receivePresence(shopper),
  );
  live.onConnect(() => {
    void live.ask('presence.set', presence.get());
    void refresh();
    for (const each of threads.values()) each.wake();
  });
  live.onRefused(options.onRefused);
  for (const conversationId of unsentConversations(tabStorage)) thread(conversationId).wake();
  void refresh();

  const lookAgain = (): void => {
    if (document.visibilityState !== 'visible') return;
    live.reconnectNow();
    if (shown !== undefined) void thread(shown).sync();
    refreshSoon();
  };
  const signals: [EventTarget, string][] = [
    [window, 'focus'],
    [window, 'online'],
    [document, 'visibilitychange'],
  ];
  for (const [target, name] of signals) target.addEventListener(name, lookAgain);
  const refreshInterval = setInterval(lookAgain, refreshEvery);

  return {
    staff,
    live,
    inbox,
    boxes,
    waitingTold,
    orderRequestsChanged,
    rosterChanged,
    mentioned,
    presence,
    attention,
    loadBox(box, cursor) {
      if (boxes.get()[box].phase === 'failed') setBox(box, { phase: 'loading' });
      return loadBox(box, cursor);
    },
    thread,
    show(conversationId) {
      shown = conversationId;
    },
    seen(conversationId, sequence) {
      thread(conversationId).markRead(sequence);
      inbox.update((value) => withRead(value, conversationId));
    },
    ...createDeskActions({ staff, live, inbox, thread, refreshSoon }),
    setPresence(chosen) {
      presence.set(chosen);
      writeSetting('presence', chosen.reason === undefined ? chosen.status : `away:${chosen.reason}`);
      void live.ask('presence.set', chosen);
    },
    end() {
      clearTimeout(refreshTimer);
      clearInterval(refreshInterval);
      for (const [target, name] of signals) target.removeEventListener(name, lookAgain);
      for (const each of threads.values()) each.end();
      live.end();
    },
  };
}

const reasons: readonly PresenceReason[] = ['rest', 'meal', 'training', 'meeting'];

function storedPresence(): Presence {
  const [stored, because] = (readSetting('presence') ?? '').split(':');
  if (stored === 'away') {
    const reason = reasons.find((each) => each === because);
    return { status: 'away', ...(reason === undefined ? {} : { reason }) };
  }
  return { status: stored === 'busy' || stored === 'offline' ? stored : 'online' };
}
