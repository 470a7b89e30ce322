// Builds the console and its bench, and runs it; stdout has the figures alone. Needs Chromium.
// Run: npm run --silent bench:console -- [--slower 4] [--json]

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSteps, prepareSteps, root, setUp } from './setup.mjs';
import { runProgram } from './steps/run-command.mjs';

await setUp([...prepareSteps, buildSteps], { quiet: true });
await runProgram(root, 'typescript/bin/tsc', ['-p', 'tsconfig.bench.json']);
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(root, 'dist', 'bench', 'bench', 'console', 'main.js')).href);
