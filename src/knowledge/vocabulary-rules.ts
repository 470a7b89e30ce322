import type { FieldError } from '../contract/ack.js';
import {
  longestExpression,
  mostInGroup,
  mostVocabularyItems,
  type VocabularyContent,
} from '../contract/vocabulary.js';

/** Every expression of an item, with the field that it stands in. */
export function expressionsOf(content: VocabularyContent): { path: string; text: string }[] {
  if (content.kind !== 'synonyms') return [{ path: 'word', text: content.word }];
  const others = content.said.map((text, at) => ({ path: `said.${at}`, text }));
  return [{ path: 'means', text: content.means }, ...others];
}

/** Brings an item into the form that texts are compared in; what a group holds twice is dropped. */
export function cleanVocabulary(
  content: VocabularyContent,
  normalize: (text: string) => string,
): VocabularyContent {
  if (content.kind !== 'synonyms') return { ...content, word: normalize(content.word) };
  const means = normalize(content.means);
  const said = [...new Set(content.said.map(normalize))].filter((text) => text !== means && text !== '');
  return { kind: 'synonyms', means, said };
}

/** The expressions that are taken, and by what. Used to check one item, or all lines of a file. */
export interface VocabularyClaims {
  /** @returns everything that is wrong with a cleaned item, by field; its own earlier version is not in its way */
  faults(content: VocabularyContent): FieldError[];
  add(content: VocabularyContent): void;
}

interface Owner {
  kind: VocabularyContent['kind'];
  /** What the item is known by. */
  name: string;
}

/**
 * @param others the items that stay as they are
 * @param questionOf title of the entry or intent that a text is a whole known question of
 */
export function claimVocabulary(
  others: Iterable<VocabularyContent>,
  questionOf: (text: string) => string | undefined,
): VocabularyClaims {
  // One expression may be a synonym and kept whole, so words have a map of their own.
  const meanings = new Map<string, Owner>();
  const words = new Set<string>();
  let count = 0;

  function taken(kind: VocabularyContent['kind'], text: string): string | undefined {
    const owner = meanings.get(text);
    if (kind === 'word') {
      if (words.has(text)) return `“${text}”已经是专有词了`;
      return owner?.kind === 'stopWord' ? `“${text}”是停用词，不能同时作为专有词` : undefined;
    }
    if (owner?.kind === 'synonyms') {
      if (kind === 'synonyms' && text === owner.name)
        return `“${text}”已经有一组同义词了，直接编辑那一组就好`;
      return kind === 'synonyms'
        ? `“${text}”已经在“${owner.name}”这组同义词里了`
        : `“${text}”在“${owner.name}”这组同义词里，不能同时作为停用词`;
    }
    if (owner?.kind === 'stopWord')
      return kind === 'stopWord' ? `“${text}”已经是停用词了` : `“${text}”是停用词，不能同时作为同义词`;
    return kind === 'stopWord' && words.has(text) ? `“${text}”是专有词，不能同时作为停用词` : undefined;
  }

  const claims: VocabularyClaims = {
    faults(content) {
      const { kind } = content;
      const faults = expressionsOf(content).flatMap(({ path, text }) => {
        const message = malformed(text, kind) ?? taken(kind, text);
        return message === undefined ? [] : [{ path, message }];
      });
      if (kind === 'synonyms' && content.said.length === 0)
        faults.push({ path: 'said', message: `请至少再写一个和“${content.means}”不同的说法` });
      if (kind === 'synonyms' && content.said.length >= mostInGroup)
        faults.push({ path: 'said', message: `一组最多 ${mostInGroup} 个说法` });
      if (kind === 'stopWord' && faults.length === 0) {
        const { word } = content;
        const question = questionOf(word);
        if (question !== undefined)
          faults.push({
            path: 'word',
            message: `“${word}”本身就是「${question}」的一个问法，不能作为停用词`,
          });
      }
      if (count >= mostVocabularyItems)
        faults.push({ path: 'kind', message: `词库最多 ${mostVocabularyItems} 条，请先删掉一些` });
      return faults;
    },
    add(content) {
      count += 1;
      const [first] = expressionsOf(content);
      for (const { text } of expressionsOf(content)) {
        if (content.kind === 'word') words.add(text);
        else meanings.set(text, { kind: content.kind, name: first?.text ?? text });
      }
    },
  };
  for (const other of others) claims.add(other);
  return claims;
}

function malformed(text: string, kind: VocabularyContent['kind']): string | undefined {
  if (text === '') return '请填写这一项';
  const length = [...text].length;
  if (length > longestExpression) return `最多 ${longestExpression} 个字，现在有 ${length} 个`;
  if (!/^[\p{L}\p{N}]/u.test(text)) return `“${text}”要以文字或数字开头，不能是标点或符号`;
  if (/[,;"'\n]/.test(text)) return `“${text}”里不能有逗号、分号或引号`;
  if (kind === 'word' && length < 2) return '专有词至少两个字';
  return undefined;
}
