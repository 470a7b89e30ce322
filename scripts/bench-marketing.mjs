// Builds the bench of the recommendation into dist/bench and runs it in this same process; stdout has the figures alone.
// Run: npm run --silent bench:marketing -- --data FOLDER [--json] [--growth]

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepareSteps, root, setUp } from './setup.mjs';
import { runProgram } from './steps/run-command.mjs';

await setUp(prepareSteps, { quiet: true });
await runProgram(root, 'typescript/bin/tsc', ['-p', 'tsconfig.bench.json']);
process.setSourceMapsEnabled(true);
// npm changes to the project's folder; file names on the command line are meant from where the person stands.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
await import(pathToFileURL(join(root, 'dist', 'bench', 'bench', 'marketing', 'main.js')).href);
