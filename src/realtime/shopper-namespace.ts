import type { DefaultEventsMap, Namespace } from 'socket.io';
import { type SatisfactionRate, type SatisfactionRating, satisfactionRate } from '../contract/closing.js';
import type { ConversationStatus, Message } from '../contract/messages.js';
import type { MessageSend } from '../contract/shopper-socket.js';
import {
  answerRate,
  conversationSync,
  type EventTrack,
  empty,
  eventTrack,
  messageRead,
  messageSend,
  offerRespond,
  type ReadThrough,
  requestHuman,
  type SentMessage,
  type ServerToShopper,
  type ShopperToServer,
  typing,
} from '../contract/shopper-socket.js';
import type { Log } from '../platform/log.js';
import type { MakeRateLimit } from '../platform/rate-limit.js';
import { ackErrorOf, createEventGuard } from './acknowledge.js';
import { rooms } from './audience.js';
import type { ShopperPresenceBoard } from './shopper-presence.js';
import type { StaffNamespace } from './staff-namespace.js';

export interface ShopperIdentity {
  visitorId: string;
  conversationId: string;
  customerId?: string | undefined;
}

/** What the shopper's side needs of the other slices. `app.ts` supplies it. */
export interface ShopperNeeds {
  identify: (token: unknown) => Promise<ShopperIdentity>;
  receive: (conversationId: string, input: MessageSend) => Promise<SentMessage>;
  typing: (conversationId: string, on: boolean) => void;
  history: (conversationId: string, afterSequence: number, limit: number) => Promise<Message[]>;
  status: (conversationId: string) => Promise<ConversationStatus>;
  readThrough: (conversationId: string) => Promise<ReadThrough>;
  requestHuman: (identity: ShopperIdentity, reason: string | undefined) => Promise<void>;
  cancelRequest: (conversationId: string) => Promise<void>;
  close: (conversationId: string) => Promise<void>;
  /** False when there was nothing new in it. */
  markRead: (conversationId: string, sequence: number) => Promise<boolean>;
  rateAnswer: (conversationId: string, messageId: string, helpful: boolean) => Promise<void>;
  rateService: (conversationId: string, rating: SatisfactionRate) => Promise<SatisfactionRating>;
  respondToOffer: (
    identity: ShopperIdentity,
    offerId: string,
    response: 'accepted' | 'dismissed' | 'opened',
  ) => Promise<{ code?: string }>;
  /** False where the shopper has not agreed to it. */
  track: (identity: ShopperIdentity, event: EventTrack) => Promise<boolean>;
  log: Log;
}

export type ShopperNamespace = Namespace<ShopperToServer, ServerToShopper, DefaultEventsMap, ShopperIdentity>;

const pageSize = 200;
/** A fast typist, several tabs and a reconnect fit in easily; a script does not. */
const eventsPerTenSeconds = 60;
const messagesPerMinute = 40;
const reportsPerMinute = 120;

export function serveShoppers(
  namespace: ShopperNamespace,
  staff: () => StaffNamespace,
  presence: ShopperPresenceBoard,
  needs: ShopperNeeds & { limits: MakeRateLimit },
): void {
  const eventLimit = needs.limits('shopper-events', eventsPerTenSeconds, 10);
  const messageLimit = needs.limits('shopper-messages', messagesPerMinute, 60);
  const reportLimit = needs.limits('shopper-reports', reportsPerMinute, 60);

  namespace.use(async (socket, next) => {
    try {
      const identity = await needs.identify(socket.handshake.auth.token);
      await eventLimit.take(identity.visitorId);
      Object.assign(socket.data, identity);
      next();
    } catch (error) {
      const refusal = ackErrorOf(error, needs.log);
      next(Object.assign(new Error(refusal.message), { data: refusal }));
    }
  });

  namespace.on('connection', (socket) => {
    const { conversationId, visitorId } = socket.data;
    const on = createEventGuard(visitorId, eventLimit, needs.log);
    const room = rooms.conversation(conversationId);
    void socket.join(room);
    let typingNow = false;
    const tellTyping = (isTyping: boolean) => {
      typingNow = isTyping;
      needs.typing(conversationId, isTyping);
      staff().to(room).emit('typing', { conversationId, from: 'shopper', on: isTyping });
    };
    presence.arrived(conversationId);
    socket.on('disconnect', () => {
      presence.left(conversationId);
      if (typingNow) tellTyping(false);
    });
    const withState = async () => ({ state: await needs.status(conversationId) });

    socket.on(
      'message.send',
      on(messageSend, async (input) => {
        await messageLimit.take(visitorId);
        return { message: await needs.receive(conversationId, input) };
      }),
    );
    socket.on(
      'conversation.sync',
      on(conversationSync, async ({ afterSequence }) => {
        const messages = await needs.history(conversationId, afterSequence, pageSize + 1);
        return {
          messages: messages.slice(0, pageSize),
          hasMore: messages.length > pageSize,
          read: await needs.readThrough(conversationId),
          ...(await withState()),
        };
      }),
    );
    socket.on(
      'conversation.requestHuman',
      on(requestHuman, async ({ reason }) => {
        await needs.requestHuman(socket.data, reason);
        return withState();
      }),
    );
    socket.on(
      'conversation.cancelRequest',
      on(empty, async () => {
        await needs.cancelRequest(conversationId);
        return withState();
      }),
    );
    socket.on(
      'conversation.close',
      on(empty, async () => {
        await needs.close(conversationId);
        return withState();
      }),
    );
    socket.on(
      'message.read',
      on(messageRead, async ({ sequence }) => {
        if (await needs.markRead(conversationId, sequence)) {
          const notice = { conversationId, by: 'shopper' as const, sequence };
          staff().to(room).emit('message.read', notice);
          socket.to(room).emit('message.read', notice);
        }
        return {};
      }),
    );
    socket.on(
      'answer.rate',
      on(answerRate, async ({ messageId, helpful }) => {
        await needs.rateAnswer(conversationId, messageId, helpful);
        return {};
      }),
    );
    socket.on(
      'offer.respond',
      on(offerRespond, ({ offerId, response }) => needs.respondToOffer(socket.data, offerId, response)),
    );
    socket.on(
      'satisfaction.rate',
      on(satisfactionRate, async (input) => ({ rating: await needs.rateService(conversationId, input) })),
    );
    socket.on(
      'event.track',
      on(eventTrack, async (event) => {
        await reportLimit.take(visitorId);
        return { recorded: await needs.track(socket.data, event) };
      }),
    );
    socket.on(
      'typing',
      on(typing, ({ on: isTyping }) => {
        tellTyping(isTyping);
        return {};
      }),
    );
  });
}
