import type { EventTrack } from '../../../src/contract/shopper-socket.js';
import type { Connection } from './connection.js';

export interface Tracking {
  track(name: string, properties: Record<string, unknown>): void;
  /** The connection is there, or the shopper may have agreed meanwhile: tries again. */
  again(): void;
  /** Somebody else sits here now. */
  forget(): void;
}

/** What waits while there is no connection; the oldest goes first. */
const mostWaiting = 20;

/**
 * Tells the server what happens on the page. Once it has said that the shopper has not agreed, nothing more is sent and
 * nothing kept but the page itself, in case the shopper agrees on it.
 */
export function createTracking(ask: Connection['ask']): Tracking {
  let waiting: EventTrack[] = [];
  let refused = false;
  let busy = false;

  async function flush(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let event = waiting[0]; event && !refused; event = waiting[0]) {
      const reply = await ask('event.track', event);
      if (!reply.ok && reply.error.code === 'unavailable') break;
      refused = reply.ok && !reply.recorded;
      if (!refused) waiting = waiting.filter((each) => each !== event);
    }
    if (refused) waiting = waiting.filter(({ name }) => name === 'page_view').slice(-1);
    busy = false;
  }

  return {
    track(name, properties) {
      waiting = [...waiting.slice(1 - mostWaiting), { name, properties } as EventTrack];
      void flush();
    },
    again() {
      refused = false;
      void flush();
    },
    forget() {
      waiting = [];
      refused = false;
    },
  };
}
