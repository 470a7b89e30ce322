import { io, type Socket } from 'socket.io-client';
import type { Ack, AckError } from '../../../src/contract/ack.js';
import type { ServerToStaff, StaffToServer } from '../../../src/contract/staff-socket.js';
import { type Observable, observable } from './observable.js';

export type Connection = 'connecting' | 'online' | 'offline';

type EventName = keyof StaffToServer;
export type Input<E extends EventName> = Parameters<StaffToServer[E]>[0];
export type Reply<E extends EventName> = Parameters<Parameters<StaffToServer[E]>[1]>[0];

/** The socket as the rest of the console sees it: typed, never throwing, every question answered. */
export interface StaffLive {
  connection: Observable<Connection>;
  /** @returns takes the handler away again */
  on: <E extends keyof ServerToStaff>(event: E, handler: ServerToStaff[E]) => () => void;
  /** Asks and waits for the ack; no connection or no answer in time is an `unavailable` error. */
  ask: <E extends EventName>(event: E, input: Input<E>) => Promise<Reply<E>>;
  /** Sends without caring for the answer: typing. */
  tell: <E extends EventName>(event: E, input: Input<E>) => void;
  onConnect: (handler: () => void) => void;
  /** The server refused the connection itself: most likely the session is over. */
  onRefused: (handler: () => void) => void;
  reconnectNow: () => void;
  end: () => void;
}

/** Longer than the server's ping interval (10 s): a connection that lives is heard of within it. */
const answerTimeout = 12_000;

const unavailable: AckError = { code: 'unavailable', message: '' };

export const staffSocketOptions = {
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 8000,
  randomizationFactor: 0.5,
  timeout: 10_000,
};

/** Connects to `/staff` with the session cookie; reconnects on its own with jitter until `end`. */
export function connectStaff(
  socket: Socket = io('/staff', staffSocketOptions),
  random: () => number = Math.random,
): StaffLive {
  const connection = observable<Connection>('connecting');
  const refusedHandlers: (() => void)[] = [];
  let later: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  /** When the server was last heard of, milliseconds. */
  let heardAt = 0;
  const heard = (): void => {
    heardAt = Date.now();
  };
  socket.io.on('ping', heard);
  socket.onAny(heard);

  const connectIn = (milliseconds: number): void => {
    clearTimeout(later);
    later = setTimeout(() => {
      if (!ended) socket.connect();
    }, milliseconds);
  };

  socket.on('connect', () => connection.set('online'));
  socket.on('disconnect', (reason) => {
    connection.set('offline');
    // After these two the library does not come back by itself.
    if (!ended && reason === 'io server disconnect') connectIn(1000 + random() * 2000);
  });
  socket.on('connect_error', () => {
    connection.set('offline');
    if (socket.active || ended) return;
    for (const handler of refusedHandlers) handler();
    connectIn(4000 + random() * 3000);
  });
  socket.on('server.draining', ({ retryAfterSeconds }: { retryAfterSeconds: number }) => {
    socket.disconnect();
    connectIn((retryAfterSeconds + random() * 2) * 1000);
  });

  return {
    connection,
    on(event, handler) {
      socket.on<string>(event, handler);
      return () => void socket.off<string>(event, handler);
    },
    async ask<E extends EventName>(event: E, input: Input<E>): Promise<Reply<E>> {
      const failure: Ack = { ok: false, error: unavailable };
      if (!socket.connected) return failure as Reply<E>;
      const askedAt = Date.now();
      try {
        return await socket.timeout(answerTimeout).emitWithAck(event, input);
      } catch {
        // Not a word since, not even a ping: the connection is half open, and only we can tell.
        if (socket.connected && heardAt < askedAt && !ended) socket.disconnect().connect();
        return failure as Reply<E>;
      }
    },
    tell(event, input) {
      if (socket.connected) socket.volatile.emit(event, input, () => undefined);
    },
    onConnect(handler) {
      socket.on('connect', handler);
    },
    onRefused(handler) {
      refusedHandlers.push(handler);
    },
    reconnectNow() {
      if (!socket.connected && !ended) socket.connect();
    },
    end() {
      ended = true;
      clearTimeout(later);
      socket.disconnect();
    },
  };
}
