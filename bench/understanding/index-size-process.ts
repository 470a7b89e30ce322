// One size in a process of its own. Arguments: entries, model folder, knowledge base folder. Prints one line of JSON.

import { measureIndexSize } from './index-size.js';

const [entries = '', modelDir = '', knowledgeBase = ''] = process.argv.slice(2);
const size = await measureIndexSize(Number(entries), { modelDir, knowledgeBase });
process.stdout.write(`${JSON.stringify(size)}\n`);
