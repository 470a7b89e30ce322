import { createBulkStore } from '../knowledge/bulk-store.js';
import { intentFiles } from '../knowledge/content-export.js';
import { readIntentFiles } from '../knowledge/content-files.js';
import { createIntentStore } from '../knowledge/intent-store.js';
import { claimantsOf } from '../knowledge/published-knowledge.js';
import { createAuditStore } from '../staff/audit-store.js';
import type { Command } from './command.js';
import {
  countOf,
  knowledgeBeside,
  readKnowledgeBeside,
  refuseProblems,
  tellImport,
  writeFiles,
} from './content.js';

const files = { value: 'FILES', explanation: 'YAML files as in intents/, or folders of them' };

export const intentsCheck: Command = {
  name: 'intents check',
  summary: 'checks intent files, and lists everything that is wrong with them',
  options: knowledgeBeside(
    'knowledge files that the intents go with: their entries must exist, no wording may be in both',
  ),
  operands: files,
  listsProblems: true,
  async run({ operands, list }, { print }) {
    const entries = await readKnowledgeBeside(list('knowledge'));
    const { items, problems } = await readIntentFiles(
      operands,
      entries ? { claimants: claimantsOf(entries, []) } : {},
    );
    refuseProblems(problems);
    print(`${countOf(items.length, 'intent', 'intents')}, nothing wrong.`);
  },
};

export const intentsImport: Command = {
  name: 'intents import',
  summary: 'checks intent files and puts what is in them to work (changes the database)',
  options: {},
  operands: files,
  async run({ operands }, { print, withDatabase }) {
    refuseProblems((await readIntentFiles(operands)).problems);
    await withDatabase(async ({ prisma, kind }) => {
      const parts = { prisma, audit: createAuditStore({ prisma }).record };
      const store = createIntentStore(parts);
      const claimants = claimantsOf(await createBulkStore(parts).loadPublished(), await store.load());
      const { items, problems } = await readIntentFiles(operands, { claimants });
      refuseProblems(problems);
      tellImport(await store.importIntents(items, { type: 'system', id: 'cli' }), kind, print);
    });
  },
};

export const intentsExport: Command = {
  name: 'intents export',
  summary: 'writes all intents as intent files (reads the database)',
  options: {
    out: { value: 'DIR', explanation: 'folder for the files, one a group; made if missing', required: true },
  },
  async run({ value }, { print, withDatabase }) {
    await withDatabase(async ({ prisma }) => {
      const items = await createIntentStore({ prisma, audit: createAuditStore({ prisma }).record }).load();
      const written = await writeFiles(value('out'), intentFiles(items));
      print(`${countOf(items.length, 'intent', 'intents')} in ${countOf(written, 'file', 'files')}.`);
    });
  },
};
