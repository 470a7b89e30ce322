import type { Log } from '../platform/log.js';
import { createBulkStore } from './bulk-store.js';
import { createEmbeddingStore } from './embedding-store.js';
import { type CountUses, createIndexBuilder } from './index/index-builder.js';
import type { MatchIndexParts } from './index/indexes.js';
import { createIntentStore } from './intent-store.js';
import { createKnowledgeEditing } from './knowledge-editing.js';
import { createKnowledgeStore, type KnowledgeStoreParts } from './knowledge-store.js';
import { createPublishedKnowledge, type PublishedKnowledge } from './published-knowledge.js';
import { createRankingStore } from './ranking-store.js';
import { createRevisionStore } from './revision-store.js';
import { shareKnowledge } from './shared-knowledge.js';
import { createVocabularyEditing } from './vocabulary-editing.js';
import { createVocabularyStore } from './vocabulary-store.js';

/** What this slice needs to read texts. Supplied by understanding. */
export type TextReaders = Pick<MatchIndexParts, 'normalize' | 'segment' | 'embedder'>;

/** The knowledge in the database: the live index over what is published, and its editing. */
export function openKnowledge(
  parts: KnowledgeStoreParts & {
    readers: TextReaders;
    /** How often each entry and intent was the accepted answer lately. Supplied by conversation. */
    countUses: CountUses;
    log: Log;
    /** Something was published: other processes should look. */
    tellOthers?: () => void;
    /** The program of the index's thread, where it is not beside the compiled files. */
    indexProgram?: URL;
  },
) {
  const { readers, countUses, log, indexProgram, tellOthers = () => {}, ...storeParts } = parts;
  const bulk = createBulkStore(storeParts);
  const intents = createIntentStore(storeParts);
  const words = createVocabularyStore(storeParts);
  const indexParts: MatchIndexParts = {
    ...readers,
    storedEmbeddings: createEmbeddingStore(storeParts.prisma),
    storedRanking: createRankingStore(storeParts.prisma),
  };
  const shared = shareKnowledge({
    reload: () => published.reload(),
    revision: createRevisionStore(storeParts),
    tellOthers,
  });
  const published: PublishedKnowledge = createPublishedKnowledge({
    load: () =>
      shared.load(async () => ({
        entries: await bulk.loadPublished(),
        intents: await intents.load(),
        vocabulary: await words.load(),
      })),
    buildIndex: createIndexBuilder(indexParts, log, { program: indexProgram, countUses }),
    log,
  });
  const edited = { ...published, reload: shared.reload };
  return {
    published,
    /** The first load, and after changes; `look`: whether others have made any. */
    reload: shared.reload,
    look: shared.look,
    editing: createKnowledgeEditing({ store: createKnowledgeStore(storeParts), published: edited }),
    vocabulary: createVocabularyEditing({
      store: words,
      published: edited,
      normalize: readers.normalize,
    }),
  };
}
