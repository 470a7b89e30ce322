import type { Database } from '../platform/database.js';
import { carryOverConsents } from './consent-store.js';

export interface KnownVisitor {
  visitorId: string;
  customerId?: string;
}

export type VisitorStore = ReturnType<typeof createVisitorStore>;

/** Browsers, and the customers they turn out to be. */
export function createVisitorStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    async find(visitorId: string): Promise<KnownVisitor | undefined> {
      const row = await prisma.visitor.findUnique({
        where: { id: visitorId },
        select: { id: true, customerId: true },
      });
      return row
        ? { visitorId: row.id, ...(row.customerId ? { customerId: row.customerId } : {}) }
        : undefined;
    },

    /** A new browser, of this customer where it is known whose it is. */
    async create(customerId?: string): Promise<string> {
      const { id } = await prisma.visitor.create({
        data: customerId ? { customerId } : {},
        select: { id: true },
      });
      return id;
    },

    async seen(visitorId: string, now: Date): Promise<void> {
      await prisma.visitor.updateMany({ where: { id: visitorId }, data: { lastSeenAt: now } });
    },

    /** Our id of a customer whom the shop has proven; makes the row when the shop had not sent the customer yet. */
    async customerIdOf(customer: { id: string; name?: string | undefined }): Promise<string> {
      const where = { externalId: customer.id };
      const known = await prisma.customer.findUnique({ where, select: { id: true } });
      if (known) return known.id;
      await prisma.customer.createMany({
        data: [{ ...where, name: customer.name ?? '顾客' }],
        skipDuplicates: true,
      });
      return (await prisma.customer.findUniqueOrThrow({ where, select: { id: true } })).id;
    },

    /**
     * An anonymous visitor turns out to be this customer, consents included.
     * @returns false when the visitor is, by now, somebody else's: of two who sign in at once on one visitor, one wins
     */
    tie: (visitorId: string, customerId: string): Promise<boolean> =>
      prisma.$transaction(async (tx) => {
        const { count } = await tx.visitor.updateMany({
          where: { id: visitorId, customerId: null },
          data: { customerId },
        });
        if (count === 1) {
          // What comes along is older than what profiles have seen: the customer is what is new. First, because whoever
          // writes profiles locks customers first as well.
          await tx.$executeRaw`UPDATE "Customer" SET "updatedAt" = now() WHERE id = ${customerId}::uuid`;
          await carryOverConsents(tx, visitorId, customerId);
          // What was looked at before signing in belongs to the customer's history.
          await tx.event.updateMany({ where: { visitorId, customerId: null }, data: { customerId } });
          return true;
        }
        const now = await tx.visitor.findUnique({ where: { id: visitorId }, select: { customerId: true } });
        return now?.customerId === customerId;
      }),
  };
}
