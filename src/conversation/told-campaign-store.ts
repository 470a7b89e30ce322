import type { MessageDraft } from './decision.js';
import { appendMessages, type Tx } from './message-rows-store.js';
import { defaultPolicy } from './policy.js';

/** What became of a wish to speak to a customer first. Only `told` has written anything. */
export type Spoken =
  | { kind: 'told'; conversationId: string }
  /** A person has the word, or is waited for. */
  | { kind: 'with-person' }
  /** They are angry or have complained. */
  | { kind: 'upset' }
  /** They are talking with the bot right now. */
  | { kind: 'busy' }
  /** They never opened the chat. */
  | { kind: 'nowhere' };

const dayMs = 86_400_000;
/** So long after somebody's last words the talk is taken as going on. */
const talkingMs = 5 * 60_000;

/**
 * A step that says something unasked in a customer's newest conversation, as the bot: never while a person has it, in
 * any of their conversations, within a day of anger or a complaint, or into a talk. It counts as unread. Without messages it only tells whether they could be said now.
 */
export async function speakFirst(
  tx: Tx,
  { customerId, messages, now }: { customerId: string; messages: readonly MessageDraft[]; now: Date },
): Promise<Spoken> {
  const conversations = await tx.conversation.findMany({
    where: { customerId },
    orderBy: { updatedAt: 'desc' },
    take: 20,
    select: { id: true, state: true, queuedAt: true, handOffReason: true, followUpOpen: true },
  });
  const [newest] = conversations;
  if (!newest) return { kind: 'nowhere' };
  const isWithPerson = ({ state, followUpOpen }: (typeof conversations)[number]) =>
    state === 'human' || state === 'queued' || followUpOpen;
  if (conversations.some(isWithPerson)) return { kind: 'with-person' };
  const since = new Date(now.getTime() - dayMs);
  const ids = conversations.map(({ id }) => id);
  const complained = conversations.some(
    ({ handOffReason, queuedAt }) => handOffReason === 'complaint' && queuedAt !== null && queuedAt >= since,
  );
  if (complained || (await wasUpset(tx, ids, since))) return { kind: 'upset' };
  const talking = await tx.message.findFirst({
    where: {
      conversationId: { in: ids },
      from: 'shopper',
      createdAt: { gte: new Date(now.getTime() - talkingMs) },
    },
    select: { id: true },
  });
  if (talking) return { kind: 'busy' };
  if (messages.length === 0) return { kind: 'told', conversationId: newest.id };
  // Whoever takes the conversation over holds its row: what was read above is read again under it.
  const { count } = await tx.conversation.updateMany({
    where: {
      id: newest.id,
      state: { in: ['bot', 'closed'] },
      lastShopperSequence: { lte: tx.conversation.fields.handledSequence },
    },
    data: { lastSequence: { increment: messages.length } },
  });
  if (count === 0) return { kind: 'busy' };
  const { lastSequence } = await tx.conversation.findUniqueOrThrow({
    where: { id: newest.id },
    select: { lastSequence: true },
  });
  const first = lastSequence - messages.length + 1;
  await appendMessages(
    tx,
    newest.id,
    first,
    messages.map((message) => ({ ...message, from: 'bot' as const })),
  );
  return { kind: 'told', conversationId: newest.id };
}

async function wasUpset(tx: Tx, conversationIds: string[], since: Date): Promise<boolean> {
  const bar = defaultPolicy.upsetBar;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 AS found FROM "Trace"
    WHERE "conversationId" = ANY(${conversationIds}::uuid[]) AND "createdAt" >= ${since}
      AND GREATEST((content->'mood'->>'angry')::float8, (content->'mood'->>'negative')::float8) >= ${bar}
    LIMIT 1`;
  return rows.length > 0;
}
