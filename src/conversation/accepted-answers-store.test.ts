import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeConversation } from '../../test/conversation-rows.js';
import { openTestDatabase } from '../../test/database.js';
import type { Database } from '../platform/database.js';
import { countAcceptedAnswers } from './accepted-answers-store.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('counts answers by what led to them, without old ones, unhelpful ones and those that nothing led to', async () => {
  const { prisma } = database;
  const { conversationId } = await makeConversation(prisma);
  let sequence = 0;
  const answer = async (first: { kind: string; id: string } | undefined, more: object = {}) => {
    sequence += 2;
    const { id } = await prisma.message.create({
      data: { conversationId, sequence, from: 'bot', type: 'text', text: '好的' },
      select: { id: true },
    });
    const content = first ? { match: { candidates: [first, { kind: 'entry', id: 'second' }] } } : {};
    await prisma.trace.create({
      data: {
        conversationId,
        aboutSequence: sequence - 1,
        firstSequence: sequence,
        lastSequence: sequence,
        decision: 'answer',
        content,
        ...more,
      },
    });
    return id;
  };
  const returns = { kind: 'entry', id: 'returns' };
  await answer(returns);
  await answer(returns);
  await answer({ kind: 'intent', id: 'track' }, { decision: 'perform' });
  await answer(returns, { decision: 'clarify' });
  await answer(returns, { createdAt: new Date(Date.now() - 31 * 24 * 3_600_000) });
  await answer(undefined);
  const helpful = await answer({ kind: 'entry', id: 'invoice' });
  await prisma.answerRating.create({ data: { messageId: helpful, helpful: true } });
  const unhelpful = await answer({ kind: 'entry', id: 'invoice' });
  await prisma.answerRating.create({ data: { messageId: unhelpful, helpful: false } });

  const counted = await countAcceptedAnswers(prisma, new Date());
  expect(Object.fromEntries(counted)).toEqual({ 'entry returns': 2, 'intent track': 1, 'entry invoice': 1 });
});
