import type { Log } from '../platform/log.js';
import { normalizeName } from './normalize.js';
import { productTerms } from './product-terms.js';
import type { SlotCatalogue } from './slots.js';

/** The shop's products in words, as they stand in its records. */
export interface ShopWords {
  category: string[];
  brand: string[];
  colour: string[];
  title: string[];
}

export interface LiveCatalogue {
  /** At most `everyMs` and one reading behind the shop's records while watching. */
  current(): SlotCatalogue;
  /** Names in Latin letters, lower case: never taken for pinyin. */
  latinNames(): ReadonlySet<string>;
  /** Looks every so often whether the products have changed. */
  watch(): void;
  close(): Promise<void>;
}

export interface LiveCatalogueNeeds {
  /** Changes whenever the products do; cheap. */
  version: () => Promise<string>;
  load: () => Promise<ShopWords>;
  cut: (text: string) => string[];
  log: Pick<Log, 'warn'>;
  everyMs?: number;
}

/**
 * Reads the words of the catalogue, and again when the shop's products change, so that no message waits for a query.
 * What cannot be read later leaves the words as they were.
 */
export async function openLiveCatalogue(needs: LiveCatalogueNeeds): Promise<LiveCatalogue> {
  const { version, load, cut, log, everyMs = 30_000 } = needs;
  let seen = await version();
  let words = wordsOf(await load(), cut);
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    try {
      const now = await version();
      if (now === seen) return;
      words = wordsOf(await load(), cut);
      seen = now;
    } catch (error) {
      log.warn({ err: error }, 'The catalogue could not be read again; the words known so far are used.');
    }
  }

  return {
    current: () => words.catalogue,
    latinNames: () => words.latinNames,
    watch() {
      timer ??= setInterval(() => {
        looking ??= look().finally(() => {
          looking = undefined;
        });
      }, everyMs).unref();
    },
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}

function wordsOf({ category, brand, colour, title }: ShopWords, cut: (text: string) => string[]) {
  return {
    catalogue: {
      category,
      brand,
      colour,
      product: productTerms(title, { brands: brand, categories: category }, cut),
    },
    latinNames: new Set(brand.map(normalizeName).filter((name) => /^[a-z' ]+$/.test(name))),
  };
}
