import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageRoot } from '../src/platform/package-root.js';
import { type IntakeBench, openIntakeBench } from './intake-bench.js';

let bench: IntakeBench;
beforeAll(async () => {
  bench = await openIntakeBench();
});
afterAll(() => bench.app.close());

it('the README’s examples of sending in data do what it says', async () => {
  const readme = await readFile(join(packageRoot(), 'README.md'), 'utf8');
  const [, script = ''] = /### Send in your data.*?```sh\n(.*?)```/s.exec(readme) ?? [];
  const { stdout } = await promisify(execFile)('sh', ['-c', script], {
    env: { PATH: process.env.PATH, HOST: bench.app.address, KEY: bench.key },
    timeout: 30_000,
  });
  // Answers follow each other without a line between.
  const answers = stdout.split(/(?<=\})(?=\{"(?:accepted|outcome)")/).map((text) => JSON.parse(text));
  expect(answers).toMatchObject([
    { outcome: 'accepted' },
    { accepted: 1, failed: 0 },
    { accepted: 1, failed: 1, errors: [{ line: 2, field: 'lines.0.productId' }] },
    { accepted: 1, failed: 0 },
  ]);
  expect((await bench.orderRow('O-1'))?.totalMinor).toBe(19_800);
});
