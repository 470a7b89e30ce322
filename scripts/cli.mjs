// The command line: sets up what is missing without a word on stdout, then runs the command in this same process.
// Run: npm run --silent cli -- COMMAND [OPTIONS]

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepareSteps, root, setUp } from './setup.mjs';
import { buildServer } from './steps/build-server.mjs';

await setUp([...prepareSteps, buildServer], { quiet: true });
process.setSourceMapsEnabled(true);
// npm changes to the project's folder; file names on the command line are meant from where the person stands.
if (process.env.npm_lifecycle_event === 'cli' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
const main = join(root, 'dist', 'server', 'cli', 'main.js');
process.argv[1] = main;
await import(pathToFileURL(main).href);
