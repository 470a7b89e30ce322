import { useState } from 'react';
import { ProblemError } from '../api/problem.js';

/**
 * What a colleague has saved while somebody was writing.
 * @param version that the writer's work was made from; undefined: of something new, which nobody else can have changed
 * @param reload asks the server for the newest; undefined when that fails
 */
export function useNewerVersion<T extends { version: number }>(
  version: number | undefined,
  reload: () => Promise<T | undefined>,
) {
  const [theirs, setTheirs] = useState<T>();
  return {
    /** Waits for the writer's choice; undefined: nothing to choose. */
    theirs,
    show: (newest: T) => setTheirs(newest),
    settle: () => setTheirs(undefined),
    /** @returns what a colleague has saved, when that is why the server refused; nothing is shown yet */
    async behind(failure: unknown): Promise<T | undefined> {
      if (version === undefined || !(failure instanceof ProblemError) || failure.code !== 'conflict')
        return undefined;
      const newest = await reload();
      return newest !== undefined && newest.version !== version ? newest : undefined;
    },
  };
}
