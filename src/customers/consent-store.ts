import { type ConsentPurpose, type ConsentState, consentPurpose } from '../contract/http.js';
import type { ConsentDecision } from '../contract/privacy.js';
import { type Clock, systemClock } from '../platform/clock.js';
import type { Database } from '../platform/database.js';
import type { Prisma } from '../platform/generated/prisma/client.js';
import { newId } from '../platform/ids.js';
import { addEvents } from '../platform/outbox.js';
import { wordingInUse, wordingOf } from './privacy/wordings.js';
import { withholdProfile } from './profile/profile-store.js';

/** Conversations of one person that staff are told in. */
const mostTold = 5;
/** Changes that a history shows. */
const longestHistory = 200;

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

type Client = Pick<Prisma.TransactionClient, 'consent' | 'customerProfile' | 'conversation' | 'outboxEvent'>;

export type ConsentStore = ReturnType<typeof createConsentStore>;

/**
 * Consent as an append-only ledger (PIPL Art. 14–16): every change is a row, the newest one is in force. A customer's
 * decisions are the same on every device; an anonymous visitor's belong to that browser, until it turns out whose it is.
 * @param committed told after a change of its own transaction, of which staff are to hear
 */
export function createConsentStore(
  { prisma }: Pick<Database, 'prisma'>,
  clock: Clock = systemClock,
  committed: () => void = () => undefined,
) {
  async function recordIn(tx: Client, change: Change): Promise<void> {
    const { version: textVersion } = wordingInUse(change.purpose);
    const inForce = await newest(tx, change, change.purpose);
    // Saying the same again changes nothing, and must not let the ledger grow.
    if (inForce?.granted === change.granted && inForce.textVersion === textVersion) return;
    await tx.consent.create({ data: { ...change, id: newId(), textVersion, createdAt: clock() } });
    await forgetWhereDeclined(tx, change);
    await tellStaff(tx, change);
  }

  return {
    /** Adds a change inside a transaction of somebody else. */
    recordIn: (tx: Prisma.TransactionClient, change: Change): Promise<void> => recordIn(tx, change),

    async record(change: Change): Promise<void> {
      await prisma.$transaction((tx) => recordIn(tx, change));
      committed();
    },

    /** What is in force for every purpose; without `granted` where the person was never asked. */
    async current(person: Person): Promise<ConsentState[]> {
      const rows = await Promise.all(
        consentPurpose.options.map(async (purpose) => ({
          purpose,
          row: await newest(prisma, person, purpose),
        })),
      );
      return rows.map(({ purpose, row }) =>
        row ? { purpose, granted: row.granted, decidedAt: row.createdAt.toISOString() } : { purpose },
      );
    },

    /** Every decision with the wording that it was about, newest first. */
    async history({ visitorId, customerId }: Person): Promise<ConsentDecision[]> {
      const rows = await prisma.consent.findMany({
        where: customerId ? { customerId } : { visitorId, customerId: null },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: longestHistory,
        select: { purpose: true, granted: true, createdAt: true, source: true, textVersion: true },
      });
      return rows.flatMap(({ purpose: named, granted, createdAt, source, textVersion: version }) => {
        const purpose = consentPurpose.safeParse(named);
        if (!purpose.success) return [];
        const text = wordingOf(named, version)?.text;
        const at = createdAt.toISOString();
        return [{ purpose: purpose.data, granted, at, source, version, ...(text ? { text } : {}) }];
      });
    },

    /** Whether somebody has said yes to a purpose in its present wording. */
    async holds(person: Person, purpose: ConsentPurpose): Promise<boolean> {
      const row = await newest(prisma, person, purpose);
      return row?.granted === true && row.textVersion === wordingInUse(purpose).version;
    },

    /** Whether a customer has said yes to a purpose in its present wording, as it stands in a transaction. */
    async holdsIn(tx: Client, customerId: string, purpose: ConsentPurpose): Promise<boolean> {
      const row = await newest(tx, { visitorId: '', customerId }, purpose);
      return row?.granted === true && row.textVersion === wordingInUse(purpose).version;
    },

    /** Whether the customer has said no to a purpose. Never asked is not no. */
    async declined(customerId: string, purpose: ConsentPurpose): Promise<boolean> {
      return (await newest(prisma, { visitorId: '', customerId }, purpose))?.granted === false;
    },
  };
}

/**
 * A browser turns out to be a customer's: what was decided there holds for the customer, at the time it was decided,
 * so that the newer of two decisions stays in force. Part of the transaction that ties the two together.
 */
export async function carryOverConsents(
  tx: Prisma.TransactionClient,
  visitorId: string,
  customerId: string,
): Promise<void> {
  for (const purpose of consentPurpose.options) {
    const row = await newest(tx, { visitorId }, purpose);
    if (!row) continue;
    // What the customer decided later, or in the same millisecond when signed in, stays in force.
    const own = await newest(tx, { visitorId, customerId }, purpose);
    if (own && own.createdAt >= row.createdAt) continue;
    const { granted, createdAt, textVersion: read } = row;
    await tx.consent.create({
      data: {
        id: newId(),
        visitorId,
        customerId,
        purpose,
        granted,
        createdAt,
        textVersion: read,
        source: 'merged',
      },
    });
    await forgetWhereDeclined(tx, { customerId, purpose, granted });
  }
}

/** Who does not agree to personalisation any more, of them nothing personal is kept computed from that moment on. */
async function forgetWhereDeclined(
  tx: Client,
  { customerId, purpose, granted }: Pick<Change, 'customerId' | 'purpose' | 'granted'>,
): Promise<void> {
  if (purpose === 'personalization' && !granted && customerId) await withholdProfile(tx, customerId);
}

/** Whoever has a conversation of theirs open sees what may be done with this person from now on. */
async function tellStaff(tx: Client, { visitorId, customerId }: Person): Promise<void> {
  const rows = await tx.conversation.findMany({
    where: { ...(customerId ? { customerId } : { visitorId, customerId: null }), lastSequence: { gt: 0 } },
    orderBy: { updatedAt: 'desc' },
    take: mostTold,
    select: { id: true },
  });
  await addEvents(
    tx,
    rows.map(({ id }) => ({ topic: 'consents.changed', conversationId: id, payload: {} })),
  );
}

function newest(client: Pick<Client, 'consent'>, { visitorId, customerId }: Person, purpose: ConsentPurpose) {
  return client.consent.findFirst({
    where: { purpose, ...(customerId ? { customerId } : { visitorId, customerId: null }) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { granted: true, createdAt: true, textVersion: true },
  });
}
