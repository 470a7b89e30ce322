import type { createMessagePath } from './conversation/message-path.js';
import type { MessageStore } from './conversation/message-store.js';
import type { CustomerStore } from './customers/customer-store.js';
import type { createShopperIdentification } from './customers/shopper-session.js';
import type { Log } from './platform/log.js';
import type { ShopperNeeds } from './realtime/shopper-namespace.js';
import type { StaffDesk } from './staff-desk.js';

export interface ShopperSocketsNeeds extends Pick<ShopperNeeds, 'respondToOffer' | 'track'> {
  identify: ReturnType<typeof createShopperIdentification>;
  path: ReturnType<typeof createMessagePath>;
  messages: MessageStore;
  desk: StaffDesk;
  customers: CustomerStore;
  log: Log;
}

/** What a shopper's socket may ask for, put together from the slices that do it. */
export function shopperSockets(needs: ShopperSocketsNeeds): ShopperNeeds {
  const { identify, path, messages, desk, customers, respondToOffer, track, log } = needs;
  const { status, handOver } = desk;
  return {
    identify: (token) => identify(String(token ?? '')),
    receive: path.receive,
    typing: path.typing,
    history: messages.history,
    readThrough: messages.readThrough,
    status,
    requestHuman: async ({ conversationId, customerId }, reason) =>
      handOver.request(conversationId, reason, customerId && (await customers.tier(customerId))),
    cancelRequest: handOver.cancel,
    close: (conversationId) => handOver.close(conversationId),
    markRead: (conversationId, sequence) => messages.markRead(conversationId, 'shopper', sequence),
    rateAnswer: messages.rateAnswer,
    rateService: desk.rateService,
    respondToOffer,
    track,
    log,
  };
}
