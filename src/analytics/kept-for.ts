/**
 * Keeps answers for a short time, so that a page that many look at is computed once; who asks while one is being computed waits
 * for that one. What failed is not kept.
 *
 * Who asks for it `fresh` gets one that is computed now, or the one that is being computed already.
 *
 * @param keepMs how long after it was ready
 * @param most answers that are kept; the oldest goes first
 */
export function keptFor(keepMs: number, most: number, clock: () => Date) {
  const kept = new Map<string, { answer: Promise<unknown>; until: number }>();
  return <T>(key: string, compute: () => Promise<T>, fresh = false): Promise<T> => {
    const now = clock().getTime();
    const known = kept.get(key);
    // The key tells the kind of answer, so that what was kept under it is of this type.
    const isBeingComputed = known?.until === Number.POSITIVE_INFINITY;
    if (known !== undefined && now < known.until && (!fresh || isBeingComputed))
      return known.answer as Promise<T>;
    kept.delete(key);
    const entry = { answer: compute(), until: Number.POSITIVE_INFINITY };
    kept.set(key, entry);
    entry.answer.then(
      () => {
        entry.until = clock().getTime() + keepMs;
      },
      () => {
        if (kept.get(key) === entry) kept.delete(key);
      },
    );
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return entry.answer;
  };
}
