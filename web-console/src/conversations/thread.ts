import type { AckError } from '../../../src/contract/ack.js';
import type { Attachment } from '../../../src/contract/attachments.js';
import type { Card } from '../../../src/contract/cards.js';
import type { SatisfactionRated } from '../../../src/contract/closing.js';
import type { ConversationDetail, CustomerPane } from '../../../src/contract/http.js';
import type { ConversationStatus, Message } from '../../../src/contract/messages.js';
import type {
  ConversationSummary,
  Note,
  ShopperPresence,
  StaffCard,
} from '../../../src/contract/staff-socket.js';
import { describeFailure, sentenceFor } from '../api/problem.js';
import { type Observable, observable } from '../live/observable.js';
import type { StaffLive } from '../live/staff-live.js';
import type { TabStorage } from '../session/browser-storage.js';
import {
  emptyLog,
  hasGap,
  type MessageLog,
  type PendingMessage,
  withMessages,
  withoutPending,
  withPending,
  withPendingState,
  withSyncedPage,
} from './message-log.js';
import { storedOutbox, storeOutbox } from './outbox.js';
import { isTransient, retryDelay } from './retry.js';

/** Everything the middle and right panes show of one conversation. */
export interface ThreadState {
  log: MessageLog;
  notes: readonly Note[];
  status?: ConversationStatus;
  customer?: CustomerPane;
  /** As it was when it was opened: for conversations that are in none of the lists. */
  summary?: ConversationSummary;
  /**
   * `read`: somebody else's, and one is spoken to in a note of it. `lost`: it became somebody else's, what is said in it
   * now does not come here any more. Absent: everything that a colleague may do.
   */
  access?: 'read' | 'lost' | undefined;
  /** `failed` only while there is nothing to show. */
  phase: 'loading' | 'ready' | 'failed';
  failure?: string;
  shopperTyping: boolean;
  /** A colleague who writes here just now. */
  colleague?: string;
  /** Whether the shopper has the page open; undefined before the server has said so. */
  shopper?: ShopperPresence;
  /** The shopper has seen everything up to here. */
  readByShopper: number;
}

export interface Thread {
  conversationId: string;
  state: Observable<ThreadState>;
  /** Loads detail and messages, and joins the live events. Safe to call again. */
  open: () => Promise<void>;
  /** Fills in whatever is missing. One at a time; a call during a sync makes it look once more. */
  sync: () => Promise<void>;
  receive: (message: Message) => void;
  receiveStatus: (status: ConversationStatus) => void;
  receiveNote: (note: Note) => void;
  receiveRating: (rated: SatisfactionRated) => void;
  receiveTyping: (on: boolean) => void;
  /** @param name who writes; undefined: nobody any more */
  receiveColleague: (name: string | undefined) => void;
  receiveRead: (sequence: number) => void;
  receivePresence: (shopper: ShopperPresence) => void;
  /** Something about the customer is different now. */
  refreshCustomer: () => void;
  /** @param clientMessageId where it must be known beforehand: the same once more is one message */
  send: (words: string, attachment?: Attachment, clientMessageId?: string) => void;
  /** @param chosen what the server is asked to send @param card how it looks until then */
  sendCard: (chosen: StaffCard, card: Card) => void;
  resend: (clientMessageId: string) => void;
  discard: (clientMessageId: string) => void;
  /** @returns a sentence about what went wrong, or undefined */
  addNote: (words: string, mentions?: string[]) => Promise<string | undefined>;
  typing: (on: boolean) => void;
  markRead: (sequence: number) => void;
  /** The connection is back: stop waiting, try now. */
  wake: () => void;
  end: () => void;
}

export interface ThreadDependencies {
  conversationId: string;
  live: Pick<StaffLive, 'ask' | 'tell'>;
  loadDetail: (conversationId: string) => Promise<ConversationDetail>;
  agentName: string;
  storage: TabStorage;
  now: () => Date;
  newId: () => string;
  random: () => number;
}

const typingShownMilliseconds = 6000;
const typingRepeatMilliseconds = 3000;
/** The step of the backoff at which a failed sync is repeated: a few seconds. */
const syncPatience = 2;

/** One conversation as this client holds it, with its outbox: messages leave one after the other until acknowledged. */
export function createThread(dependencies: ThreadDependencies): Thread {
  const { conversationId, live, storage, now, random } = dependencies;
  const state = observable<ThreadState>({
    log: { ...emptyLog, pending: storedOutbox(storage, conversationId) },
    notes: [],
    phase: 'loading',
    shopperTyping: false,
    readByShopper: 0,
  });
  let ended = false;
  let syncing: Promise<void> | undefined;
  let syncAgain = false;
  let sending = false;
  let wakeUp: (() => void) | undefined;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  let colleagueTimer: ReturnType<typeof setTimeout> | undefined;
  let typingToldAt = 0;
  let readTold = 0;
  let refreshes = 0;
  let syncTimer: ReturnType<typeof setTimeout> | undefined;

  const change = (part: Partial<ThreadState>): void => state.update((value) => ({ ...value, ...part }));
  const changeLog = (next: MessageLog): void => {
    const before = state.get().log.pending;
    change({ log: next });
    if (next.pending !== before) storeOutbox(storage, conversationId, next.pending);
  };
  const refuse = (error: AckError): string => sentenceFor(error.code, error.message);
  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  function acceptStatus(status: ConversationStatus): void {
    const known = state.get().status;
    if (known === undefined || status.version >= known.version) change({ status });
  }

  function acceptNotes(notes: readonly Note[]): void {
    const known = new Map(state.get().notes.map((note) => [note.id, note]));
    for (const note of notes) known.set(note.id, note);
    if (known.size !== state.get().notes.length) change({ notes: [...known.values()] });
  }

  function acceptRead(sequence: number): void {
    if (sequence > state.get().readByShopper) change({ readByShopper: sequence });
  }

  async function open(): Promise<void> {
    const detail = dependencies
      .loadDetail(conversationId)
      .then((found) => {
        changeLog(withMessages(state.get().log, found.messages));
        acceptNotes(found.notes);
        acceptStatus(found.state);
        change({
          phase: 'ready',
          summary: found.summary,
          access: found.readOnly ? 'read' : undefined,
          ...(found.customer === undefined ? {} : { customer: found.customer }),
        });
      })
      .catch((failure: unknown) => fail(describeFailure(failure)));
    await Promise.all([detail, sync()]);
    void pump();
  }

  function fail(failure: string): void {
    if (state.get().phase !== 'ready') change({ phase: 'failed', failure });
  }

  function sync(): Promise<void> {
    syncAgain = true;
    syncing ??= runSync().finally(() => {
      syncing = undefined;
    });
    return syncing;
  }

  async function runSync(): Promise<void> {
    while (syncAgain && !ended) {
      syncAgain = false;
      let more = true;
      while (more && !ended) {
        const afterSequence = state.get().log.completeThrough;
        const reply = await live.ask('conversation.sync', { conversationId, afterSequence });
        if (!reply.ok) {
          if (reply.error.code === 'not-found' && state.get().phase === 'ready') change({ access: 'lost' });
          else if (!isTransient(reply.error.code)) fail(refuse(reply.error));
          else syncLater(reply.error.retryAfterSeconds);
          return;
        }
        changeLog(withSyncedPage(state.get().log, afterSequence, reply.messages));
        acceptNotes(reply.notes);
        acceptStatus(reply.state);
        acceptRead(reply.read.shopper);
        change({ shopper: reply.shopper, access: reply.readOnly ? 'read' : undefined });
        more = reply.hasMore && reply.messages.length > 0;
      }
    }
  }

  /** What could not be filled in is asked for again; a connection that comes back asks at once. */
  function syncLater(retryAfterSeconds?: number): void {
    clearTimeout(syncTimer);
    syncTimer = setTimeout(() => void (ended || sync()), retryDelay(syncPatience, random, retryAfterSeconds));
  }

  async function pump(): Promise<void> {
    if (sending) return;
    sending = true;
    let attempt = 0;
    for (
      let next = firstToSend(state.get().log);
      next !== undefined && !ended;
      next = firstToSend(state.get().log)
    ) {
      const { clientMessageId } = next;
      changeLog(withPendingState(state.get().log, clientMessageId, attempt === 0 ? 'sending' : 'waiting'));
      const { attachment, chosen, text } = next;
      const reply = await live.ask('message.send', {
        conversationId,
        clientMessageId,
        ...(chosen ? { card: chosen } : attachment ? { attachment: { id: attachment.id } } : { text }),
      });
      if (reply.ok) {
        attempt = 0;
        changeLog(withMessages(state.get().log, [storedMessage(next, reply.message)]));
        if (hasGap(state.get().log)) void sync();
      } else if (isTransient(reply.error.code)) {
        changeLog(withPendingState(state.get().log, clientMessageId, 'waiting'));
        await pause(retryDelay(attempt, random, reply.error.retryAfterSeconds));
        attempt += 1;
      } else {
        changeLog(withPendingState(state.get().log, clientMessageId, 'refused', refuse(reply.error)));
      }
    }
    sending = false;
  }

  function enqueue(
    content: Pick<PendingMessage, 'text' | 'attachment' | 'chosen' | 'card'>,
    clientMessageId = dependencies.newId(),
  ): void {
    changeLog(
      withPending(state.get().log, {
        ...content,
        clientMessageId,
        createdAt: now().toISOString(),
        state: 'sending',
      }),
    );
    typingToldAt = 0;
    void pump();
  }

  function storedMessage(
    sent: PendingMessage,
    stored: Pick<Message, 'id' | 'sequence' | 'createdAt'>,
  ): Message {
    return {
      ...stored,
      conversationId,
      from: 'agent',
      ...(sent.attachment
        ? { type: sent.attachment.kind, attachment: sent.attachment }
        : sent.card
          ? { type: 'card', card: sent.card }
          : { type: 'text', text: sent.text }),
      agentName: dependencies.agentName,
      clientMessageId: sent.clientMessageId,
    };
  }

  return {
    conversationId,
    state,
    open,
    sync,
    receive(message) {
      changeLog(withMessages(state.get().log, [message]));
      if (message.from === 'shopper') change({ shopperTyping: false });
      if (hasGap(state.get().log)) void sync();
    },
    receiveStatus: acceptStatus,
    receiveNote: (note) => acceptNotes([note]),
    receiveRating({ messageId, rating }) {
      for (const asked of state.get().log.bySequence.values())
        if (asked.id === messageId && asked.card?.kind === 'satisfaction')
          changeLog(withMessages(state.get().log, [{ ...asked, card: { ...asked.card, rating } }]));
    },
    receiveTyping(on) {
      clearTimeout(typingTimer);
      change({ shopperTyping: on });
      if (on) typingTimer = setTimeout(() => change({ shopperTyping: false }), typingShownMilliseconds);
    },
    receiveColleague(name) {
      clearTimeout(colleagueTimer);
      const { colleague: _, ...rest } = state.get();
      state.set(name === undefined ? rest : { ...rest, colleague: name });
      if (name !== undefined)
        colleagueTimer = setTimeout(() => {
          const { colleague: __, ...left } = state.get();
          state.set(left);
        }, typingShownMilliseconds);
    },
    receiveRead: acceptRead,
    receivePresence: (shopper) => change({ shopper }),
    refreshCustomer() {
      refreshes += 1;
      const mine = refreshes;
      // Of two in a row the later one counts; what could not be read stays as it was until the next opening.
      void dependencies.loadDetail(conversationId).then(
        ({ customer }) => {
          if (customer !== undefined && mine === refreshes && !ended) change({ customer });
        },
        () => undefined,
      );
    },
    send: (words, attachment, clientMessageId) =>
      enqueue({ text: words, ...(attachment ? { attachment } : {}) }, clientMessageId),
    sendCard: (chosen, card) => enqueue({ text: '', chosen, card }),
    resend(clientMessageId) {
      changeLog(withPendingState(state.get().log, clientMessageId, 'sending'));
      void pump();
    },
    discard: (clientMessageId) => changeLog(withoutPending(state.get().log, clientMessageId)),
    async addNote(words, mentions = []) {
      const reply = await live.ask('note.add', {
        conversationId,
        text: words,
        ...(mentions.length > 0 ? { mentions } : {}),
      });
      if (!reply.ok) return refuse(reply.error);
      acceptNotes([reply.note]);
      return undefined;
    },
    typing(on) {
      const time = now().getTime();
      if (on && time - typingToldAt < typingRepeatMilliseconds) return;
      if (!on && typingToldAt === 0) return;
      typingToldAt = on ? time : 0;
      live.tell('typing', { conversationId, on });
    },
    markRead(sequence) {
      if (sequence <= readTold) return;
      readTold = sequence;
      void live.ask('message.read', { conversationId, sequence }).then((reply) => {
        // Unanswered: the next look tells it again.
        if (!reply.ok && isTransient(reply.error.code)) readTold = Math.min(readTold, sequence - 1);
      });
    },
    wake() {
      wakeUp?.();
      void pump();
    },
    end() {
      ended = true;
      clearTimeout(typingTimer);
      clearTimeout(colleagueTimer);
      clearTimeout(syncTimer);
      wakeUp?.();
    },
  };
}

function firstToSend(log: MessageLog): PendingMessage | undefined {
  return log.pending.find((message) => message.state !== 'refused');
}
