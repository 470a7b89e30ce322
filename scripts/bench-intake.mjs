// Builds the bench of the intake into dist/bench and runs it in this same process.
// Run: npm run --silent bench:intake -- [--lines 100000] [--database-url postgresql://…]

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepareSteps, root, setUp } from './setup.mjs';
import { runProgram } from './steps/run-command.mjs';

await setUp(prepareSteps, { quiet: true });
await runProgram(root, 'typescript/bin/tsc', ['-p', 'tsconfig.bench.json']);
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(root, 'dist', 'bench', 'bench', 'intake', 'main.js')).href);
