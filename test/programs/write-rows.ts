// Opens the embedded database of the folder in argv[2], prints `open`, and then writes visitors one after the other,
// printing each id once its write was acknowledged. For tests that kill it.

import { setImmediate as nextTick } from 'node:timers/promises';
import { openDatabase } from '../../src/platform/database.js';
import { silentLog } from '../silent-log.js';

const database = await openDatabase({ dataDir: String(process.argv[2]), log: silentLog }).catch(
  (error: unknown) => {
    process.stderr.write(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
process.stdout.write('open\n');
for (;;) {
  const { id } = await database.prisma.visitor.create({ data: {} });
  process.stdout.write(`${id}\n`);
  // The embedded database answers without ever leaving the microtask queue: let sockets have their turn.
  await nextTick();
}
