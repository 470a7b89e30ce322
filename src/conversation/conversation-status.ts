import type { ConversationState, ConversationStatus } from '../contract/messages.js';
import { notFound } from '../platform/errors.js';

export interface ConversationStatusNeeds {
  owner: (
    conversationId: string,
  ) => Promise<{ state: ConversationState; version: number; agentName?: string } | undefined>;
  /** Ids in order of service. Supplied by hand-off. */
  waiting: () => Promise<string[]>;
  agentsAvailable: () => boolean;
  /** Seconds for a place in the line; undefined while nobody is there. */
  estimate: (position: number) => Promise<number | undefined>;
}

/** What a client is told about a conversation: owner, place in the line, honest estimate. */
export function createConversationStatus({
  owner,
  waiting,
  agentsAvailable,
  estimate,
}: ConversationStatusNeeds) {
  /** @param line everybody who waits, next one first, when the caller has just read it */
  return async (conversationId: string, line?: readonly string[]): Promise<ConversationStatus> => {
    const found = await owner(conversationId);
    if (!found) throw notFound('没有找到这个会话。');
    const { state, version, agentName } = found;
    const status: ConversationStatus = { conversationId, state, version };
    if (state === 'human' && agentName) return { ...status, agent: { name: agentName } };
    if (state !== 'queued') return status;
    const position = (line ?? (await waiting())).indexOf(conversationId) + 1;
    const seconds = position > 0 ? await estimate(position) : undefined;
    return {
      ...status,
      agentsAvailable: agentsAvailable(),
      ...(position > 0 ? { queuePosition: position } : {}),
      ...(seconds !== undefined ? { estimatedWaitSeconds: seconds } : {}),
    };
  };
}
