import { batch, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { CustomerClaim, ShopperSession } from '../../../src/contract/http.js';
import type { ConversationStatus, Message } from '../../../src/contract/messages.js';
import type { SentMessage, ServerToShopper } from '../../../src/contract/shopper-socket.js';
import type { WidgetEvent } from '../../frame-protocol.js';
import type { DeviceStorage } from '../device-storage.js';
import type { Api } from './api.js';
import { type Connection, createConnection } from './connection.js';
import { createSync } from './conversation-sync.js';
import { addLive, emptyBook, hasGap, type MessageBook } from './message-book.js';
import { createOutbox, type Outbox, type OutboxContent, type OutboxItem } from './outbox.js';
import { createReading, type Reading } from './reading.js';
import { createRemembered, type OfferMemory, type Remembered } from './remembered.js';
import { forgetShopper } from './session.js';
import { createSessionKeeper, type SessionKeeper } from './session-keeper.js';
import { createTracking, type Tracking } from './tracking.js';
import { createTyping, type Typing } from './typing.js';

export interface ChatParts {
  origin: string;
  api: Api;
  storage: DeviceStorage;
  customer: CustomerClaim | undefined;
  now: () => number;
  random: () => number;
  newId: () => string;
  later: (milliseconds: number, run: () => void) => () => void;
  onEvent: (name: WidgetEvent, detail: unknown) => void;
  /** A message that came while nobody looked. */
  onUnseen: (message: Message) => void;
}

export type Phase = 'loading' | 'ready' | 'failing';

/** The shopper's side of the conversation: what is known, as signals, and what the shopper can do. */
export interface Chat {
  phase: Signal<Phase>;
  connection: Connection['state'];
  status: Signal<ConversationStatus | undefined>;
  book: Signal<MessageBook>;
  outbox: Pick<Outbox, 'items' | 'retry' | 'discard'>;
  unread: ReadonlySignal<number>;
  unreadFrom: Signal<number | undefined>;
  typing: Typing['who'];
  /** How far the agent has read. */
  readByAgent: Signal<number>;
  offers: Pick<Remembered<OfferMemory>, 'facts' | 'set'>;
  ratings: Remembered<boolean>['facts'];
  /** False when too much waits already: nothing was taken. */
  send(text: string, content?: OutboxContent): boolean;
  /** The session's token, for what goes over HTTP; once more with a new one when it is no longer taken. */
  withToken: SessionKeeper['withToken'];
  mails: SessionKeeper['mails'];
  /** Tells the agent that the shopper types; called on every change of the text. */
  noteTyping(typing: boolean): void;
  /** Each returns false when it did not work. */
  requestHuman(): Promise<boolean>;
  cancelRequest(): Promise<boolean>;
  endConversation(): Promise<boolean>;
  rate(messageId: string, helpful: boolean): Promise<boolean>;
  /** For the parts that come late: any question to the server, an event for the page, a message as it is now. */
  ask: Connection['ask'];
  tellPage: ChatParts['onEvent'];
  take(message: Message): void;
  /** A call of the HTTP routes with the session's token. Throws `ApiProblem`. */
  call<Out>(method: string, path: string, body?: unknown): Promise<Out>;
  track: Tracking['track'];
  /** The shopper has said yes or no to something. */
  consentChanged: Tracking['again'];
  setCustomer(customer: CustomerClaim): void;
  reset(): void;
  setVisible(visible: boolean): void;
  /** The shopper does not want to wait for the next try to open a session. */
  retry(): void;
  /** The network or the tab came back: look at once whether anything was missed. */
  wake(): void;
  /** The page goes away or into the browser's cache; `wake` comes back. */
  leave(): void;
}

export function createChat(parts: ChatParts): Chat {
  const { api, storage } = parts;
  const phase = signal<Phase>('loading');
  const status = signal<ConversationStatus | undefined>(undefined);
  const book = signal(emptyBook(''));
  const readByAgent = signal(0);
  let readByShopper = 0;
  /** A quick reply was tapped: with it, the shopper may have agreed to something. */
  let tapped = false;
  const offers = createRemembered<OfferMemory>(storage, 'offers');
  const ratings = createRemembered<boolean>(storage, 'ratings');

  const handlers: Omit<ServerToShopper, 'server.draining'> = {
    'message.created': ({ message }) => take(message),
    'satisfaction.rated'({ messageId, rating }) {
      for (const asked of book.value.bySequence.values())
        if (asked.id === messageId && asked.card?.kind === 'satisfaction')
          take({ ...asked, card: { ...asked.card, rating } });
    },
    'conversation.updated': (update) => setStatus(update),
    typing: ({ from, on }) => typing.heard(from, on),
    'message.read': ({ by, sequence }) => {
      if (by === 'agent') noteReadByAgent(sequence);
      else reading.agree(sequence);
    },
  };
  const keeper = createSessionKeeper({
    ...parts,
    onOpen: enter,
    onProblem({ detail }, refused, again) {
      parts.onEvent('error', { code: refused ? 'refused' : 'unavailable', message: detail });
      if (again && phase.value === 'loading') phase.value = 'failing';
    },
  });
  const connection = createConnection({
    origin: parts.origin,
    random: parts.random,
    handlers,
    onConnect() {
      keeper.accepted();
      sync();
      outbox.flush();
      tracking.again();
    },
    onRefused: () => keeper.renew(),
  });
  const sync = createSync({
    book,
    ask: (afterSequence) => connection.ask('conversation.sync', { afterSequence }),
    onPage({ state, read }) {
      setStatus(state);
      noteReadByAgent(read.staff);
      readByShopper = read.shopper;
    },
    onComplete() {
      const first = phase.value !== 'ready';
      if (first) reading.begin();
      reading.agree(readByShopper);
      phase.value = 'ready';
      if (first) parts.onEvent('ready', { conversationId: book.value.conversationId });
    },
    onFailed() {
      if (connection.state.value === 'online') parts.later(2000 * (1 + parts.random()), sync);
    },
  });
  const outbox = createOutbox({
    ...parts,
    writer: () => keeper.customerId() ?? '',
    send: ({ clientMessageId, text, quickReply, attachment }) =>
      connection.ask('message.send', {
        clientMessageId,
        ...(attachment ? { attachment: { id: attachment.id } } : quickReply ? { quickReply } : { text }),
      }),
    onSent,
    onUnauthenticated: () => keeper.renew(),
  });
  const reading: Reading = createReading({
    book,
    storage,
    onRead: (sequence) => void connection.ask('message.read', { sequence }),
    onNews(message, seen) {
      const { id, from, type, text, createdAt } = message;
      parts.onEvent('message', { id, from, type, createdAt, ...(text ? { text } : {}) });
      if (from !== 'shopper' && message.type !== 'event' && !seen) parts.onUnseen(message);
    },
  });
  const tracking = createTracking(connection.ask);
  const typing = createTyping({
    later: parts.later,
    now: parts.now,
    say: (on) => void connection.ask('typing', { on }),
  });

  function noteReadByAgent(sequence: number): void {
    readByAgent.value = Math.max(readByAgent.value, sequence);
  }

  function take(message: Message): void {
    if (message.from === 'bot' && tapped) {
      tapped = false;
      tracking.again();
    }
    batch(() => {
      typing.spoke(message.from);
      book.value = addLive(book.value, message);
    });
    if (hasGap(book.value)) sync();
  }

  function setStatus(next: ConversationStatus): void {
    const known = status.value;
    if (next.conversationId !== book.value.conversationId || (known && known.version > next.version)) return;
    status.value = next;
    if (known?.state === next.state) return;
    typing.clear();
    if (known && (next.state === 'queued' || next.state === 'human'))
      parts.onEvent('handoff', { state: next.state });
  }

  function onSent(item: OutboxItem, sent: SentMessage): void {
    const { clientMessageId, text, attachment } = item;
    const { conversationId } = book.value;
    if (book.value.bySequence.has(sent.sequence)) return;
    const said = attachment ? { type: attachment.kind, attachment } : { type: 'text' as const, text };
    take({ ...sent, clientMessageId, conversationId, from: 'shopper', ...said });
  }

  function enter({ conversationId, token }: ShopperSession): void {
    batch(() => {
      if (conversationId !== book.value.conversationId) {
        book.value = emptyBook(conversationId);
        status.value = undefined;
        phase.value = 'loading';
      }
      if (phase.value === 'failing') phase.value = 'loading';
      outbox.use(conversationId);
    });
    connection.connect(token);
  }

  /** Clears what belongs to the former shopper, then opens a session for the next. */
  function changeTo(customer: CustomerClaim | undefined): void {
    connection.close();
    tracking.forget();
    keeper.become(customer);
    batch(() => {
      phase.value = 'loading';
      book.value = emptyBook('');
      status.value = undefined;
      readByAgent.value = 0;
      outbox.use('');
      offers.reload();
      ratings.reload();
    });
    void keeper.open();
  }

  async function change(
    name: 'conversation.requestHuman' | 'conversation.cancelRequest' | 'conversation.close',
  ): Promise<boolean> {
    const reply = await connection.ask(name, {});
    if (reply.ok) setStatus(reply.state);
    return reply.ok;
  }

  effect(() => parts.onEvent('unreadCount', reading.unread.value));
  effect(() => {
    if (connection.state.value === 'offline') typing.clear();
  });
  void keeper.open();

  return {
    phase,
    connection: connection.state,
    status,
    book,
    outbox,
    unread: reading.unread,
    unreadFrom: reading.unreadFrom,
    typing: typing.who,
    readByAgent,
    offers,
    ratings: ratings.facts,
    send(text, content) {
      typing.sent();
      tapped ||= content?.quickReply !== undefined;
      return outbox.enqueue(text, content) !== undefined;
    },
    withToken: keeper.withToken,
    mails: keeper.mails,
    noteTyping(now) {
      if (status.value?.state === 'human') typing.note(now);
    },
    requestHuman: () => change('conversation.requestHuman'),
    cancelRequest: () => change('conversation.cancelRequest'),
    endConversation: () => change('conversation.close'),
    async rate(messageId, helpful) {
      const reply = await connection.ask('answer.rate', { messageId, helpful });
      if (reply.ok) ratings.set(messageId, helpful);
      return reply.ok;
    },
    ask: connection.ask,
    tellPage: parts.onEvent,
    take,
    call: (method, path, body) => keeper.withToken((token) => api.call(method, path, token, body)),
    track: tracking.track,
    consentChanged: tracking.again,
    setCustomer(next) {
      const present = keeper.customerId();
      if (present === next.id) return;
      if (present) forgetShopper(storage);
      changeTo(next);
    },
    reset() {
      forgetShopper(storage);
      changeTo(undefined);
    },
    setVisible: reading.setVisible,
    retry() {
      phase.value = 'loading';
      void keeper.open();
    },
    wake() {
      if (!keeper.isOpen()) return;
      if (connection.state.value === 'online') sync();
      else connection.hurry();
    },
    leave: connection.hangUp,
  };
}
