// One publish in a process of its own. Arguments: where it is built, wordings, model folder, knowledge base folder.
// Prints one line of JSON.

import { measurePublishDelay } from './publish-delay.js';

const [where = '', wordings = '', modelDir = '', knowledgeBase = ''] = process.argv.slice(2);
const way = where === 'thread' ? 'in a thread' : 'beside the conversations';
const delay = await measurePublishDelay(way, Number(wordings), { modelDir, knowledgeBase });
process.stdout.write(`${JSON.stringify(delay)}\n`);
