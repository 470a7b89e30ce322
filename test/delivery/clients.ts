import { randomBytes } from 'node:crypto';
import { io } from 'socket.io-client';
import type { Message } from '../../src/contract/messages.js';
import { createThread, type Thread } from '../../web-console/src/conversations/thread.js';
import { connectStaff, type StaffLive, staffSocketOptions } from '../../web-console/src/live/staff-live.js';
import { createApi } from '../../web-widget/app/chat/api.js';
import { type Chat, createChat } from '../../web-widget/app/chat/chat.js';
import { inOrder } from '../../web-widget/app/chat/message-book.js';
import { createDeviceStorage, memoryStorage } from '../../web-widget/app/device-storage.js';

const newId = () => randomBytes(16).toString('hex');

/** One tab of a shopper's browser: the widget's own chat, without its drawing. */
export interface Tab {
  chat: Chat;
  /** What the tab reported as new, in the order of the reports. */
  news: string[];
  messages(): Message[];
  waiting(): number;
  close(): void;
}

export type Browser = ReturnType<typeof memoryStorage>;
export const newBrowser = memoryStorage;

/** @param browser what the tabs of a browser share, also over a reload */
export function openTab(address: string, browser: Browser): Tab {
  const news: string[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let open = true;
  const chat = createChat({
    origin: address,
    api: createApi(address, fetch),
    storage: createDeviceStorage('delivery', () => browser),
    customer: undefined,
    now: Date.now,
    random: Math.random,
    newId,
    later(milliseconds, run) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        if (open) run();
      }, milliseconds);
      timers.add(timer);
      return () => clearTimeout(timer);
    },
    onEvent(name, detail) {
      if (name === 'message') news.push((detail as { id: string }).id);
    },
    onUnseen: () => undefined,
  });
  return {
    chat,
    news,
    messages: () => inOrder(chat.book.value),
    waiting: () => chat.outbox.items.value.length,
    close() {
      open = false;
      for (const timer of timers) clearTimeout(timer);
      chat.leave();
    },
  };
}

/** A member of staff at the console: its own socket and threads, without its pages. */
export interface Desk {
  live: StaffLive;
  thread(conversationId: string): Thread;
  threads: ReadonlyMap<string, Thread>;
  close(): void;
}

export function openDesk(address: string, cookie: string, name: string): Desk {
  const socket = io(`${address}/staff`, { ...staffSocketOptions, extraHeaders: { cookie }, forceNew: true });
  const live = connectStaff(socket);
  const threads = new Map<string, Thread>();
  const stored = new Map<string, string>();
  live.onConnect(() => {
    for (const thread of threads.values()) {
      void thread.sync();
      thread.wake();
    }
  });
  live.on('message.created', ({ message }) => threads.get(message.conversationId)?.receive(message));
  live.on('conversation.updated', (status) => threads.get(status.conversationId)?.receiveStatus(status));
  return {
    live,
    threads,
    thread(conversationId) {
      const known = threads.get(conversationId);
      if (known) return known;
      const thread = createThread({
        conversationId,
        live,
        loadDetail: () => new Promise(() => undefined),
        agentName: name,
        storage: {
          read: (key) => stored.get(key),
          write: (key, value) => void (value === '' ? stored.delete(key) : stored.set(key, value)),
          names: (start) => [...stored.keys()].filter((key) => key.startsWith(start)),
        },
        now: () => new Date(),
        newId,
        random: Math.random,
      });
      threads.set(conversationId, thread);
      void thread.sync();
      return thread;
    },
    close() {
      for (const thread of threads.values()) thread.end();
      live.end();
    },
  };
}
