import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './run-command.mjs';
import { readStamp } from './stamp.mjs';

/** @type {import('./step.mjs').Step} */
export const buildServer = {
  name: 'server',
  async run({ root, force }) {
    const made = await readStamp(root, 'server', {
      inputs: ['src', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'],
      outputs: ['dist/server/main.js'],
      skip: (path) => path.endsWith('.test.ts'),
    });
    if (!force && made.current) return { upToDate: 'the server is built' };
    // Built aside and moved: a failed build leaves the last good one in place.
    const aside = join(root, 'dist', 'server.next');
    await rm(aside, { recursive: true, force: true });
    await runProgram(root, 'typescript/bin/tsc', [
      '-p',
      'tsconfig.build.json',
      '--outDir',
      'dist/server.next',
    ]);
    await rm(join(root, 'dist', 'server'), { recursive: true, force: true });
    await rename(aside, join(root, 'dist', 'server'));
    await made.save();
    return { did: 'server built' };
  },
};
