import { afterAll, beforeAll, expect, it } from 'vitest';
import { conversationState } from '../src/contract/messages.js';
import { visibleTo } from '../src/conversation/visible-store.js';
import type { Database } from '../src/platform/database.js';
import { maySee } from '../src/realtime/audience.js';
import { makeAgent, makeConversation } from './conversation-rows.js';
import { openTestDatabase } from './database.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('lists show exactly what the rule of the audience allows', async () => {
  const { prisma } = database;
  const [me, other] = [await makeAgent(prisma), await makeAgent(prisma)];
  const rows = [];
  for (const state of conversationState.options)
    for (const followUpOpen of [true, false])
      for (const assigned of [me.staffId, other.staffId, null]) {
        const { conversationId } = await makeConversation(prisma);
        const data = { state, followUpOpen, assignedStaffId: assigned };
        await prisma.conversation.update({ where: { id: conversationId }, data });
        rows.push({
          conversationId,
          state,
          owed: followUpOpen,
          ...(assigned === null ? {} : { assignedStaffId: assigned }),
        });
      }
  for (const role of ['agent', 'supervisor', 'admin'] as const) {
    const viewer = { staffId: me.staffId, role };
    const listed = await prisma.$queryRaw<{ id: string }[]>`
      SELECT c.id FROM "Conversation" c WHERE ${visibleTo(viewer)}`;
    const allowed = rows.filter((row) => maySee(viewer, row)).map(({ conversationId }) => conversationId);
    expect(listed.map(({ id }) => id).sort()).toEqual(allowed.sort());
  }
});
