import type { Database } from '../platform/database.js';

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

    async create(): Promise<string> {
      const { id } = await prisma.visitor.create({ data: {}, select: { id: true } });
      return id;
    },

    async seen(visitorId: string, now: Date): Promise<void> {
      await prisma.visitor.update({ where: { id: visitorId }, data: { lastSeenAt: now } });
    },

    /** Our id of a customer whom the shop has proven; makes the row when the shop had not sent the customer yet. */
    async customerIdOf(customer: { id: string; name?: string | undefined }): Promise<string> {
      const { id } = await prisma.customer.upsert({
        where: { externalId: customer.id },
        create: { externalId: customer.id, name: customer.name ?? '顾客' },
        update: {},
        select: { id: true },
      });
      return id;
    },

    async tie(visitorId: string, customerId: string): Promise<void> {
      await prisma.visitor.update({ where: { id: visitorId }, data: { customerId } });
    },
  };
}
