import type { PublishedKnowledge } from './published-knowledge.js';

/** Keeps the index of this process at what any process has published. */
export function shareKnowledge(needs: {
  reload: PublishedKnowledge['reload'];
  /** Another one whenever the published knowledge is. */
  revision: () => Promise<string>;
  /** Tells the other processes, as soon as the change is stored. */
  tellOthers: () => void;
}) {
  const { reload, revision, tellOthers } = needs;
  /** What the index was built from, or something older. */
  let seen: string | undefined;

  return {
    /** The content, with its revision noted before: a change in between is seen as one, and at worst loaded twice. */
    async load<Content>(content: () => Promise<Content>): Promise<Content> {
      seen = await revision();
      return content();
    },
    /** After a change of this process's own. @throws AppError as `reload` */
    reload(): Promise<void> {
      tellOthers();
      return reload();
    },
    /** Loads what another process, or the command line, has changed; nothing when nobody has. */
    async look(): Promise<void> {
      const now = await revision();
      const known = seen;
      if (known === now) return;
      await reload().catch((error) => {
        seen = known;
        throw error;
      });
    },
  };
}
