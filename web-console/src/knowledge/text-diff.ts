import type { EntryContent } from '../../../src/contract/knowledge.js';

/** A run of text that both versions have, or only one of them. */
export interface DiffPart {
  kind: 'same' | 'added' | 'removed';
  words: string;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
/** Beyond this many pairs of differing words the whole middle counts as replaced: readable, and never slow. */
const largestTable = 4_000_000;

/** Word by word what changed from one text to another: the longest common subsequence between the common ends. */
export function diffText(before: string, after: string): DiffPart[] {
  return diffSequences(wordsOf(before), wordsOf(after));
}

function wordsOf(words: string): string[] {
  return [...segmenter.segment(words)].map(({ segment }) => segment);
}

function diffSequences(before: readonly string[], after: readonly string[]): DiffPart[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let endBefore = before.length;
  let endAfter = after.length;
  while (endBefore > start && endAfter > start && before[endBefore - 1] === after[endAfter - 1]) {
    endBefore -= 1;
    endAfter -= 1;
  }
  return joined([
    ...before.slice(0, start).map((words) => ({ kind: 'same' as const, words })),
    ...diffMiddle(before.slice(start, endBefore), after.slice(start, endAfter)),
    ...before.slice(endBefore).map((words) => ({ kind: 'same' as const, words })),
  ]);
}

function diffMiddle(before: readonly string[], after: readonly string[]): DiffPart[] {
  const width = after.length + 1;
  if (before.length * after.length > largestTable) {
    return [
      { kind: 'removed', words: before.join('') },
      { kind: 'added', words: after.join('') },
    ];
  }
  // lengths[i * width + j]: longest common subsequence of what follows i in `before` and j in `after`.
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const parts: DiffPart[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const old = before[i];
    const fresh = after[j];
    if (old !== undefined && old === fresh) {
      parts.push({ kind: 'same', words: old });
      i += 1;
      j += 1;
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ kind: 'removed', words: old });
      i += 1;
    } else if (fresh !== undefined) {
      parts.push({ kind: 'added', words: fresh });
      j += 1;
    }
  }
  return parts;
}

function joined(parts: readonly DiffPart[]): DiffPart[] {
  const result: DiffPart[] = [];
  for (const { kind, words } of parts) {
    const last = result.at(-1);
    if (last?.kind === kind) last.words += words;
    else if (words !== '') result.push({ kind, words });
  }
  return result;
}

/** Which lines of a list came and went; order does not matter. */
export function diffList(before: readonly string[], after: readonly string[]): DiffPart[] {
  const had = new Set(before);
  const has = new Set(after);
  return [
    ...after.map((words) => ({ kind: had.has(words) ? ('same' as const) : ('added' as const), words })),
    ...before.filter((words) => !has.has(words)).map((words) => ({ kind: 'removed' as const, words })),
  ];
}

export type FieldDiff =
  | { field: 'question' | 'category' | 'answer'; shape: 'text'; parts: DiffPart[] }
  | { field: 'similar' | 'followUps'; shape: 'list'; parts: DiffPart[] };

/** The fields that differ between two versions of an entry, in the order of the form. */
export function diffContent(before: EntryContent, after: EntryContent): FieldDiff[] {
  const texts = (['question', 'category', 'answer'] as const).map(
    (field): FieldDiff => ({ field, shape: 'text', parts: diffText(before[field], after[field]) }),
  );
  const lists = (['similar', 'followUps'] as const).map(
    (field): FieldDiff => ({ field, shape: 'list', parts: diffList(before[field], after[field]) }),
  );
  return [...texts, ...lists].filter(({ parts }) => parts.some(({ kind }) => kind !== 'same'));
}
