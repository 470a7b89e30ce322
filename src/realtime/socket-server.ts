import type { Server as HttpServer } from 'node:http';
import type { Socket } from 'node:net';
import { Server } from 'socket.io';
import type { Log } from '../platform/log.js';
import { rooms } from './audience.js';
import { createDelivery, type DeliveryNeeds } from './delivery.js';
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
  log: Log;
}

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
  const shoppers: ShopperNamespace = io.of('/shopper');
  const staff: StaffNamespace = io.of('/staff');
  const delivery = createDelivery(shoppers, staff, needs);
  const presence = createShopperPresence({
    onChange: (conversationId, now) =>
      staff.to(rooms.conversation(conversationId)).emit('shopper.presence', { conversationId, ...now }),
  });
  serveShoppers(shoppers, () => staff, presence, needs.shoppers);
  serveStaff(staff, () => shoppers, presence.of, needs.staff);

  return {
    deliver: delivery.deliver,
    tellWaiting: delivery.tellWaiting,
    tellRoster: delivery.tellRoster,
    botTyping(conversationId: string, on: boolean): void {
      shoppers.to(rooms.conversation(conversationId)).emit('typing', { conversationId, from: 'bot', on });
    },
    /** Somebody's sessions have ended: their windows are cut off, and come back only with a new one. */
    dismiss(staffId: string): void {
      staff.in(rooms.staff(staffId)).disconnectSockets(true);
    },
    /** Number of open connections, for metrics. */
    connections: () => ({ shoppers: shoppers.sockets.size, staff: staff.sockets.size }),
    /** Takes no new connection, and tells every client to come back later or to another server. */
    drain(): void {
      if (draining) return;
      draining = true;
      shoppers.emit('server.draining', { retryAfterSeconds: shoppersReturnAfter });
      staff.emit('server.draining', { retryAfterSeconds: staffReturnAfter });
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
      const cut = setTimeout(() => {
        for (const socket of open) socket.destroy();
      }, longestFarewell);
      await io.close();
      clearTimeout(cut);
    },
  };
}

export type Realtime = ReturnType<typeof openRealtime>;
