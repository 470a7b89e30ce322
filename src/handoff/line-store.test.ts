import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeConversation } from '../../test/conversation-rows.js';
import { openTestDatabase } from '../../test/database.js';
import type { Database } from '../platform/database.js';
import { createLineStore, type LineStore } from './line-store.js';

let database: Database;
let line: LineStore;
beforeAll(async () => {
  database = await openTestDatabase();
  line = createLineStore(database);
});
beforeEach(() => database.prisma.conversation.deleteMany());
afterAll(() => database.close());

async function conversation(data: object): Promise<string> {
  const { conversationId } = await makeConversation(database.prisma);
  await database.prisma.conversation.update({ where: { id: conversationId }, data });
  return conversationId;
}
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 2, minute));

describe('the line', () => {
  it('serves by priority, then who came first, and holds nobody who does not wait', async () => {
    const late = await conversation({ state: 'queued', queuedAt: at(9) });
    const early = await conversation({ state: 'queued', queuedAt: at(1) });
    const complaint = await conversation({ state: 'queued', queuedAt: at(20), priority: 30 });
    for (const state of ['bot', 'human', 'closed'])
      await conversation({ state, queuedAt: at(0), priority: 90 });
    expect(await line.waiting()).toEqual([complaint, early, late]);
  });

  it('knows how long agents took lately: the median, of those that were claimed and closed', async () => {
    expect(await line.medianHandlingSeconds()).toBeUndefined();
    for (const minutes of [2, 30, 4])
      await conversation({ state: 'closed', claimedAt: at(0), closedAt: at(minutes) });
    await conversation({ state: 'closed', closedAt: at(50) });
    await conversation({ state: 'human', claimedAt: at(0) });
    expect(await line.medianHandlingSeconds()).toBe(240);
  });
});
