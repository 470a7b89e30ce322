import type { PresenceReason, PresenceStatus } from '../contract/staff-socket.js';
import { createKeyedQueue } from '../platform/keyed-queue.js';
import type { Log } from '../platform/log.js';
import type { RosterStore } from './roster-store.js';

/** Who of the staff is there to take conversations. A person may have several windows open; each is a connection. */
export interface Presence {
  connected(staffId: string, connectionId: string): void;
  disconnected(staffId: string, connectionId: string): void;
  /** Resolves once it is in force. */
  set(staffId: string, status: PresenceStatus, reason?: PresenceReason): Promise<void>;
  /** Says again that those who are connected here are there: before their leases run out. */
  renew(): Promise<void>;
  /** Resolves when everything that was seen so far is stored. */
  settled(): Promise<void>;
  /** This process goes down: its people get the time of grace to come back elsewhere. */
  close(): Promise<void>;
}

/** So long may somebody be gone, by a closed window or a dead process, before their conversations go to others. */
export const graceMs = 30_000;

export interface PresenceNeeds {
  store: Pick<RosterStore, 'hold' | 'renew' | 'letGo' | 'choose'>;
  /** This server process. */
  nodeId: string;
  clock: () => Date;
  /** Somebody came, went or chose another status. */
  changed: () => void;
  log: Log;
}

/** Presence of those who are connected to this process, told to all processes by way of the database. */
export function createPresence({ store, nodeId, clock, changed, log }: PresenceNeeds): Presence {
  const connections = new Map<string, Set<string>>();
  const writes = createKeyedQueue();
  const leaseEnd = () => new Date(clock().getTime() + graceMs);

  /** In the order of what happened, and by what is true when it is written. */
  function tell(staffId: string): void {
    writes
      .run(staffId, () => store.hold(staffId, nodeId, connections.has(staffId), leaseEnd()))
      .then(changed, (error) => log.error({ err: error, staffId }, 'Presence could not be stored.'));
  }

  return {
    connected(staffId, connectionId) {
      const own = connections.get(staffId);
      connections.set(staffId, (own ?? new Set<string>()).add(connectionId));
      if (!own) tell(staffId);
    },
    disconnected(staffId, connectionId) {
      const own = connections.get(staffId);
      if (!own?.delete(connectionId) || own.size > 0) return;
      connections.delete(staffId);
      tell(staffId);
    },
    async set(staffId, status, reason) {
      await writes.run(staffId, () => store.choose(staffId, status, reason, clock()));
      changed();
    },
    async renew() {
      await store.renew(nodeId, leaseEnd());
    },
    settled: () => writes.idle(),
    async close() {
      await writes.idle();
      await store.letGo(nodeId, leaseEnd());
    },
  };
}
