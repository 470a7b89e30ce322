// One size in a process of its own. Arguments: entries, questions each, model folder, knowledge base folder. Prints one line of JSON.

import { measureIndexSize } from './index-size.js';

const [entries = '', questionsEach = '', modelDir = '', knowledgeBase = ''] = process.argv.slice(2);
const size = await measureIndexSize(
  { entries: Number(entries), questionsEach: Number(questionsEach) },
  { modelDir, knowledgeBase },
);
process.stdout.write(`${JSON.stringify(size)}\n`);
