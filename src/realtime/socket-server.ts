import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Log } from '../platform/log.js';
import { rooms } from './audience.js';
import { createDelivery, type DeliveryNeeds } from './delivery.js';
import { type ShopperNamespace, type ShopperNeeds, serveShoppers } from './shopper-namespace.js';
import { type StaffNamespace, type StaffNeeds, serveStaff } from './staff-namespace.js';

/** Largest event a client may send, bytes. */
const maxEventBytes = 64 * 1024;

export interface RealtimeNeeds extends DeliveryNeeds {
  shoppers: ShopperNeeds;
  staff: StaffNeeds;
  log: Log;
}

/** Opens both socket namespaces on an HTTP server. */
export function openRealtime(httpServer: HttpServer, needs: RealtimeNeeds) {
  const io = new Server(httpServer, {
    path: '/socket.io',
    serveClient: false,
    maxHttpBufferSize: maxEventBytes,
    // Half-open connections are found within this time.
    pingInterval: 15_000,
    pingTimeout: 10_000,
    transports: ['websocket', 'polling'],
    cors: { origin: false },
  });
  const shoppers: ShopperNamespace = io.of('/shopper');
  const staff: StaffNamespace = io.of('/staff');
  const delivery = createDelivery(shoppers, staff, needs);
  serveShoppers(shoppers, () => staff, needs.shoppers);
  serveStaff(staff, () => shoppers, needs.staff);

  return {
    deliver: delivery.deliver,
    tellWaiting: delivery.tellWaiting,
    tellRoster: delivery.tellRoster,
    botTyping(conversationId: string, on: boolean): void {
      shoppers.to(rooms.conversation(conversationId)).emit('typing', { conversationId, from: 'bot', on });
    },
    /** Number of open connections, for metrics. */
    connections: () => ({ shoppers: shoppers.sockets.size, staff: staff.sockets.size }),
    /** Tells every client to come back elsewhere, then closes. */
    async close(): Promise<void> {
      shoppers.emit('server.draining', { retryAfterSeconds: 3 });
      staff.emit('server.draining', { retryAfterSeconds: 1 });
      await io.close();
    },
  };
}

export type Realtime = ReturnType<typeof openRealtime>;
