import { runProgram } from './run-command.mjs';
import { readStamp } from './stamp.mjs';

/** @type {import('./step.mjs').Step} */
export const generateDatabaseClient = {
  name: 'database client',
  async run({ root, force }) {
    const made = await readStamp(root, 'database-client', {
      inputs: ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'],
      outputs: ['src/platform/generated/prisma/client.ts'],
    });
    if (!force && made.current) return { upToDate: 'the database client is current' };
    await runProgram(root, 'prisma/build/index.js', ['generate']);
    await made.save();
    return { did: 'database client generated' };
  },
};
