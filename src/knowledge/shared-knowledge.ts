import type { PublishedKnowledge } from './published-knowledge.js';

/** Keeps the index of this process at what any process has published. */
export function shareKnowledge(needs: {
  published: Pick<PublishedKnowledge, 'reload'>;
  /** Another one whenever the published knowledge is. */
  revision: () => Promise<string>;
  /** Tells the other processes, as soon as the change is stored. */
  tellOthers: () => void;
}) {
  const { published, revision, tellOthers } = needs;
  /** What the index was built from, or something older. */
  let seen: string | undefined;

  return {
    /** After a change of this process's own. @throws AppError as `published.reload` */
    async reload(): Promise<void> {
      tellOthers();
      // Read before the content is: a change in between is seen as one, and at worst loaded twice.
      seen = await revision();
      await published.reload();
    },
    /** Loads what another process, or the command line, has changed; nothing when nobody has. */
    async look(): Promise<void> {
      const now = await revision();
      const known = seen;
      seen = now;
      if (known === now) return;
      await published.reload().catch((error) => {
        seen = known;
        throw error;
      });
    },
  };
}
