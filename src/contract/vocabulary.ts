import { z } from 'zod';

/** Characters of one expression, once normalised. */
export const longestExpression = 20;
/** Expressions of one group of synonyms, with the one that the others mean. */
export const mostInGroup = 20;
/** Items of all kinds together. */
export const mostVocabularyItems = 5000;

/** Longer than any expression may be: normalising can shorten what was typed. */
const typed = z.string().max(200, `最多 ${longestExpression} 个字`);

const synonymsContent = z.strictObject({
  kind: z.literal('synonyms'),
  /** What the bot reads for every other expression of the group. */
  means: typed,
  said: z
    .array(typed)
    .min(1, '请至少再写一个说法')
    .max(mostInGroup - 1, `一组最多 ${mostInGroup} 个说法`),
});
const stopWordContent = z.strictObject({ kind: z.literal('stopWord'), word: typed });
const wordContent = z.strictObject({ kind: z.literal('word'), word: typed });

/** What an admin writes: a group of expressions that mean the same, a word to leave out, or a word to keep whole. */
export const vocabularyContent = z.discriminatedUnion('kind', [
  synonymsContent,
  stopWordContent,
  wordContent,
]);
export type VocabularyContent = z.infer<typeof vocabularyContent>;

export const vocabularyKind = z.enum(['synonyms', 'stopWord', 'word']);
export type VocabularyKind = z.infer<typeof vocabularyKind>;

/** An item as the console sees it. */
export type VocabularyItem = VocabularyContent & {
  id: string;
  version: number;
  updatedAt: string;
  updatedBy?: string;
};

/** The version that the editor started from; a newer one on the server is a conflict, not an overwrite. */
const baseVersion = z.int().positive();
export const vocabularyUpdate = z.discriminatedUnion('kind', [
  synonymsContent.extend({ baseVersion }),
  stopWordContent.extend({ baseVersion }),
  wordContent.extend({ baseVersion }),
]);

export const vocabularyList = z.strictObject({
  kind: vocabularyKind.optional(),
  search: z.string().max(200).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Whether what was saved already answers. */
export interface VocabularyIndexStatus {
  /** A new index is being built with the newest items; the earlier one answers meanwhile. */
  building: boolean;
  /** Seconds that the last whole build took; absent before the first. */
  usualSeconds?: number;
  builtAt?: string;
  /** Why the newest build failed; absent when it did not. */
  failure?: string;
}

export interface VocabularyPage {
  items: VocabularyItem[];
  /** Absent on the last page. */
  nextCursor?: string;
  /** How many items of each kind there are, whatever the filter. */
  counts: Record<VocabularyKind, number>;
  index: VocabularyIndexStatus;
}

export const vocabularyFormat = z.enum(['yaml', 'csv']);
export type VocabularyFormat = z.infer<typeof vocabularyFormat>;

export const vocabularyImport = z.strictObject({
  format: vocabularyFormat,
  text: z.string().min(1, '文件是空的').max(300_000, '文件太大了，请分成几份导入'),
  /** Checks and counts, writes nothing. */
  preview: z.boolean().default(false),
});
export const vocabularyExport = z.strictObject({ format: vocabularyFormat.default('yaml') });

export interface VocabularyImportResult {
  created: number;
  updated: number;
  unchanged: number;
}

/** One YAML file of words of a shop's own. */
export const vocabularyFile = z.strictObject({
  synonyms: z
    .array(synonymsContent.omit({ kind: true }))
    .max(mostVocabularyItems)
    .default([]),
  stopWords: z.array(typed).max(mostVocabularyItems).default([]),
  words: z.array(typed).max(mostVocabularyItems).default([]),
});
