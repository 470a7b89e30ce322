/** JSON values on this device under one shop's prefix. Falls back to memory where the browser blocks storage. */
export interface DeviceStorage {
  /** The parsed value; undefined when absent or unreadable. */
  read(key: string): unknown;
  write(key: string, value: unknown): void;
  remove(key: string): void;
  /** Keys that begin with `prefix`. */
  keys(prefix: string): string[];
}

/** The part of the Web Storage API that is used; reading `localStorage` itself may already throw. */
export type WebStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export function createDeviceStorage(shop: string, open: () => WebStorage): DeviceStorage {
  const prefix = `zhanggui:${shop}:`;
  const store = usable(open) ?? memoryStorage();
  const remove = (key: string) => store.removeItem(prefix + key);
  return {
    remove,
    read(key) {
      try {
        const text = store.getItem(prefix + key);
        return text === null ? undefined : JSON.parse(text);
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      try {
        store.setItem(prefix + key, JSON.stringify(value));
      } catch {
        remove(key); // full: better nothing than an old value
      }
    },
    keys(start) {
      const all = Array.from({ length: store.length }, (_, index) => store.key(index) ?? '');
      return all.filter((key) => key.startsWith(prefix + start)).map((key) => key.slice(prefix.length));
    },
  };
}

function usable(open: () => WebStorage): WebStorage | undefined {
  try {
    return open();
  } catch {
    return undefined;
  }
}

export function memoryStorage(): WebStorage {
  const entries = new Map<string, string>();
  return {
    get length() {
      return entries.size;
    },
    key: (index) => [...entries.keys()][index] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}
