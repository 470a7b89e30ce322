import { createBulkStore } from '../knowledge/bulk-store.js';
import { knowledgeFiles } from '../knowledge/content-export.js';
import { readKnowledgeFiles } from '../knowledge/content-files.js';
import { createIntentStore } from '../knowledge/intent-store.js';
import { claimantsOf } from '../knowledge/published-knowledge.js';
import { createAuditStore } from '../staff/audit-store.js';
import type { Command } from './command.js';
import { countOf, refuseProblems, tellImport, writeFiles } from './content.js';

const files = {
  value: 'FILES',
  explanation: 'YAML files as in knowledge-base/, or folders of them',
};

export const knowledgeCheck: Command = {
  name: 'knowledge check',
  summary: 'checks knowledge files, and lists everything that is wrong with them',
  options: {},
  operands: files,
  listsProblems: true,
  async run({ operands }, { print }) {
    const { items, problems } = await readKnowledgeFiles(operands);
    refuseProblems(problems);
    print(`${countOf(items.length, 'entry', 'entries')}, nothing wrong.`);
  },
};

export const knowledgeImport: Command = {
  name: 'knowledge import',
  summary: 'checks knowledge files and publishes what is in them (changes the database)',
  options: {},
  operands: files,
  async run({ operands }, { print, withDatabase }) {
    // Files that are wrong in themselves need no database to be told so.
    refuseProblems((await readKnowledgeFiles(operands)).problems);
    await withDatabase(async ({ prisma, kind }) => {
      const parts = { prisma, audit: createAuditStore({ prisma }).record };
      const store = createBulkStore(parts);
      const claimants = claimantsOf(await store.loadPublished(), await createIntentStore(parts).load());
      const { items, problems } = await readKnowledgeFiles(operands, { claimants });
      refuseProblems(problems);
      const counts = await store.importEntries(items, { type: 'system', id: 'cli' });
      tellImport(counts, kind, print);
    });
  },
};

export const knowledgeExport: Command = {
  name: 'knowledge export',
  summary: 'writes everything that is published as knowledge files (reads the database)',
  options: {
    out: {
      value: 'DIR',
      explanation: 'folder for the files, one a category; made if missing',
      required: true,
    },
  },
  async run({ value }, { print, withDatabase }) {
    await withDatabase(async ({ prisma }) => {
      const store = createBulkStore({ prisma, audit: createAuditStore({ prisma }).record });
      const entries = await store.loadPublished();
      const written = await writeFiles(value('out'), knowledgeFiles(entries));
      print(`${countOf(entries.length, 'entry', 'entries')} in ${countOf(written, 'file', 'files')}.`);
    });
  },
};
