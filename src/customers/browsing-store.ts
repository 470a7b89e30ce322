import type { Browsing } from '../contract/http.js';
import type { Clock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { newId } from '../platform/ids.js';
import { type BrowsingEvent, browsingEvents, browsingOf, withoutQueries } from './browsing.js';
import type { ConsentStore } from './consent-store.js';

interface Person {
  visitorId: string;
  customerId?: string | undefined;
}

export interface BrowsingStoreNeeds extends Pick<Database, 'prisma'> {
  consents: Pick<ConsentStore, 'holds'>;
  clock: Clock;
}

/** A cart that nobody touched for so long is forgotten, milliseconds. */
const cartKept = 7 * 24 * 3_600_000;
const mostEvents = 200;

export type BrowsingStore = ReturnType<typeof createBrowsingStore>;

/** What a shopper's browser reports, kept and shown only while the shopper agrees. */
export function createBrowsingStore({ prisma, consents, clock }: BrowsingStoreNeeds) {
  const agreed = ({ visitorId, customerId }: Person) =>
    consents.holds({ visitorId, ...(customerId ? { customerId } : {}) }, 'personalization');

  return {
    /** @returns false where the shopper has not agreed: then nothing is kept */
    async record(
      person: Person,
      { name, properties }: { name: string; properties: Record<string, unknown> },
    ): Promise<boolean> {
      if (!(await agreed(person))) return false;
      const { visitorId, customerId } = person;
      await prisma.event.create({
        data: {
          id: newId(),
          name,
          visitorId,
          ...(customerId ? { customerId } : {}),
          properties: withoutQueries(properties) as Prisma.InputJsonObject,
          occurredAt: clock(),
        },
        select: { id: true },
      });
      return true;
    },

    /** The page and the cart of somebody who agreed, for staff who may see the conversation. */
    async current(person: Person): Promise<Browsing | undefined> {
      if (!(await agreed(person))) return undefined;
      const now = clock();
      const rows = await prisma.event.findMany({
        where: {
          visitorId: person.visitorId,
          name: { in: browsingEvents },
          occurredAt: { gte: new Date(now.getTime() - cartKept) },
        },
        orderBy: [{ occurredAt: 'desc' }, { id: 'desc' }],
        take: mostEvents,
        select: { name: true, properties: true, occurredAt: true },
      });
      return browsingOf(rows as BrowsingEvent[], now);
    },
  };
}
