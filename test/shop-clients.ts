import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Ack } from '../src/contract/ack.js';
import type { ConversationStatus, Message } from '../src/contract/messages.js';
import type { SentMessage, SyncPage } from '../src/contract/shopper-socket.js';
import type { Note } from '../src/contract/staff-socket.js';

/** An event as a client received it. */
export interface Received {
  name: string;
  event: unknown;
}

export interface TestClient {
  socket: Socket;
  /** Everything received so far, in order. */
  received: Received[];
  /** The payloads of one kind of event. */
  of<Event>(name: string): Event[];
  /** Sends anything, right or wrong, and gives the ack. */
  ask<Out extends object = object>(event: string, input: unknown): Promise<Ack<Out>>;
  /** As `ask`; a refusal is an error. */
  done<Out extends object = object>(event: string, input: unknown): Promise<{ ok: true } & Out>;
  /** Resolves with the first matching event, one of the past included. */
  saw<Event>(name: string, matches?: (event: Event) => boolean): Promise<Event>;
  close(): void;
}

export interface TestShopper extends TestClient {
  token: string;
  conversationId: string;
  /** Sends typed words, or taps a reply. */
  send(text: string, payload?: string, clientMessageId?: string): Promise<SentMessage>;
  /** Sends, and waits for the end of the bot's turn. @returns what was said in it */
  turn(text: string, payload?: string): Promise<Message[]>;
  /** Everything there is, page by page. */
  history(): Promise<Message[]>;
  status(): Promise<ConversationStatus>;
}

export interface TestStaff extends TestClient {
  cookie: string;
  /** Opens a conversation, and hears it from then on. */
  open(conversationId: string): Promise<SyncPage & { notes: Note[] }>;
}

const longestWait = 8_000;

function connect(address: string, namespace: string, options: object): Promise<TestClient> {
  const socket = io(`${address}${namespace}`, {
    ...options,
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  socket.onAny((name: string, event: unknown) => {
    received.push({ name, event });
    for (const look of waiting) look();
  });
  const of = <Event>(name: string) =>
    received.filter((entry) => entry.name === name).map(({ event }) => event as Event);
  const ask = <Out extends object>(event: string, input: unknown): Promise<Ack<Out>> =>
    socket.timeout(longestWait).emitWithAck(event, input);
  const client: TestClient = {
    socket,
    received,
    of,
    ask,
    async done<Out extends object>(event: string, input: unknown) {
      const answer = await ask<Out>(event, input);
      if (!answer.ok) throw new Error(`${event} was refused: ${JSON.stringify(answer.error)}`);
      return answer;
    },
    saw: <Event>(name: string, matches: (event: Event) => boolean = () => true) =>
      new Promise<Event>((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`${name} was not received within ${longestWait} ms`));
        }, longestWait);
        const look = () => {
          const found = of<Event>(name).find(matches);
          if (found === undefined) return;
          clearTimeout(late);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () => void socket.close(),
  };
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(client));
    socket.once('connect_error', reject);
  });
}

/** @throws the server's refusal, with `data` as it was sent */
export async function connectShopper(address: string, token: unknown): Promise<TestShopper> {
  const client = await connect(address, '/shopper', { auth: { token } });
  const { done, of, saw } = client;
  const page = (afterSequence: number) => done<SyncPage>('conversation.sync', { afterSequence });
  const { conversationId } = (await page(0)).state;

  async function send(text: string, payload?: string, clientMessageId: string = randomUUID()) {
    const content = payload === undefined ? { text } : { quickReply: { label: text, payload } };
    return (await done<{ message: SentMessage }>('message.send', { clientMessageId, ...content })).message;
  }
  const turnsEnded = () =>
    of<{ from: string; on: boolean }>('typing').filter(({ from, on }) => from === 'bot' && !on).length;

  return {
    ...client,
    token: String(token),
    conversationId,
    send,
    async turn(text, payload) {
      const before = turnsEnded();
      const { sequence } = await send(text, payload);
      await saw('typing', () => turnsEnded() > before);
      return (await page(sequence)).messages;
    },
    async history() {
      const messages: Message[] = [];
      for (;;) {
        const { messages: some, hasMore } = await page(messages.at(-1)?.sequence ?? 0);
        messages.push(...some);
        if (!hasMore) return messages;
      }
    },
    status: async () => (await page(0)).state,
  };
}

/** @throws the server's refusal, with `data` as it was sent */
export async function connectStaff(address: string, cookie: string): Promise<TestStaff> {
  const client = await connect(address, '/staff', { extraHeaders: { cookie } });
  return {
    ...client,
    cookie,
    open: (conversationId) =>
      client.done<SyncPage & { notes: Note[] }>('conversation.sync', { conversationId, afterSequence: 0 }),
  };
}
