import type { Turn, TurnOutcome } from '../src/conversation/turn-store.js';
import type { Database } from '../src/platform/database.js';

type Prisma = Database['prisma'];

let made = 0;

/** A visitor with an empty conversation; a customer's when asked for. */
export async function makeConversation(
  prisma: Prisma,
  { known = false }: { known?: boolean } = {},
): Promise<{ visitorId: string; conversationId: string; customerId?: string }> {
  const customer = known
    ? await prisma.customer.create({
        data: { externalId: `T${++made}`, name: '测试顾客' },
        select: { id: true },
      })
    : undefined;
  const tied = customer ? { customerId: customer.id } : {};
  const { id: visitorId } = await prisma.visitor.create({ data: tied, select: { id: true } });
  const { id: conversationId } = await prisma.conversation.create({
    data: { visitorId, ...tied },
    select: { id: true },
  });
  return { visitorId, conversationId, ...tied };
}

export async function makeAgent(prisma: Prisma): Promise<{ staffId: string; name: string }> {
  const name = `客服${++made}`;
  const { id } = await prisma.staff.create({
    data: { email: `${made}@test.local`, name, role: 'agent', passwordHash: 'x' },
    select: { id: true },
  });
  return { staffId: id, name };
}

/** An outcome that says one thing. */
export function outcomeSaying(turn: Turn, text: string, changes: Partial<TurnOutcome> = {}): TurnOutcome {
  return {
    messages: [{ type: 'text', text }],
    dialogue: turn.dialogue,
    trace: { text: turn.texts.join('\n'), slots: {}, decision: 'answer', why: 'test', milliseconds: {} },
    alsoStore: [],
    ...changes,
  };
}
