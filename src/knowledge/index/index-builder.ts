import type { Log } from '../../platform/log.js';
import type { MatchDocument } from './document.js';
import type { MatchIndexParts } from './indexes.js';
import { cacheMatches } from './match-cache.js';
import { buildMatchIndex, type MatchIndex } from './match-index.js';
import type { Vocabulary } from './vocabulary.js';
import { buildMatchIndexInWorker, type WorkerOptions } from './worker-index.js';
import { WorkerUnavailable } from './worker-thread.js';

/** How often each document was the accepted answer lately, by `KIND ID`: asked for each build. */
export type CountUses = () => Promise<ReadonlyMap<string, number>>;

/**
 * How a server builds its indexes: each in a thread of its own, so that conversations go on meanwhile, and with its
 * results kept for who asks the same again. Where no thread can be started, or one was lost while it answered, the
 * index is built and answers in this thread, and the log says so.
 */
export function createIndexBuilder(
  readers: Omit<MatchIndexParts, 'vocabulary' | 'uses'>,
  log: Log,
  { countUses, ...worker }: Omit<WorkerOptions, 'signal'> & { countUses?: CountUses } = {},
): (documents: MatchDocument[], vocabulary?: Vocabulary, signal?: AbortSignal) => Promise<MatchIndex> {
  let trustsThreads = true;

  async function build(
    documents: MatchDocument[],
    parts: MatchIndexParts,
    signal?: AbortSignal,
  ): Promise<MatchIndex> {
    if (!trustsThreads) return buildMatchIndex(documents, parts);
    try {
      const index = await buildMatchIndexInWorker(documents, parts, { ...worker, signal });
      void index.lost.then(() => {
        trustsThreads = false;
      });
      return index;
    } catch (error) {
      if (!(error instanceof WorkerUnavailable)) throw error;
      log.warn(
        { reason: error.message },
        'No thread can be started for the index: it is built beside the conversations, which are slower meanwhile.',
      );
      return buildMatchIndex(documents, parts);
    }
  }

  return async (documents, vocabulary, signal) => {
    const index = await build(documents, { ...readers, vocabulary, uses: await countUses?.() }, signal);
    return { ...index, match: cacheMatches((text) => index.match(text), readers.normalize) };
  };
}
