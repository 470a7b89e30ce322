// Builds the bench of experiments and uplift into dist/bench and runs it in this same process; stdout has the figures alone.
// Run: npm run --silent bench:experiments -- [--runs 500] [--customers 4000] [--part intervals|splits|targeting] [--world NAME] [--json]

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepareSteps, root, setUp } from './setup.mjs';
import { runProgram } from './steps/run-command.mjs';

await setUp(prepareSteps, { quiet: true });
await runProgram(root, 'typescript/bin/tsc', ['-p', 'tsconfig.bench.json']);
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(root, 'dist', 'bench', 'bench', 'simulated-shop', 'main.js')).href);
