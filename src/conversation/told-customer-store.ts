import type { Prisma } from '../platform/generated/prisma/client.js';
import { appendMessages, type Tx } from './message-rows-store.js';

/** Something that happened beside the conversation and that the customer should hear of there. */
export interface CustomerNews {
  customerId: string;
  /** Where it began; absent, or not the customer's any more: the newest in which something was said. */
  conversationId?: string;
  text: string;
}

/**
 * A step that tells a customer something in their conversation. The bot says it; where a person has the word, or is
 * waited for, it is a quiet system line instead, so that nobody is talked over. A customer who never wrote is not told.
 */
export async function tellCustomer(
  tx: Tx,
  { customerId, conversationId, text }: CustomerNews,
): Promise<void> {
  const find = (where: Prisma.ConversationWhereInput) =>
    tx.conversation.findFirst({
      where: { customerId, ...where },
      orderBy: { updatedAt: 'desc' },
      select: { id: true },
    });
  const found =
    (conversationId !== undefined ? await find({ id: conversationId }) : null) ??
    (await find({ lastSequence: { gt: 0 } }));
  if (!found) return;
  const row = await tx.conversation.update({
    where: { id: found.id },
    data: { lastSequence: { increment: 1 } },
    select: { lastSequence: true, state: true },
  });
  const isWithPerson = row.state === 'human' || row.state === 'queued';
  await appendMessages(tx, found.id, row.lastSequence, [
    isWithPerson ? { from: 'system', type: 'event', text } : { from: 'bot', type: 'text', text },
  ]);
}
