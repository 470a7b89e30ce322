import { readFile } from 'node:fs/promises';
import type { VocabularyFormat } from '../contract/vocabulary.js';
import { createBulkStore } from '../knowledge/bulk-store.js';
import type { Claimant } from '../knowledge/claims.js';
import { createIntentStore } from '../knowledge/intent-store.js';
import { claimantsOf } from '../knowledge/published-knowledge.js';
import { planVocabularyFile } from '../knowledge/vocabulary-editing.js';
import { writeVocabulary } from '../knowledge/vocabulary-file.js';
import { createVocabularyStore } from '../knowledge/vocabulary-store.js';
import { AppError, invalidInput } from '../platform/errors.js';
import { createAuditStore } from '../staff/audit-store.js';
import { normalize } from '../understanding/normalize.js';
import type { Command } from './command.js';
import { countOf, tellImport, writeFiles } from './content.js';

const operands = {
  value: 'FILES',
  explanation: 'YAML or CSV files of words, as in knowledge-base/vocabulary',
};

/** What the files would change: one plan a file, in order. @throws AppError naming file and line */
async function plansOf(files: readonly string[], claimants: readonly Claimant[]) {
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(file, 'utf8').catch((error: unknown) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
        throw invalidInput([{ path: file, message: `cannot be read (${code})` }]);
      });
      const format: VocabularyFormat = /\.csv$/i.test(file) ? 'csv' : 'yaml';
      return { file, plan: naming(file, () => planVocabularyFile(format, text, { normalize, claimants })) };
    }),
  );
}

/** The same error with the file's name before each line. */
function naming<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const errors = error.errors.map(({ path, message }) => ({
      path,
      message: `${path.replace(/^line (\d+)$/, `${file}:$1`)} ${message}`,
    }));
    throw new AppError(error.code, `${file} ${error.message}`, { errors });
  }
}

export const vocabularyCheck: Command = {
  name: 'vocabulary check',
  summary: "checks files of the shop's own words, each by itself",
  options: {},
  operands,
  listsProblems: true,
  async run({ operands: files }, { print }) {
    let count = 0;
    for (const { file, plan } of await plansOf(files, []))
      count += naming(file, () => plan([])).counts.created;
    print(`${countOf(count, 'item', 'items')}, nothing wrong.`);
  },
};

export const vocabularyImport: Command = {
  name: 'vocabulary import',
  summary: "checks files of the shop's own words and adds what is in them (changes the database)",
  options: {},
  operands,
  async run({ operands: files }, { print, withDatabase }) {
    for (const { file, plan } of await plansOf(files, [])) naming(file, () => plan([]));
    await withDatabase(async ({ prisma, kind }) => {
      const parts = { prisma, audit: createAuditStore({ prisma }).record };
      const published = await createBulkStore(parts).loadPublished();
      const claimants = claimantsOf(published, await createIntentStore(parts).load());
      const store = createVocabularyStore(parts);
      for (const { file, plan } of await plansOf(files, claimants)) {
        const counts = await store.importItems((existing) => naming(file, () => plan(existing)), {
          type: 'system',
          id: 'cli',
        });
        tellImport(counts, kind, print);
      }
    });
  },
};

export const vocabularyExport: Command = {
  name: 'vocabulary export',
  summary: "writes the shop's own words as one YAML file (reads the database)",
  options: {
    out: { value: 'DIR', explanation: 'folder for vocabulary.yml; made if missing', required: true },
  },
  async run({ value }, { print, withDatabase }) {
    await withDatabase(async ({ prisma }) => {
      const items = await createVocabularyStore({ prisma, audit: createAuditStore({ prisma }).record }).all();
      await writeFiles(value('out'), [{ name: 'vocabulary.yml', text: writeVocabulary('yaml', items) }]);
      print(`${countOf(items.length, 'item', 'items')} in vocabulary.yml.`);
    });
  },
};
