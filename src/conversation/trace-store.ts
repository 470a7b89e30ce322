import type { TurnTrace } from '../contract/trace.js';
import type { Database } from '../platform/database.js';
import { type Dialogue, freshDialogue } from './decision.js';
import type { HandOffFacts } from './hand-off-summary.js';
import { reasonForStaff } from './phrases.js';

/** Of one conversation, the newest. */
const mostTurns = 30;

/** The traces of the bot's turns, as whoever takes a conversation over needs them. */
export function createTraceStore({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /** What was said to the bot since an agent last spoke before it; undefined when the conversation is gone. */
    async handOffFacts(conversationId: string): Promise<HandOffFacts | undefined> {
      const conversation = await prisma.conversation.findUnique({
        where: { id: conversationId },
        select: { handOffReason: true, dialogue: true },
      });
      if (!conversation) return undefined;
      const newest = await prisma.trace.findMany({
        where: { conversationId },
        orderBy: { aboutSequence: 'desc' },
        take: mostTurns,
        select: { aboutSequence: true, decision: true, content: true },
      });
      // Of a shopper who comes back it is the latest talk with the bot that counts.
      const lastTurn = newest.find(({ decision }) => decision !== 'stay-silent')?.aboutSequence ?? 0;
      const agentBefore = await prisma.message.findFirst({
        where: { conversationId, from: 'agent', sequence: { lt: lastTurn } },
        orderBy: { sequence: 'desc' },
        select: { sequence: true },
      });
      const from = agentBefore?.sequence ?? 0;
      return {
        turns: newest
          .filter(({ aboutSequence }) => aboutSequence > from)
          .reverse()
          .map(({ content }) => content as unknown as TurnTrace),
        dialogue: { ...freshDialogue, ...(conversation.dialogue as Partial<Dialogue>) },
        ...(conversation.handOffReason ? { reason: reasonForStaff(conversation.handOffReason) } : {}),
      };
    },
  };
}
