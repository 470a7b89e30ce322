import type { Command } from './command.js';
import { couponsCheck } from './coupons.js';
import { intentsCheck, intentsExport, intentsImport } from './intents.js';
import { keysAdd, keysList, keysRevoke } from './keys.js';
import { knowledgeCheck, knowledgeExport, knowledgeImport } from './knowledge.js';
import { membersCheck, membersImport } from './members.js';
import { ordersCheck, ordersImport } from './orders.js';
import { recommend } from './recommend-command.js';
import { staffAdd } from './staff.js';
import { vocabularyCheck, vocabularyExport, vocabularyImport } from './vocabulary.js';

const match: Command = {
  name: 'match',
  summary: 'answers every question of a file as the chat would, and writes what it found',
  options: {
    knowledge: {
      value: 'FILE',
      explanation: 'JSONL: {"id","question","similar","answer"} a line',
      required: true,
    },
    queries: { value: 'FILE', explanation: 'JSONL: {"id","text"} a line', required: true },
    out: { value: 'FILE', explanation: 'JSONL to write: a line a query, in order', required: true },
  },
  async run({ value }, { config, log }) {
    // Loaded here, because the libraries behind it take a second that no other command needs.
    const { runMatch } = await import('./match.js');
    await runMatch({
      knowledge: value('knowledge'),
      queries: value('queries'),
      out: value('out'),
      modelDir: config.modelDir,
      log: (line) => log.warn(line),
    });
  },
};

const mood: Command = {
  name: 'mood',
  summary: 'tells for every text of a file how angry and how negative it is, as the chat reads it',
  options: {
    queries: { value: 'FILE', explanation: 'JSONL: {"id","text"} a line', required: true },
    out: { value: 'FILE', explanation: 'JSONL to write: {"id","angry","negative"}, 0 to 1', required: true },
  },
  async run({ value }, { log }) {
    const { runMood } = await import('./mood.js');
    await runMood({ queries: value('queries'), out: value('out'), log: (line) => log.warn(line) });
  },
};

const uplift: Command = {
  name: 'uplift',
  summary: 'learns from people some of whom were treated, and tells for others how much that would change',
  options: {
    train: { value: 'FILE', explanation: 'CSV to learn from: features, treatment, outcome', required: true },
    score: {
      value: 'FILE',
      explanation: 'CSV of those to score: the same features, and an id',
      required: true,
    },
    treatment: {
      value: 'COLUMN',
      explanation: 'two values: 0 and 1, or words such as control and treated',
      required: true,
    },
    outcome: { value: 'COLUMN', explanation: 'what the treatment should change, a number', required: true },
    id: { value: 'COLUMN', explanation: 'what names a row of the file to score', required: true },
    out: { value: 'FILE', explanation: 'JSONL to write: {"row","uplift"} a line, in order', required: true },
  },
  async run({ value }, { log }) {
    const { runUplift } = await import('./uplift.js');
    await runUplift({
      train: value('train'),
      score: value('score'),
      treatment: value('treatment'),
      outcome: value('outcome'),
      id: value('id'),
      out: value('out'),
      log: (line) => log.warn(line),
    });
  },
};

const migrate: Command = {
  name: 'migrate',
  summary:
    'brings the database to the newest migration, as every start of the server does (changes the database)',
  options: {},
  async run(_input, { print, withDatabase }) {
    await withDatabase(async ({ kind }) =>
      print(`The ${kind === 'embedded' ? 'embedded' : 'PostgreSQL'} database is up to date.`),
    );
  },
};

const seed: Command = {
  name: 'seed',
  summary:
    'fills an empty database with the demo shop: products, customers, orders, accounts (changes the database)',
  options: {},
  async run(_input, { config, log }) {
    const { runSeed } = await import('./seed.js');
    await runSeed(config, log);
  },
};

export const commands: readonly Command[] = [
  match,
  mood,
  recommend,
  knowledgeCheck,
  knowledgeImport,
  knowledgeExport,
  vocabularyCheck,
  vocabularyImport,
  vocabularyExport,
  intentsCheck,
  intentsImport,
  intentsExport,
  ordersCheck,
  ordersImport,
  couponsCheck,
  membersCheck,
  membersImport,
  staffAdd,
  keysAdd,
  keysList,
  keysRevoke,
  uplift,
  migrate,
  seed,
];
