import { setImmediate as nextTurn } from 'node:timers/promises';
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQueryable,
  Transaction,
} from '@prisma/driver-adapter-utils';

/** How long queries may keep the event loop before sockets and timers get their turn. */
const maxHoldMs = 8;

/**
 * The embedded database answers a query without leaving the microtask queue, so that a run of awaited queries is one
 * long block for everything else in the process. This passes everything through to the adapter and, every few
 * milliseconds, lets the event loop go round once after a query.
 */
export function yieldingAdapter(inner: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  let lastTurn = performance.now();
  const giveWay = async <T>(result: T): Promise<T> => {
    if (performance.now() - lastTurn > maxHoldMs) {
      await nextTurn();
      lastTurn = performance.now();
    }
    return result;
  };

  const queryable = (target: SqlQueryable): SqlQueryable => ({
    provider: target.provider,
    adapterName: target.adapterName,
    queryRaw: async (query) => giveWay(await target.queryRaw(query)),
    executeRaw: async (query) => giveWay(await target.executeRaw(query)),
  });

  const transaction = (target: Transaction): Transaction => ({
    ...queryable(target),
    options: target.options,
    commit: () => target.commit(),
    rollback: () => target.rollback(),
  });

  const connection = (target: SqlDriverAdapter): SqlDriverAdapter => ({
    ...queryable(target),
    executeScript: (script) => target.executeScript(script),
    startTransaction: async (level) => transaction(await target.startTransaction(level)),
    getConnectionInfo: () => target.getConnectionInfo?.() ?? { supportsRelationJoins: true },
    dispose: () => target.dispose(),
  });

  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: async () => connection(await inner.connect()),
  };
}
