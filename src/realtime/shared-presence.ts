import type { Redis } from '../platform/redis.js';
import type { PresenceElsewhere } from './shopper-presence.js';

/** What a process says of a shopper holds for so long, milliseconds, unless it says so again. */
const holdsForMs = 60_000;
const sayAgainEveryMs = 20_000;
/** When a shopper left is known for a day, seconds. */
const keptSeconds = 24 * 3600;
const departure = 'left';

/**
 * Which process a shopper is connected to, in Redis: a hash for each conversation, with a field for each process that
 * holds a moment until which it counts. A process that dies falls silent, and stops counting.
 * @param nodeId this process
 */
export function sharePresence(
  redis: Pick<Redis, 'hash' | 'hashSet' | 'hashDelete'>,
  nodeId: string,
  now: () => Date = () => new Date(),
) {
  const key = (conversationId: string) => `present:${conversationId}`;
  const quietly = (work: Promise<unknown>) => void work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;

  const elsewhere: PresenceElsewhere = {
    here(conversationId) {
      const until = String(now().getTime() + holdsForMs);
      quietly(redis.hashSet(key(conversationId), { [nodeId]: until }, keptSeconds));
    },
    left(conversationId, at) {
      quietly(redis.hashDelete(key(conversationId), nodeId));
      quietly(redis.hashSet(key(conversationId), { [departure]: at }, keptSeconds));
    },
    async of(conversationId) {
      try {
        const { [departure]: leftAt, [nodeId]: _, ...others } = await redis.hash(key(conversationId));
        const onPage = Object.values(others).some((until) => Number(until) > now().getTime());
        return { onPage, ...(onPage || leftAt === undefined ? {} : { leftAt }) };
      } catch {
        return { onPage: false };
      }
    },
  };
  return {
    elsewhere,
    /** Says again who is here, every so often. */
    keep(connected: () => Iterable<string>): void {
      timer = setInterval(() => {
        for (const conversationId of connected()) elsewhere.here(conversationId);
      }, sayAgainEveryMs);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
}
