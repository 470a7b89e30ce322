// Sets up what is missing and runs the server in this same process, so that signals reach it directly. Run: npm start

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { allSteps, root, setUp } from './setup.mjs';

await setUp(allSteps);
process.setSourceMapsEnabled(true);
const main = join(root, 'dist', 'server', 'main.js');
process.argv[1] = main;
await import(pathToFileURL(main).href);
