import type { Database } from '../../platform/database.js';
import type { PersonKeys } from './personal-rows-store.js';
import type { Person } from './request-store.js';

/** Finds what stands for a person: a customer with all browsers and conversations, or one browser. */
export function createPersonFinder({ prisma }: Pick<Database, 'prisma'>) {
  return {
    async keysOf({ visitorId, customerId }: Partial<Person>): Promise<PersonKeys> {
      const customer = customerId
        ? await prisma.customer.findUnique({
            where: { id: customerId },
            select: { id: true, externalId: true },
          })
        : null;
      const visitors = await prisma.visitor.findMany({
        where: customer ? { customerId: customer.id } : { id: visitorId ?? '' },
        select: { id: true },
      });
      const visitorIds = visitors.map(({ id }) => id);
      const conversations = await prisma.conversation.findMany({
        where: {
          OR: [{ visitorId: { in: visitorIds } }, ...(customer ? [{ customerId: customer.id }] : [])],
        },
        select: { id: true },
      });
      return {
        customers: customer ? [customer.id] : [],
        visitors: visitorIds,
        conversations: conversations.map(({ id }) => id),
        names: [
          ...(customer ? [`customer:${customer.externalId}`, `customer:${customer.id}`] : []),
          ...visitorIds.map((id) => `visitor:${id}`),
        ],
      };
    },

    /** Our id of the shop's customer. */
    async customerIdOf(externalId: string): Promise<string | undefined> {
      const row = await prisma.customer.findUnique({ where: { externalId }, select: { id: true } });
      return row?.id;
    },

    /** What the shop has told us, for the person to see. */
    async basics(customerId: string) {
      const [customer, orders] = await Promise.all([
        prisma.customer.findUnique({
          where: { id: customerId },
          select: { name: true, tier: true, points: true, province: true, city: true, birthday: true },
        }),
        prisma.order.aggregate({ where: { customerId }, _count: true, _max: { createdAt: true } }),
      ]);
      return customer && { ...customer, orders: orders._count, lastOrderAt: orders._max.createdAt };
    },

    /** How much there is of what a person leaves behind in the chat and on the pages. */
    async traces(keys: PersonKeys) {
      const [messages, events, offers] = await Promise.all([
        prisma.message.count({ where: { conversationId: { in: keys.conversations }, from: 'shopper' } }),
        prisma.event.count({
          where: { OR: [{ customerId: { in: keys.customers } }, { visitorId: { in: keys.visitors } }] },
        }),
        prisma.offer.count({ where: { customerId: { in: keys.customers } } }),
      ]);
      return { messages, events, offers };
    },
  };
}

export type PersonFinder = ReturnType<typeof createPersonFinder>;
