// Prepares what tests need and runs them. Run: npm test [-- FILES OR VITEST OPTIONS]

import { spawn } from 'node:child_process';
import { prepareSteps, root, setUp } from './setup.mjs';

await setUp(prepareSteps, { quiet: true });
const vitest = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => vitest.kill(signal));
vitest.on('exit', (code) => process.exit(code ?? 1));
