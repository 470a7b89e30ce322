import type { Log } from '../platform/log.js';
import { createBulkStore } from './bulk-store.js';
import { createEmbeddingStore } from './embedding-store.js';
import { buildMatchIndex } from './index/match-index.js';
import { createIntentStore } from './intent-store.js';
import { createKnowledgeEditing } from './knowledge-editing.js';
import { createKnowledgeStore, type KnowledgeStoreParts } from './knowledge-store.js';
import { createPublishedKnowledge } from './published-knowledge.js';
import { createRankingStore } from './ranking-store.js';
import { createVocabularyEditing } from './vocabulary-editing.js';
import { createVocabularyStore } from './vocabulary-store.js';

type IndexParts = Parameters<typeof buildMatchIndex>[1];

/** What this slice needs to read texts. Supplied by understanding. */
export type TextReaders = Pick<IndexParts, 'normalize' | 'segment' | 'embedder'>;

/** The knowledge in the database: the live index over what is published, and its editing. */
export function openKnowledge(parts: KnowledgeStoreParts & { readers: TextReaders; log: Log }) {
  const { readers, log, ...storeParts } = parts;
  const bulk = createBulkStore(storeParts);
  const intents = createIntentStore(storeParts);
  const embeddings = createEmbeddingStore(storeParts.prisma);
  const words = createVocabularyStore(storeParts);
  const storedRanking = createRankingStore(storeParts.prisma);
  const published = createPublishedKnowledge({
    load: async () => ({
      entries: await bulk.loadPublished(),
      intents: await intents.load(),
      vocabulary: await words.load(),
    }),
    async buildIndex(documents, vocabulary) {
      const cache = embeddings.openCache();
      const index = await buildMatchIndex(documents, {
        ...readers,
        vocabulary,
        storedEmbeddings: cache,
        storedRanking,
      });
      await cache.flush();
      return index;
    },
    log,
  });
  return {
    published,
    editing: createKnowledgeEditing({ store: createKnowledgeStore(storeParts), published }),
    vocabulary: createVocabularyEditing({ store: words, published, normalize: readers.normalize }),
  };
}
