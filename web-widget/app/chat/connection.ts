import { type Signal, signal } from '@preact/signals-core';
import type { Manager, Socket } from 'socket.io-client';
import type { AckError } from '../../../src/contract/ack.js';
import type { ServerToShopper, ShopperToServer } from '../../../src/contract/shopper-socket.js';
import { late } from '../late.js';
import { retryDelay } from './outbox.js';

type Input<Name extends keyof ShopperToServer> = Parameters<ShopperToServer[Name]>[0];
type Reply<Name extends keyof ShopperToServer> = Parameters<Parameters<ShopperToServer[Name]>[1]>[0];

export interface Connection {
  state: Signal<'connecting' | 'online' | 'offline'>;
  /** Connects as another session, leaving the earlier one. */
  connect(token: string): void;
  /** Tries now instead of at the next backoff step. */
  hurry(): void;
  /** Sends and waits for the acknowledgement; a missing one is the error `unavailable`. Never rejects. */
  ask<Name extends keyof ShopperToServer>(name: Name, input: Input<Name>): Promise<Reply<Name>>;
  close(): void;
  /** The page goes away, perhaps to come back: hangs up, until `hurry`. */
  hangUp(): void;
}

/** Longer than the server's ping interval (10 s): a connection that lives is heard of within it. */
const ackTimeoutMs = 12_000;
/** An attempt gets this long before the next wish to hurry starts another. */
const shortestHurryMs = 3000;

const managerOptions = {
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 20_000,
  autoConnect: false,
};

const client = late(() => import('./socket-client.js'));

/**
 * The socket to `/shopper`. Socket.io reconnects by itself after network trouble; what it leaves to us is the server's
 * refusal (a bad token), a server that closes the socket, and one that is going down.
 */
export function createConnection(parts: {
  origin: string;
  random: () => number;
  handlers: Omit<ServerToShopper, 'server.draining'>;
  onConnect: () => void;
  onRefused: () => void;
}): Connection {
  const state = signal<'connecting' | 'online' | 'offline'>('connecting');
  let socket: Socket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Fetches socket.io's client for the present session and connects, unless that has happened. */
  let start: (() => Promise<void>) | undefined;
  let hurriedAt = 0;
  /** When the server was last heard of, milliseconds. */
  let heardAt = 0;
  const heard = () => {
    heardAt = Date.now();
  };

  function reconnectAfter(seconds: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => socket?.connect(), seconds * 1000 * (0.5 + parts.random()));
  }

  function close(): void {
    clearTimeout(timer);
    socket?.removeAllListeners();
    socket?.disconnect();
    socket = undefined;
    start = undefined;
  }

  function connect(token: string): void {
    close();
    state.value = 'connecting';
    let attempt = 0;
    const fetchThenOpen = async (): Promise<void> => {
      await client.load();
      if (start !== fetchThenOpen || socket) return;
      const { Manager } = client.part.value ?? {};
      if (Manager) return open(new Manager(parts.origin, managerOptions), token);
      state.value = 'offline';
      clearTimeout(timer);
      timer = setTimeout(fetchThenOpen, retryDelay(attempt++, undefined, parts.random));
    };
    start = fetchThenOpen;
    void start();
  }

  function open(manager: Manager, token: string): void {
    const mine = manager.socket('/shopper', { auth: { token } });
    socket = mine;
    let refusals = 0;
    mine.on('connect', () => {
      state.value = 'online';
      refusals = 0;
      parts.onConnect();
    });
    mine.on('disconnect', (reason) => {
      state.value = 'offline';
      if (reason === 'io server disconnect') reconnectAfter(1);
    });
    mine.on('connect_error', (error: Error & { data?: AckError }) => {
      state.value = 'offline';
      if (mine.active) return; // the network: socket.io goes on trying
      if (error.data?.code === 'unauthenticated') parts.onRefused();
      else reconnectAfter(retryDelay(refusals++, error.data?.retryAfterSeconds, parts.random) / 1000);
    });
    manager.on('ping', heard);
    mine.onAny(heard);
    for (const [name, handler] of Object.entries(parts.handlers)) mine.on(name, handler);
    mine.on('server.draining', ({ retryAfterSeconds }: { retryAfterSeconds: number }) => {
      mine.disconnect();
      reconnectAfter(retryAfterSeconds);
    });
    mine.connect();
  }

  void client.load(); // while the session is being opened
  return {
    state,
    connect,
    close,
    hangUp() {
      clearTimeout(timer);
      socket?.disconnect();
    },
    hurry() {
      if (state.value !== 'offline' || Date.now() - hurriedAt < shortestHurryMs) return;
      hurriedAt = Date.now();
      if (socket)
        socket.disconnect().connect(); // leaves socket.io's own backoff
      else void start?.();
    },
    async ask<Name extends keyof ShopperToServer>(name: Name, input: Input<Name>): Promise<Reply<Name>> {
      const lost = { ok: false, error: { code: 'unavailable', message: 'not connected' } } as Reply<Name>;
      const mine = socket;
      if (!mine?.connected) return lost;
      const askedAt = Date.now();
      try {
        return await mine.timeout(ackTimeoutMs).emitWithAck(name, input);
      } catch {
        // Not a word since, not even a ping: the connection is half open, and only we can tell.
        if (mine.connected && heardAt < askedAt) mine.disconnect().connect();
        return lost;
      }
    },
  };
}
