import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { Server } from 'socket.io';
import type { Log } from '../platform/log.js';
import type { MakeRateLimit } from '../platform/rate-limit.js';
import type { Redis } from '../platform/redis.js';
import { rooms } from './audience.js';
import { createDelivery, type DeliveryNeeds } from './delivery.js';
import { sharePresence } from './shared-presence.js';
import { type ShopperNamespace, type ShopperNeeds, serveShoppers } from './shopper-namespace.js';
import { createShopperPresence } from './shopper-presence.js';
import { type StaffNamespace, type StaffNeeds, serveStaff } from './staff-namespace.js';

/** Largest event a client may send, bytes. */
const maxEventBytes = 64 * 1024;

/**
 * A half-open connection (the other side is gone, nobody said so) is found within the sum of both, milliseconds; and
 * clients that hear nothing for longer than the first know that something is wrong.
 */
const pingInterval = 10_000;
const pingTimeout = 8_000;

/** On shutdown, connections get this long to end properly, milliseconds. */
const longestFarewell = 2_000;

/** When clients should come back, seconds; they add jitter, so that they do not come all at once. */
const shoppersReturnAfter = 3;
const staffReturnAfter = 1;

export interface RealtimeNeeds extends DeliveryNeeds {
  shoppers: ShopperNeeds;
  staff: StaffNeeds;
  /** By which the sockets of several processes hear each other; absent: there is only this one. */
  redis?: Redis | undefined;
  /** This process. */
  nodeId: string;
  limits: MakeRateLimit;
  log: Log;
}

/**
 * What is passing (typing, read receipts, presence) goes to the sockets of all processes by the adapter; stored events do
 * not, since every process reads them itself. So little needs to be kept, and for a short break only.
 */
const passing = { maxLen: 2_000, blockTimeInMs: 2_000 };

/** Opens both socket namespaces on an HTTP server. */
export function openRealtime(httpServer: HttpServer, needs: RealtimeNeeds) {
  let draining = false;
  const open = new Set<Socket>();
  httpServer.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  const io = new Server(httpServer, {
    path: '/socket.io',
    serveClient: false,
    maxHttpBufferSize: maxEventBytes,
    pingInterval,
    pingTimeout,
    transports: ['websocket', 'polling'],
    cors: { origin: false },
    allowRequest: (_request, answer) => answer(draining ? 'draining' : null, !draining),
  });
  const { redis, limits, nodeId } = needs;
  if (redis) {
    const name = `${redis.prefix}sockets`;
    io.adapter(createAdapter(redis.adapterClient, { ...passing, streamName: name, channelPrefix: name }));
  }
  const shoppers: ShopperNamespace = io.of('/shopper');
  const staff: StaffNamespace = io.of('/staff');
  const delivery = createDelivery(shoppers, staff, needs);
  const shared = redis && sharePresence(redis, nodeId);
  const presence = createShopperPresence({
    elsewhere: shared?.elsewhere,
    onChange: (conversationId, now) =>
      staff.to(rooms.conversation(conversationId)).emit('shopper.presence', { conversationId, ...now }),
  });
  shared?.keep(presence.connected);
  serveShoppers(shoppers, () => staff, presence, { ...needs.shoppers, limits });
  serveStaff(staff, () => shoppers, presence.of, { ...needs.staff, limits });

  return {
    deliver: delivery.deliver,
    tellWaiting: delivery.tellWaiting,
    tellRoster(): void {
      delivery.tellRoster();
      redis?.signal('roster');
    },
    botTyping(conversationId: string, on: boolean): void {
      shoppers.to(rooms.conversation(conversationId)).emit('typing', { conversationId, from: 'bot', on });
    },
    /** Number of open connections, for metrics. */
    connections: () => ({ shoppers: shoppers.sockets.size, staff: staff.sockets.size }),
    /** Takes no new connection, and tells every client to come back later or to another server. */
    drain(): void {
      if (draining) return;
      draining = true;
      // Those of other processes have no reason to go.
      shoppers.local.emit('server.draining', { retryAfterSeconds: shoppersReturnAfter });
      staff.local.emit('server.draining', { retryAfterSeconds: staffReturnAfter });
    },
    /** For the readiness check: throws once the server drains, so that a balancer sends nobody any more. */
    checkOpen(): void {
      if (draining) throw new Error('The server is closing.');
    },
    /**
     * Ends what connections are left. One whose other side is gone without a word would keep the server for half a
     * minute: none gets longer than `longestFarewell`.
     */
    async close(): Promise<void> {
      presence.stop();
      shared?.stop();
      const cut = setTimeout(() => {
        for (const socket of open) socket.destroy();
      }, longestFarewell);
      await io.close();
      clearTimeout(cut);
    },
  };
}

export type Realtime = ReturnType<typeof openRealtime>;
