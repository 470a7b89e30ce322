import { createClient } from '@redis/client';
import type { Log } from './log.js';

/** A command that has not been answered by then is given up, milliseconds: nobody waits for Redis in a chat. */
const patienceMs = 500;
/** On starting, Redis gets this long before the server goes on without it, milliseconds. */
const startPatienceMs = 2_000;
const connectTimeoutMs = 2_000;
/** Between tries to connect, milliseconds. */
const firstPauseMs = 100;
const longestPauseMs = 2_000;
/** A connection on which nothing comes back for so long is dialled anew; the pings see to it that something should. */
const pingEveryMs = 4_000;
const silenceMs = 12_000;

/** Thrown by commands while there is no answer from Redis: whoever asks has another way. */
export class RedisAway extends Error {}

export type Redis = Awaited<ReturnType<typeof openRedis>>;

function dial(url: string) {
  return createClient({
    url,
    // What the adapter of socket.io reads.
    RESP: 2,
    pingInterval: pingEveryMs,
    // Commands are not kept for later: what is told late is wrong.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: connectTimeoutMs,
      socketTimeout: silenceMs,
      reconnectStrategy: (tries) => Math.min(firstPauseMs * 2 ** Math.min(tries, 10), longestPauseMs),
    },
  });
}

/**
 * Redis as several server processes share it: for what is quick and may be lost. Nothing here waits for a Redis that is
 * away; it is dialled again without end, and the log says so once each way.
 * @param prefix put before every key and channel, so that several shops may share one Redis
 */
export async function openRedis(url: string, prefix: string, log: Log) {
  const client = dial(url);
  const others: ReturnType<typeof dial>[] = [];
  const heard = new Map<string, (() => void)[]>();
  let isAway = false;
  let closed = false;

  client.on('error', (error: unknown) => {
    if (isAway || closed) return;
    isAway = true;
    log.error(
      { err: error },
      'Redis does not answer: each server process goes on by itself and looks into the database every second.',
    );
  });
  client.on('ready', () => {
    if (isAway) log.info('Redis answers again.');
    isAway = false;
    // Whatever was said meanwhile was not heard here.
    for (const listeners of heard.values()) for (const listener of listeners) listener();
  });

  async function inTime<T>(command: () => Promise<T>): Promise<T> {
    if (!client.isReady) throw new RedisAway('Redis is away.');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new RedisAway('Redis did not answer in time.')), patienceMs);
    });
    const answer = command();
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
      answer.catch(() => undefined);
    }
  }

  /** Another connection, which waits for Redis with what it is to do: for those that listen. */
  function another() {
    const other = client.duplicate({ disableOfflineQueue: false });
    other.on('error', () => undefined);
    others.push(other);
    return other;
  }

  const never = new Promise<never>(() => undefined);
  const unlessClosed = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      if (closed) return never;
      throw error;
    });

  const connected = unlessClosed(client.connect()).catch((error: unknown) => {
    log.error({ err: error }, 'Redis cannot be dialled.');
  });
  const ears = another();
  const signals = `${prefix}signals`;
  void unlessClosed(ears.connect().then(() => ears.subscribe(signals, hear))).catch((error: unknown) =>
    log.error({ err: error }, 'Other server processes cannot be heard.'),
  );
  await Promise.race([connected, new Promise((resolve) => setTimeout(resolve, startPatienceMs).unref())]);

  function hear(signal: string): void {
    for (const listener of heard.get(signal) ?? []) listener();
  }

  return {
    prefix,

    /** @throws RedisAway when Redis does not answer now */
    check: async (): Promise<void> => void (await inTime(() => client.ping())),

    /** Tells all processes, this one included, that something has changed. May be lost: they look by themselves, later. */
    signal(name: string): void {
      void inTime(() => client.publish(signals, name)).catch(() => undefined);
    },
    /** @param listener called for each signal, and whenever Redis answers again */
    onSignal(name: string, listener: () => void): void {
      heard.set(name, [...(heard.get(name) ?? []), listener]);
    },

    /** Commands, each answered within half a second. @throws RedisAway */
    hashSet: (key: string, fields: Record<string, string>, seconds: number) =>
      inTime(() =>
        client
          .multi()
          .hSet(prefix + key, fields)
          .expire(prefix + key, seconds)
          .exec(),
      ),
    hashDelete: (key: string, field: string) => inTime(() => client.hDel(prefix + key, field)),
    hash: (key: string): Promise<Record<string, string>> => inTime(() => client.hGetAll(prefix + key)),

    /** What rate-limiter-flexible needs of a client. */
    limiterClient: {
      get isReady() {
        return client.isReady;
      },
      eval: (script: string, options: { keys: string[]; arguments: string[] }) =>
        inTime(() => client.eval(script, options)),
      del: (key: string) => inTime(() => client.del(key)),
    },

    /** What the Redis Streams adapter of socket.io needs of a client. A broadcast that fails still reaches this process. */
    adapterClient: {
      // The adapter knows node-redis by this method.
      sSubscribe: () => Promise.reject(new RedisAway('Sharded channels are not used.')),
      xAdd: (...given: Parameters<typeof client.xAdd>) => inTime(() => client.xAdd(...given)),
      publish: (...given: Parameters<typeof client.publish>) =>
        inTime(() => client.publish(...given)).catch(() => 0),
      sendCommand: (...given: Parameters<typeof client.sendCommand>) =>
        inTime(() => client.sendCommand(...given)),
      duplicate: () => {
        const other = another();
        return {
          sSubscribe: () => Promise.reject(new RedisAway('Sharded channels are not used.')),
          on: other.on.bind(other),
          connect: () => unlessClosed(other.connect()),
          subscribe: (...given: Parameters<typeof other.subscribe>) =>
            unlessClosed(other.subscribe(...given)),
          xRead: (...given: Parameters<typeof other.xRead>) => unlessClosed(other.xRead(...given)),
          disconnect: () => undefined,
        };
      },
    },

    /** Ends all connections at once. */
    close(): void {
      closed = true;
      for (const each of [client, ...others]) if (each.isOpen) each.destroy();
    },
  };
}
