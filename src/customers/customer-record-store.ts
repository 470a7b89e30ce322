import type { CouponItem } from '../contract/cards.js';
import type { CustomerRecord } from '../contract/marketing-console.js';
import type { Database } from '../platform/database.js';
import type { ConsentStore } from './consent-store.js';
import type { CustomerStore } from './customer-store.js';

const shown = { offers: 20, conversations: 20 };
/** Consents of a customer are the same on every device: no visitor is asked for. */
const noVisitor = '00000000-0000-0000-0000-000000000000';

export interface CustomerRecordNeeds extends Pick<Database, 'prisma'> {
  customers: Pick<CustomerStore, 'pane'>;
  consents: Pick<ConsentStore, 'current'>;
  /** Supplied by marketing. */
  wallet: (customerId: string) => Promise<CouponItem[]>;
}

/** What a customer did and was given: orders, coupons, offers, conversations, consents. Of coupons not the code. */
export function createCustomerRecords({ prisma, customers, consents, wallet }: CustomerRecordNeeds) {
  return async (customerId: string): Promise<CustomerRecord> => {
    const [pane, decided, coupons, offers, conversations] = await Promise.all([
      customers.pane(customerId),
      consents.current({ visitorId: noVisitor, customerId }),
      wallet(customerId),
      prisma.offer.findMany({
        where: { customerId },
        orderBy: { createdAt: 'desc' },
        take: shown.offers,
        select: {
          id: true,
          state: true,
          reason: true,
          createdAt: true,
          respondedAt: true,
          coupon: { select: { title: true } },
        },
      }),
      prisma.conversation.findMany({
        where: { customerId },
        orderBy: { createdAt: 'desc' },
        take: shown.conversations,
        select: {
          id: true,
          state: true,
          lastSequence: true,
          createdAt: true,
          closedAt: true,
          disposition: true,
          assignedStaff: { select: { name: true } },
        },
      }),
    ]);
    const { phone, email, orderCount, spentMinor, recentOrders } = pane;
    return {
      ...(phone ? { phone } : {}),
      ...(email ? { email } : {}),
      orderCount,
      spentMinor,
      recentOrders,
      consents: decided,
      coupons: coupons.map(({ couponId, title, state, validUntil }) => ({
        couponId,
        title,
        state,
        validUntil,
      })),
      offers: offers.map(({ id, state, reason, createdAt, respondedAt, coupon }) => ({
        offerId: id,
        title: coupon.title,
        state,
        reason,
        at: createdAt.toISOString(),
        ...(respondedAt ? { respondedAt: respondedAt.toISOString() } : {}),
      })),
      conversations: conversations.map(
        ({ id, state, lastSequence, createdAt, closedAt, disposition, assignedStaff }) => ({
          conversationId: id,
          state,
          messages: lastSequence,
          startedAt: createdAt.toISOString(),
          ...(closedAt ? { closedAt: closedAt.toISOString() } : {}),
          ...(disposition ? { disposition } : {}),
          ...(assignedStaff ? { agent: assignedStaff.name } : {}),
        }),
      ),
    };
  };
}
