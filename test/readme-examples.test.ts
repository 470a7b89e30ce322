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

/** Runs the example under a heading of the README. @returns its answers, which follow each other without a line between */
async function answersTo(heading: string): Promise<unknown[]> {
  const readme = await readFile(join(packageRoot(), 'README.md'), 'utf8');
  const [, script = ''] = /^.*?```sh\n(.*?)```/s.exec(readme.split(`### ${heading}\n`)[1] ?? '') ?? [];
  const { stdout } = await promisify(execFile)('sh', ['-c', script], {
    env: { PATH: process.env.PATH, HOST: bench.app.address, KEY: bench.key },
    timeout: 30_000,
  });
  return stdout.split(/(?<=\})(?=\{)/).map((text) => JSON.parse(text));
}

it('the README’s examples of sending in data do what it says', async () => {
  expect(await answersTo('Send in your data')).toMatchObject([
    { outcome: 'accepted' },
    { accepted: 1, failed: 0 },
    { accepted: 1, failed: 1, errors: [{ line: 2, field: 'lines.0.productId' }] },
    { accepted: 1, failed: 0 },
  ]);
  expect((await bench.orderRow('O-1'))?.totalMinor).toBe(19_800);
});

it('and so do those of a checkout', async () => {
  const created = await bench.app.http.inject({
    method: 'POST',
    url: '/v1/coupons',
    headers: { authorization: `Bearer ${await bench.app.session('admin')}` },
    payload: {
      title: '冬日满减',
      kind: 'threshold',
      thresholdMinor: 10_000,
      valueMinor: 2_000,
      totalCap: 100,
      budgetMinor: 200_000,
      distribution: 'public',
      publicCode: 'WINTER20',
      validFrom: '2020-01-01T00:00:00+08:00',
      validUntil: '2099-01-01T00:00:00+08:00',
    },
  });
  expect(created.statusCode, created.body).toBe(201);
  const { id, version } = created.json().coupon;
  const active = await bench.app.http.inject({
    method: 'POST',
    url: `/v1/coupons/${id}/status`,
    headers: { authorization: `Bearer ${await bench.app.session('admin')}` },
    payload: { status: 'active', baseVersion: version },
  });
  expect(active.statusCode, active.body).toBe(200);
  expect(await answersTo('Take coupons at your checkout')).toMatchObject([
    { chosen: [{ code: 'WINTER20' }], savedMinor: 2_000 },
    { state: 'reserved', discountMinor: 2_000 },
    { state: 'redeemed' },
    { state: 'released' },
  ]);
});
