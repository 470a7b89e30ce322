import type { ShopperPresence } from '../contract/staff-socket.js';

/** A page that is loaded again, or a short break in the connection, is not a departure. Milliseconds. */
const grace = 8_000;
/** Departures remembered; the oldest are forgotten, and then it is only known that the shopper is not there. */
const mostRemembered = 20_000;

/** Knows which shoppers have the chat's page open, over all their tabs, and tells when that changes. */
export function createShopperPresence(parts: {
  onChange: (conversationId: string, presence: ShopperPresence) => void;
  now?: () => Date;
  graceMilliseconds?: number;
}) {
  const { onChange, now = () => new Date(), graceMilliseconds = grace } = parts;
  const connections = new Map<string, number>();
  const leaving = new Map<string, NodeJS.Timeout>();
  const leftAt = new Map<string, string>();

  function of(conversationId: string): ShopperPresence {
    const at = leftAt.get(conversationId);
    const onPage = connections.has(conversationId) || leaving.has(conversationId);
    return { onPage, ...(onPage || at === undefined ? {} : { leftAt: at }) };
  }

  function gone(conversationId: string, at: string): void {
    leaving.delete(conversationId);
    leftAt.set(conversationId, at);
    const [oldest] = leftAt.keys();
    if (leftAt.size > mostRemembered && oldest !== undefined) leftAt.delete(oldest);
    onChange(conversationId, of(conversationId));
  }

  return {
    of,
    arrived(conversationId: string): void {
      const known = of(conversationId).onPage;
      clearTimeout(leaving.get(conversationId));
      leaving.delete(conversationId);
      leftAt.delete(conversationId);
      connections.set(conversationId, (connections.get(conversationId) ?? 0) + 1);
      if (!known) onChange(conversationId, of(conversationId));
    },
    left(conversationId: string): void {
      const rest = (connections.get(conversationId) ?? 0) - 1;
      if (rest > 0) {
        connections.set(conversationId, rest);
        return;
      }
      connections.delete(conversationId);
      const at = now().toISOString();
      const timer = setTimeout(() => gone(conversationId, at), graceMilliseconds);
      timer.unref();
      leaving.set(conversationId, timer);
    },
    stop(): void {
      for (const timer of leaving.values()) clearTimeout(timer);
      leaving.clear();
    },
  };
}

export type ShopperPresenceBoard = ReturnType<typeof createShopperPresence>;
