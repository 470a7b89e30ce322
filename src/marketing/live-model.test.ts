import { describe, expect, it } from 'vitest';
import { silentLog } from '../../test/silent-log.js';
import { createLiveModel } from './live-model.js';
import { buildProductModel, type ProductModel } from './product-model.js';

const minute = 60_000;

/** A model whose builds end when the test says so. */
function setUp(version?: () => Promise<string>) {
  let time = 0;
  const builds: { end: (model: ProductModel) => void; fail: () => void }[] = [];
  const errors: string[] = [];
  const live = createLiveModel({
    build: () =>
      new Promise((resolve, reject) => {
        builds.push({ end: resolve, fail: () => reject(new Error('the database is away')) });
      }),
    ...(version ? { version } : {}),
    clock: () => new Date(time),
    log: { ...silentLog, error: (...given: unknown[]) => void errors.push(String(given.at(-1))) },
  });
  return {
    live,
    builds,
    errors,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}
const aModel = () => buildProductModel([], [], new Date(0));
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the live model', () => {
  it('is built once for however many ask first', async () => {
    const { live, builds } = setUp();
    const asked = [live(), live(), live()];
    const model = await aModel();
    builds[0]?.end(model);
    expect(await Promise.all(asked)).toEqual([model, model, model]);
    expect(builds).toHaveLength(1);
  });

  it('nobody waits while it is renewed, and only one renews', async () => {
    const { live, builds, pass } = setUp();
    const first = live();
    const old = await aModel();
    builds[0]?.end(old);
    await first;
    pass(4 * minute);
    await live();
    expect(builds).toHaveLength(1);
    pass(2 * minute);
    for (let times = 0; times < 100; times++) expect(await live()).toBe(old);
    expect(builds).toHaveLength(2);
    const fresh = await aModel();
    builds[1]?.end(fresh);
    await settle();
    expect(await live()).toBe(fresh);
    expect(builds).toHaveLength(2);
  });

  it('keeps the old one when renewing fails, and gives the database a rest', async () => {
    const { live, builds, errors, pass } = setUp();
    const first = live();
    const old = await aModel();
    builds[0]?.end(old);
    await first;
    pass(6 * minute);
    expect(await live()).toBe(old);
    builds[1]?.fail();
    await settle();
    for (let times = 0; times < 100; times++) expect(await live()).toBe(old);
    expect(builds).toHaveLength(2);
    expect(errors).toEqual(['The product model could not be renewed.']);
    pass(minute);
    await live();
    expect(builds).toHaveLength(3);
  });

  it('a first build that fails is tried again by the next who asks', async () => {
    const { live, builds } = setUp();
    const first = live();
    builds[0]?.fail();
    await expect(first).rejects.toThrow('the database is away');
    const second = live();
    builds[1]?.end(await aModel());
    await expect(second).resolves.toBeDefined();
  });

  it('is built anew when products have changed, within a minute, and left alone when not', async () => {
    let products = 'one';
    const { live, builds, pass } = setUp(async () => products);
    const first = live();
    builds[0]?.end(await aModel());
    await first;
    pass(minute / 2);
    await live();
    await settle();
    expect(builds).toHaveLength(1);
    products = 'another';
    pass(minute / 2);
    await live();
    await settle();
    expect(builds).toHaveLength(2);
  });
});
