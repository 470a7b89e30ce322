import { z } from 'zod';
import { intakeError } from './intake.js';

/** Tables that people bring: the same as programs send in, one row a line. */

export const importKind = z.enum(['products', 'customers', 'orders']);
export type ImportKind = z.infer<typeof importKind>;
export const importEncoding = z.enum(['utf-8', 'gb18030']);
export const importDelimiter = z.enum([',', ';', '\t', '|']);

/** The column, from 0, of each field that the table has. */
export const importMapping = z.record(z.string().min(1).max(40), z.int().min(0).max(499));
export type ImportMapping = z.infer<typeof importMapping>;

const mappingText = z
  .string()
  .max(4_000)
  .transform((text, context): ImportMapping => {
    try {
      return importMapping.parse(JSON.parse(text));
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON such as {"id":0,"title":1}' });
      return z.NEVER;
    }
  });
const flag = z.enum(['true', 'false']).transform((word) => word === 'true');

/** What is left out is guessed. */
export const importPreviewQuery = z.strictObject({
  kind: importKind,
  encoding: importEncoding.optional(),
  delimiter: importDelimiter.optional(),
  mapping: mappingText.optional(),
  /** Whether the body is the whole file, or only its beginning. */
  whole: flag.default(false),
});

export const importQuery = z.strictObject({
  kind: importKind,
  encoding: importEncoding,
  delimiter: importDelimiter,
  mapping: mappingText,
  createMissing: flag.default(false),
});

/** The beginning of a table as it would be read. */
export const importPreview = z.object({
  encoding: importEncoding,
  delimiter: importDelimiter,
  header: z.array(z.string()),
  mapping: importMapping,
  /** Everything that a column can be. */
  fields: z.array(z.object({ field: z.string(), required: z.boolean() })),
  /** Fields that are needed and have no column. */
  missing: z.array(z.string()),
  /** The first 20. */
  rows: z.array(z.object({ line: z.int(), cells: z.array(z.string()), problems: z.array(intakeError) })),
});
export type ImportPreview = z.infer<typeof importPreview>;
