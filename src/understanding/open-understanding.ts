import type { Log } from '../platform/log.js';
import { openEmbedder } from './embedder.js';
import { openLiveCatalogue, type ShopWords } from './live-catalogue.js';
import { createNormalizer } from './normalize.js';
import { createSegmenter } from './segmenter.js';
import { createUnderstanding } from './understand.js';

export interface UnderstandingNeeds {
  /** Supplied by customers: the words of the catalogue, and something cheap that changes when they do. */
  catalogue: () => Promise<ShopWords>;
  catalogueVersion: () => Promise<string>;
  clock: () => Date;
  shopTimeZone: string;
  modelDir: string;
  log: Log;
}

/** Opens everything that texts are read with, and keeps the words of the catalogue up to date until it is closed. */
export async function openUnderstanding(needs: UnderstandingNeeds) {
  const { catalogueVersion, catalogue: load, clock, shopTimeZone, modelDir, log } = needs;
  const missing: string[] = [];
  const segmenter = await createSegmenter();
  if (segmenter.notice) missing.push(segmenter.notice);
  const opened = await openEmbedder(modelDir);
  const embedder = 'missing' in opened ? undefined : opened;
  if ('missing' in opened) missing.push(`${opened.missing}; the bot answers by words alone`);
  const segment = (text: string) => segmenter.cut(text);
  const catalogue = await openLiveCatalogue({ version: catalogueVersion, load, cut: segment, log });
  const normalizer = createNormalizer(catalogue.latinNames);
  catalogue.watch();
  return {
    understand: createUnderstanding({
      segmenter,
      normalizer,
      catalogue: catalogue.current,
      clock,
      shopTimeZone,
    }),
    /** For the index of the knowledge base: known questions and new ones must be read alike. */
    readers: { normalize: normalizer.normalize, segment, embedder },
    /** What is not there, as sentences for the operator. */
    missing,
    async close(): Promise<void> {
      await catalogue.close();
      await embedder?.close();
    },
  };
}
