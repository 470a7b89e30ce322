import type { ConversationState, ConversationStatus } from '../contract/messages.js';
import { notFound } from '../platform/errors.js';

/** Place in the line and honest wait. Supplied by hand-off. */
export interface Wait {
  position: number;
  estimatedWaitSeconds?: number;
  estimatedWaitUpToSeconds?: number;
}

export interface ConversationStatusNeeds {
  owner: (
    conversationId: string,
  ) => Promise<
    { state: ConversationState; version: number; agentName?: string; promisedAt?: string } | undefined
  >;
  /** Everybody who waits, by conversation. */
  waits: () => Promise<ReadonlyMap<string, Wait>>;
  agentsAvailable: () => boolean;
}

/** What a client is told about a conversation: owner, place in the line, honest estimate, promised answer. */
export function createConversationStatus({ owner, waits, agentsAvailable }: ConversationStatusNeeds) {
  /** @param line everybody who waits, when the caller has just read it */
  return async (conversationId: string, line?: ReadonlyMap<string, Wait>): Promise<ConversationStatus> => {
    const found = await owner(conversationId);
    if (!found) throw notFound('没有找到这个会话。');
    const { state, version, agentName, promisedAt } = found;
    const status: ConversationStatus = { conversationId, state, version };
    if (state === 'human' && agentName) return { ...status, agent: { name: agentName } };
    const promised = promisedAt === undefined || state === 'human' ? status : { ...status, promisedAt };
    if (state !== 'queued') return promised;
    const { position, ...estimate } = (line ?? (await waits())).get(conversationId) ?? {};
    return {
      ...promised,
      agentsAvailable: agentsAvailable(),
      ...(position === undefined ? {} : { queuePosition: position }),
      ...estimate,
    };
  };
}
