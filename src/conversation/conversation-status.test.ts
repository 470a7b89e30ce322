import { describe, expect, it } from 'vitest';
import type { ConversationState } from '../contract/messages.js';
import { createConversationStatus } from './conversation-status.js';

function statusOf(state: ConversationState | undefined, changes: { line?: string[]; there?: boolean } = {}) {
  const { line = ['a', 'b', 'c'], there = true } = changes;
  return createConversationStatus({
    owner: async () => state && { state, version: 4, agentName: '小禾' },
    waiting: async () => line,
    agentsAvailable: () => there,
    estimate: async (position) => (there ? position * 60 : undefined),
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
    expect(await statusOf('queued')('b', ['b'])).toMatchObject({ queuePosition: 1 });
  });

  it('promises no time while nobody is there, and no place that it does not know', async () => {
    const status = await statusOf('queued', { there: false })('c');
    expect(status).toMatchObject({ queuePosition: 3, agentsAvailable: false });
    expect(status).not.toHaveProperty('estimatedWaitSeconds');
    expect(await statusOf('queued', { line: [] })('c')).not.toHaveProperty('queuePosition');
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
