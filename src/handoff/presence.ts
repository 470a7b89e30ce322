import type { PresenceStatus } from '../contract/staff-socket.js';

/** Who of the staff is there to take conversations. A person may have several windows open; each is a connection. */
export interface Presence {
  connected(staffId: string, connectionId: string): void;
  disconnected(staffId: string, connectionId: string): void;
  set(staffId: string, status: PresenceStatus): void;
  statusOf(staffId: string): PresenceStatus;
  /** People with a connection and status `online`. */
  onlineCount(): number;
  /** Called whenever `onlineCount` has changed. */
  onChange(listener: () => void): void;
}

/** Presence of one node, in memory: a process that dies takes its connections with it. */
export function createPresence(): Presence {
  const connections = new Map<string, Set<string>>();
  const chosen = new Map<string, PresenceStatus>();
  const listeners: (() => void)[] = [];
  let announced = 0;
  const statusOf = (staffId: string): PresenceStatus =>
    connections.has(staffId) ? (chosen.get(staffId) ?? 'online') : 'offline';
  const onlineCount = () =>
    [...connections.keys()].filter((staffId) => statusOf(staffId) === 'online').length;
  const changed = () => {
    const count = onlineCount();
    if (count === announced) return;
    announced = count;
    for (const listener of listeners) listener();
  };

  return {
    connected(staffId, connectionId) {
      const own = connections.get(staffId) ?? new Set<string>();
      connections.set(staffId, own.add(connectionId));
      changed();
    },
    disconnected(staffId, connectionId) {
      const own = connections.get(staffId);
      own?.delete(connectionId);
      if (own?.size === 0) connections.delete(staffId);
      changed();
    },
    set(staffId, status) {
      chosen.set(staffId, status);
      changed();
    },
    statusOf,
    onlineCount,
    onChange: (listener) => void listeners.push(listener),
  };
}
