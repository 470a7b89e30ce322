import type { Prisma } from './generated/prisma/client.js';

/** Supplied by staff: adds a record, in the transaction of the change. */
export type RecordAudit = (
  record: {
    actor: { type: 'staff' | 'customer'; id: string } | { type: 'system'; id?: string };
    action: string;
    subject: string;
    /** Facts worth keeping; never a name, an address, a telephone or a tax number. */
    detail?: Prisma.InputJsonObject;
  },
  tx: Prisma.TransactionClient,
) => Promise<void>;
