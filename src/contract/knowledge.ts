import { z } from 'zod';

const line = (max: number) =>
  z
    .string()
    .transform((text) => text.trim())
    .pipe(z.string().min(1, 'must not be empty').max(max, `at most ${max} characters`));

export const entryId = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._:-]*$/u, 'letters, digits, ".", "_", ":" and "-" only');

/** What an admin writes for one entry. */
export const entryContent = z.strictObject({
  category: line(60),
  question: line(300),
  similar: z.array(line(300)).max(200).default([]),
  answer: line(4000),
  followUps: z.array(entryId).max(8).default([]),
});
export type EntryContent = z.infer<typeof entryContent>;

/** One YAML file of `knowledge-base/`. */
export const knowledgeFile = z.strictObject({
  category: line(60),
  entries: z
    .array(entryContent.omit({ category: true }).extend({ id: entryId }))
    .min(1)
    .max(20_000),
});

export const entryStatus = z.enum(['draft', 'published', 'archived']);
export type EntryStatus = z.infer<typeof entryStatus>;

/** An entry as the console sees it. */
export interface KnowledgeEntry extends EntryContent {
  id: string;
  status: EntryStatus;
  /** Number of the newest version. */
  version: number;
  /** Version that shoppers get; absent when never published. */
  publishedVersion?: number;
  updatedAt: string;
  updatedBy?: string;
}

export interface KnowledgeVersion {
  version: number;
  content: EntryContent;
  createdAt: string;
  createdBy?: string;
  publishedAt?: string;
}

export const entryCreate = entryContent.extend({ id: entryId.optional() });
export const entryUpdate = entryContent.extend({
  /** The version the editor started from; a newer one on the server is a conflict, not an overwrite. */
  baseVersion: z.int().positive(),
});
export const entryList = z.strictObject({
  search: z.string().max(200).optional(),
  category: z.string().max(60).optional(),
  status: entryStatus.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
