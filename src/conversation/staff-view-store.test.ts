import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeAgent, makeConversation } from '../../test/conversation-rows.js';
import { openTestDatabase } from '../../test/database.js';
import type { Database } from '../platform/database.js';
import { createStaffViewStore, type StaffViewStore } from './staff-view-store.js';

let database: Database;
let views: StaffViewStore;
beforeAll(async () => {
  database = await openTestDatabase();
  views = createStaffViewStore(database);
});
afterAll(() => database.close());

async function conversation(data: object): Promise<string> {
  const { conversationId } = await makeConversation(database.prisma, { known: true });
  await database.prisma.conversation.update({ where: { id: conversationId }, data });
  return conversationId;
}
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 2, minute));

describe('a summary', () => {
  it('says in Chinese why a person is needed, and what was said last', async () => {
    const id = await conversation({ state: 'queued', queuedAt: at(1), handOffReason: 'after-sales' });
    await database.prisma.message.create({
      data: { conversationId: id, sequence: 1, from: 'bot', type: 'card', card: { kind: 'order' } },
    });
    expect(await views.summary(id)).toMatchObject({
      state: 'queued',
      handOffReason: '售后处理',
      queuedAt: at(1).toISOString(),
      lastMessage: { from: 'bot', text: '[订单]' },
    });
  });

  it('keeps the shopper’s own words as the reason', async () => {
    const id = await conversation({ state: 'queued', handOffReason: '想问问发货' });
    expect((await views.summary(id))?.handOffReason).toBe('想问问发货');
  });
});

describe('the lists', () => {
  it('are the queue in order of service, page by page, and each agent’s own', async () => {
    await database.prisma.conversation.updateMany({ data: { state: 'closed' } });
    const { staffId } = await makeAgent(database.prisma);
    const late = await conversation({ state: 'queued', rankAt: at(9) });
    const early = await conversation({ state: 'queued', rankAt: at(2) });
    const urgent = await conversation({ state: 'queued', rankAt: at(1), priority: 30 });
    const mine = await conversation({ state: 'human', assignedStaffId: staffId });
    const ids = (page: { items: { conversationId: string }[] }) =>
      page.items.map(({ conversationId }) => conversationId);
    const first = await views.list({ box: 'queue', staffId, limit: 2 });
    expect(ids(first)).toEqual([urgent, early]);
    const second = await views.list({ box: 'queue', staffId, limit: 2, cursor: first.nextCursor });
    expect(ids(second)).toEqual([late]);
    expect(second.nextCursor).toBeUndefined();
    expect(ids(await views.list({ box: 'mine', staffId, limit: 9 }))).toEqual([mine]);
    await expect(views.list({ box: 'queue', staffId, limit: 2, cursor: "x'; drop" })).rejects.toMatchObject({
      code: 'invalid-input',
    });
  });
});

describe('the card of an offer', () => {
  it('shows what became of it, and no other card changes', async () => {
    const id = await conversation({});
    const card = (offerId: string) => ({
      kind: 'coupon',
      coupon: { offerId, title: '券', state: 'offered' },
    });
    await database.prisma.message.createMany({
      data: ['one', 'two'].map((offerId, index) => ({
        conversationId: id,
        sequence: index + 1,
        from: 'bot',
        type: 'card',
        card: card(offerId),
      })),
    });
    await views.settleOfferCard(id, 'one', { state: 'claimed', code: 'QC-1' });
    const rows = await database.prisma.message.findMany({
      where: { conversationId: id },
      orderBy: { sequence: 'asc' },
    });
    expect(rows.map((row) => row.card)).toEqual([
      { kind: 'coupon', coupon: { offerId: 'one', title: '券', state: 'claimed', code: 'QC-1' } },
      card('two'),
    ]);
  });
});
