import type { MatchTrace } from '../../contract/trace.js';

/** Results that are kept, least recently asked for first out; some 5 KB each. */
const defaultSize = 2000;

/**
 * Answers a repeated question with what was found before, and one that is being answered with what will be found. To
 * be made anew for each index: results of an earlier one must not outlive it.
 *
 * @param match Must give the same result for all texts that are normalised alike.
 */
export function cacheMatches(
  match: (text: string) => Promise<MatchTrace>,
  normalize: (text: string) => string,
  size = defaultSize,
): (text: string) => Promise<MatchTrace> {
  const kept = new Map<string, Promise<MatchTrace>>();
  return async (text) => {
    const started = performance.now();
    const key = normalize(text);
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      const trace = await known;
      const total = performance.now() - started;
      return {
        ...trace,
        vector: trace.vector === 'none' ? 'none' : 'cached',
        milliseconds: { normalize: total, recall: 0, rank: 0, total },
      };
    }
    const found = match(text);
    kept.set(key, found);
    const oldest = kept.size > size ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    try {
      return await found;
    } catch (error) {
      // What went wrong once may go well the next time.
      if (kept.get(key) === found) kept.delete(key);
      throw error;
    }
  };
}
