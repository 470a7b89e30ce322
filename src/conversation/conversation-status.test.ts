import { describe, expect, it } from 'vitest';
import type { ConversationState } from '../contract/messages.js';
import { createConversationStatus } from './conversation-status.js';

const inLine = (ids: string[], there = true) =>
  new Map(
    ids.map((id, index) => [
      id,
      { position: index + 1, ...(there ? { estimatedWaitSeconds: (index + 1) * 60 } : {}) },
    ]),
  );

function statusOf(
  state: ConversationState | undefined,
  changes: { line?: string[]; there?: boolean; promisedAt?: string } = {},
) {
  const { line = ['a', 'b', 'c'], there = true, promisedAt } = changes;
  return createConversationStatus({
    owner: async () =>
      state && { state, version: 4, agentName: '小禾', ...(promisedAt ? { promisedAt } : {}) },
    waits: async () => inLine(line, there),
    agentsAvailable: () => there,
  });
}

describe('what a client is told of a conversation', () => {
  it('is place, estimate and whether anybody is there, while it waits', async () => {
    expect(await statusOf('queued')('b')).toEqual({
      conversationId: 'b',
      state: 'queued',
      version: 4,
      queuePosition: 2,
      estimatedWaitSeconds: 120,
      agentsAvailable: true,
    });
  });

  it('goes by the line that was read already, when there is one', async () => {
    expect(await statusOf('queued')('b', inLine(['b']))).toMatchObject({ queuePosition: 1 });
  });

  it('promises no time while nobody is there, and no place that it does not know', async () => {
    const status = await statusOf('queued', { there: false })('c');
    expect(status).toMatchObject({ queuePosition: 3, agentsAvailable: false });
    expect(status).not.toHaveProperty('estimatedWaitSeconds');
    expect(await statusOf('queued', { line: [] })('c')).not.toHaveProperty('queuePosition');
  });

  it('is the promised time of a left message, also while the bot has it meanwhile', async () => {
    const promisedAt = '2026-11-22T02:00:00.000Z';
    expect(await statusOf('queued', { there: false, promisedAt })('a')).toMatchObject({ promisedAt });
    expect(await statusOf('bot', { promisedAt })('a')).toMatchObject({ state: 'bot', promisedAt });
    expect(await statusOf('human', { promisedAt })('a')).not.toHaveProperty('promisedAt');
  });

  it('names the agent who has it, and nothing else otherwise', async () => {
    expect(await statusOf('human')('a')).toEqual({
      conversationId: 'a',
      state: 'human',
      version: 4,
      agent: { name: '小禾' },
    });
    for (const state of ['bot', 'closed'] as const)
      expect(await statusOf(state)('a')).toEqual({ conversationId: 'a', state, version: 4 });
  });

  it('is refused where there is none', async () => {
    await expect(statusOf(undefined)('a')).rejects.toMatchObject({ code: 'not-found' });
  });
});
