import type { VocabularyContent } from '../../../src/contract/vocabulary.js';

/** What a person knows an item by. */
export function nameOf(content: VocabularyContent): string {
  return content.kind === 'synonyms' ? content.means : content.word;
}
