import type { ShopperPresence } from '../contract/staff-socket.js';

/** A page that is loaded again, or a short break in the connection, is not a departure. Milliseconds. */
const grace = 8_000;
/** Departures remembered; the oldest are forgotten, and then it is only known that the shopper is not there. */
const mostRemembered = 20_000;

/** What other server processes know of a shopper, and are told. Undefined where there is no other. */
export interface PresenceElsewhere {
  /** The shopper is connected to this process, as far as is known for the next minute. */
  here(conversationId: string): void;
  left(conversationId: string, at: string): void;
  /** Never rejects: what cannot be asked is not known. */
  of(conversationId: string): Promise<ShopperPresence>;
}

/** Knows which shoppers have the chat's page open, over all their tabs, and tells when that changes. */
export function createShopperPresence(parts: {
  onChange: (conversationId: string, presence: ShopperPresence) => void;
  elsewhere?: PresenceElsewhere | undefined;
  now?: () => Date;
  graceMilliseconds?: number;
}) {
  const { onChange, elsewhere, now = () => new Date(), graceMilliseconds = grace } = parts;
  const connections = new Map<string, number>();
  const leaving = new Map<string, NodeJS.Timeout>();
  const leftAt = new Map<string, string>();

  function here(conversationId: string): ShopperPresence {
    const at = leftAt.get(conversationId);
    const onPage = connections.has(conversationId) || leaving.has(conversationId);
    return { onPage, ...(onPage || at === undefined ? {} : { leftAt: at }) };
  }

  async function of(conversationId: string): Promise<ShopperPresence> {
    const known = here(conversationId);
    if (known.onPage || !elsewhere) return known;
    const there = await elsewhere.of(conversationId);
    const newer = (there.leftAt ?? '') > (known.leftAt ?? '');
    return there.onPage || newer ? there : known;
  }

  function gone(conversationId: string, at: string): void {
    leaving.delete(conversationId);
    leftAt.set(conversationId, at);
    const [oldest] = leftAt.keys();
    if (leftAt.size > mostRemembered && oldest !== undefined) leftAt.delete(oldest);
    if (!elsewhere) {
      onChange(conversationId, here(conversationId));
      return;
    }
    elsewhere.left(conversationId, at);
    // Another tab, or the same one after a change of balancer, may be with another process.
    void of(conversationId).then((presence) => {
      if (!presence.onPage) onChange(conversationId, presence);
    });
  }

  return {
    of,
    /** Whose page is open by way of this process. */
    connected: (): Iterable<string> => connections.keys(),
    arrived(conversationId: string): void {
      const known = here(conversationId).onPage;
      clearTimeout(leaving.get(conversationId));
      leaving.delete(conversationId);
      leftAt.delete(conversationId);
      connections.set(conversationId, (connections.get(conversationId) ?? 0) + 1);
      elsewhere?.here(conversationId);
      if (!known) onChange(conversationId, here(conversationId));
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
