/** A file on its way up, kept on this device until it has arrived, so that a reload does not lose it. */
export interface KeptFile {
  /** Also the id of the message that will carry it: sent twice, it is one message. */
  id: string;
  /** Whose it is: one tab, and one conversation in it. Another tab sends its own. */
  owner: string;
  name: string;
  type: string;
  size: number;
  keptAt: number;
  /** Absent where the browser had no room for it: then only that there was such a file is known. */
  content?: Blob;
}

export interface KeptFiles {
  keep(id: string, owner: string, file: File): Promise<void>;
  forget(id: string): Promise<void>;
  /** What a tab left behind in a conversation, in the order of choosing. */
  of(owner: string): Promise<KeptFile[]>;
}

const database = 'zhanggui-uploads';
const store = 'files';
/** Together, bytes. Phones give a page little room. */
const mostKept = 60 * 1024 * 1024;
/** What a tab that was closed left behind goes after a day, milliseconds. */
const keptFor = 24 * 3_600_000;

/** Files of uploads under way, in IndexedDB. Where the browser refuses it nothing is kept, and nothing fails. */
export function openKeptFiles(now: () => number = Date.now): KeptFiles {
  const sizes = new Map<string, number>();
  const opened = open().catch(() => undefined);

  async function run<T>(
    mode: IDBTransactionMode,
    work: (files: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | undefined> {
    try {
      const files = (await opened)?.transaction(store, mode).objectStore(store);
      return files && (await answered(work(files)));
    } catch {
      return undefined;
    }
  }
  const forget = async (id: string): Promise<void> => {
    sizes.delete(id);
    await run('readwrite', (files) => files.delete(id));
  };

  return {
    forget,
    async keep(id, owner, file) {
      const { name, type, size } = file;
      const facts: KeptFile = { id, owner, name, type, size, keptAt: now() };
      let inAll = size;
      for (const other of sizes.values()) inAll += other;
      const whole =
        inAll <= mostKept && (await run('readwrite', (files) => files.put({ ...facts, content: file })));
      if (whole) sizes.set(id, size);
      else await run('readwrite', (files) => files.put(facts));
    },
    async of(owner) {
      const all = (await run<KeptFile[]>('readonly', (files) => files.getAll())) ?? [];
      for (const { id, keptAt } of all) if (now() - keptAt > keptFor) void forget(id);
      return all
        .filter((file) => file.owner === owner && now() - file.keptAt <= keptFor)
        .sort((a, b) => a.keptAt - b.keptAt);
    },
  };
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: 'id' });
  return answered(request);
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
