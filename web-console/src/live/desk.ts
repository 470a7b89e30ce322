import type { StaffMember } from '../../../src/contract/http.js';
import type { ConversationStatus, Message } from '../../../src/contract/messages.js';
import type { ConversationSummary, PresenceStatus } from '../../../src/contract/staff-socket.js';
import { api, type Box } from '../api/endpoints.js';
import { describeFailure, ProblemError, sentenceFor } from '../api/problem.js';
import {
  belongsTo,
  emptyInbox,
  type Inbox,
  rowsOf,
  withArrival,
  withClaim,
  withPage,
  withRead,
  withStatus,
  withSummary,
} from '../conversations/inbox.js';
import { unsentConversations } from '../conversations/outbox.js';
import { previewOf } from '../conversations/preview.js';
import { createThread, type Thread } from '../conversations/thread.js';
import { readSetting, tabStorage, writeSetting } from '../session/browser-storage.js';
import { chime } from './chime.js';
import { type Observable, observable } from './observable.js';
import type { StaffLive } from './staff-live.js';

export interface BoxLoad {
  phase: 'loading' | 'ready' | 'failed';
  failure?: string;
  nextCursor?: string;
}

/** What a click on an action came to: fine, or a sentence why not; `lost`: somebody else was faster. */
export type Outcome = { ok: true } | { ok: false; words: string; lost: boolean };

/** What came of a conversation that is ended. */
export interface ClosingWords {
  disposition?: string;
  note?: string;
}

/** One signed-in person's desk: the inbox, the threads, presence and sound, kept live by the socket. */
export interface Desk {
  staff: StaffMember;
  live: StaffLive;
  inbox: Observable<Inbox>;
  boxes: Observable<Readonly<Record<Box, BoxLoad>>>;
  /** How many wait in all, as the server last said; for when the queue is longer than one page. */
  waitingTold: Observable<number>;
  /** Raised when a request on an order was made, decided or taken back. */
  orderRequestsChanged: Observable<number>;
  presence: Observable<PresenceStatus>;
  sound: Observable<boolean>;
  loadBox: (box: Box, cursor?: string) => Promise<void>;
  thread: (conversationId: string) => Thread;
  /** Which conversation is on the screen; undefined for none. */
  show: (conversationId: string | undefined) => void;
  /** The person has seen the conversation up to its end. */
  seen: (conversationId: string, sequence: number) => void;
  claim: (conversationId: string) => Promise<Outcome>;
  release: (conversationId: string) => Promise<Outcome>;
  close: (conversationId: string, words: ClosingWords) => Promise<Outcome>;
  setPresence: (status: PresenceStatus) => void;
  setSound: (on: boolean) => void;
  end: () => void;
}

const refreshEvery = 60_000;
const refreshAfterEvent = 600;
const mostThreadsJoined = 30;

export function createDesk(options: { staff: StaffMember; live: StaffLive; onRefused: () => void }): Desk {
  const { staff, live } = options;
  const inbox = observable<Inbox>(emptyInbox);
  const boxes = observable<Record<Box, BoxLoad>>({
    queue: { phase: 'loading' },
    mine: { phase: 'loading' },
    all: { phase: 'loading' },
  });
  const waitingTold = observable(0);
  const orderRequestsChanged = observable(0);
  const presence = observable<PresenceStatus>(storedPresence());
  const sound = observable(readSetting('sound') !== 'off');
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
    const lists: Promise<void>[] = [loadBox('queue'), loadBox('mine')];
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
    if (isNew && sound.get() && presence.get() === 'online') chime();
    if (looking(conversation.conversationId))
      inbox.update((value) => withRead(value, conversation.conversationId));
  }

  function onMessage(message: Message): void {
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
  live.on('note.added', ({ note }) => threads.get(note.conversationId)?.receiveNote(note));
  live.on('satisfaction.rated', (rated) => threads.get(rated.conversationId)?.receiveRating(rated));
  live.on('typing', ({ conversationId, from, on }) => {
    if (from === 'shopper') threads.get(conversationId)?.receiveTyping(on);
  });
  live.on('message.read', ({ conversationId, by, sequence }) => {
    if (by === 'shopper') threads.get(conversationId)?.receiveRead(sequence);
    else inbox.update((value) => withRead(value, conversationId));
  });
  live.on('shopper.presence', ({ conversationId, ...shopper }) =>
    threads.get(conversationId)?.receivePresence(shopper),
  );
  live.onConnect(() => {
    void live.ask('presence.set', { status: presence.get() });
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

  /** Keeps thread and inbox in step with a state that an action of ours brought about. */
  function settle(status: ConversationStatus): void {
    thread(status.conversationId).receiveStatus(status);
    inbox.update((value) => withStatus(value, status));
    refreshSoon();
  }

  async function act(
    event: 'conversation.claim' | 'conversation.release' | 'conversation.close',
    input: { conversationId: string } & ClosingWords,
  ): Promise<Outcome> {
    const reply = await live.ask(event, input);
    if (reply.ok) {
      if (event === 'conversation.claim') inbox.update((value) => withClaim(value, reply.state, staff));
      settle(reply.state);
      void thread(input.conversationId).sync();
      return { ok: true };
    }
    refreshSoon();
    const { code, message } = reply.error;
    return { ok: false, words: sentenceFor(code, message), lost: code === 'conflict' };
  }

  return {
    staff,
    live,
    inbox,
    boxes,
    waitingTold,
    orderRequestsChanged,
    presence,
    sound,
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
    claim: (conversationId) => act('conversation.claim', { conversationId }),
    release: (conversationId) => act('conversation.release', { conversationId }),
    close: (conversationId, words) => act('conversation.close', { conversationId, ...words }),
    setPresence(status) {
      presence.set(status);
      writeSetting('presence', status);
      void live.ask('presence.set', { status });
    },
    setSound(on) {
      sound.set(on);
      writeSetting('sound', on ? 'on' : 'off');
      if (on) chime();
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

function storedPresence(): PresenceStatus {
  const stored = readSetting('presence');
  return stored === 'away' || stored === 'offline' ? stored : 'online';
}
