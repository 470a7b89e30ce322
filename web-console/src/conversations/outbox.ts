import type { TabStorage } from '../session/browser-storage.js';
import type { PendingMessage } from './message-log.js';

/** Where a conversation's unsent messages lie while the tab lives. */
export const outboxKey = (conversationId: string): string => `outbox:${conversationId}`;

/** Ids of the conversations that have unsent messages. */
export function unsentConversations(storage: TabStorage): string[] {
  const start = outboxKey('');
  return storage.names(start).map((name) => name.slice(start.length));
}

export function storeOutbox(
  storage: TabStorage,
  conversationId: string,
  pending: readonly PendingMessage[],
): void {
  storage.write(outboxKey(conversationId), pending.length === 0 ? '' : JSON.stringify(pending));
}

/** What was on its way when the tab was reloaded. Its client ids make sending it again harmless. */
export function storedOutbox(storage: TabStorage, conversationId: string): PendingMessage[] {
  const stored = storage.read(outboxKey(conversationId));
  if (stored === undefined) return [];
  try {
    const pending: unknown = JSON.parse(stored);
    return Array.isArray(pending) ? pending.filter(isPending) : [];
  } catch {
    return [];
  }
}

function isPending(value: unknown): value is PendingMessage {
  return typeof value === 'object' && value !== null && 'clientMessageId' in value && 'text' in value;
}
