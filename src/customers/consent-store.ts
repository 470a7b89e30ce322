import { type ConsentPurpose, type ConsentState, consentPurpose } from '../contract/http.js';
import type { Database } from '../platform/database.js';
import type { Prisma } from '../platform/generated/prisma/client.js';

/** The wording that people agreed to; raise it when the wording changes in meaning. */
const textVersion = '2026-11';

interface Person {
  visitorId: string;
  customerId?: string;
}

interface Change extends Person {
  purpose: ConsentPurpose;
  granted: boolean;
  /** Where it was said: `chat`, `settings`. */
  source: string;
}

export type ConsentStore = ReturnType<typeof createConsentStore>;

/** Consent as an append-only ledger (PIPL Art. 14–16): every change is a row, the newest one is in force. */
export function createConsentStore({ prisma }: Pick<Database, 'prisma'>) {
  const ofPerson = ({ visitorId, customerId }: Person): Prisma.ConsentWhereInput =>
    customerId ? { customerId } : { visitorId, customerId: null };

  return {
    /** Adds a change inside a transaction of somebody else. */
    recordIn: async (tx: Prisma.TransactionClient, change: Change): Promise<void> => {
      await tx.consent.create({ data: { ...change, textVersion } });
    },

    async record(change: Change): Promise<void> {
      await prisma.consent.create({ data: { ...change, textVersion } });
    },

    /** What is in force for every purpose; without `granted` where the person was never asked. */
    async current(person: Person): Promise<ConsentState[]> {
      const rows = await prisma.consent.findMany({
        where: ofPerson(person),
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        distinct: ['purpose'],
        select: { purpose: true, granted: true, createdAt: true },
      });
      return consentPurpose.options.map((purpose) => {
        const row = rows.find((candidate) => candidate.purpose === purpose);
        return row ? { purpose, granted: row.granted, decidedAt: row.createdAt.toISOString() } : { purpose };
      });
    },
  };
}
