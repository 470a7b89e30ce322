// Type-checks the server, its tests, and every page that has a tsconfig of its own. Run: npm run typecheck

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { prepareSteps, root, setUp } from './setup.mjs';
import { runProgram } from './steps/run-command.mjs';

await setUp(prepareSteps, { quiet: true });
let failed = false;
for (const project of ['.', 'web-widget', 'web-demo', 'web-console', 'test/delivery']) {
  if (!existsSync(join(root, project, 'tsconfig.json'))) continue;
  try {
    await runProgram(root, 'typescript/bin/tsc', ['--noEmit', '-p', project]);
    process.stdout.write(`✓ types of ${project === '.' ? 'the server' : project}\n`);
  } catch (error) {
    failed = true;
    process.stdout.write(`✗ types of ${project}\n${error instanceof Error ? error.message : error}\n`);
  }
}
process.exitCode = failed ? 1 : 0;
