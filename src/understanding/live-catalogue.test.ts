import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type LiveCatalogue, openLiveCatalogue } from './live-catalogue.js';
import { productTerms } from './product-terms.js';
import { createSegmenter } from './segmenter.js';

let catalogue: LiveCatalogue | undefined;
afterEach(async () => {
  await catalogue?.close();
  catalogue = undefined;
});

async function open() {
  const { cut } = await createSegmenter();
  const shop = { version: 'one', title: '青禾 托特包女', loads: 0, broken: false };
  const warnings: unknown[] = [];
  catalogue = await openLiveCatalogue({
    async version() {
      if (shop.broken) throw new Error('the database is away');
      return shop.version;
    },
    async load() {
      shop.loads++;
      return { category: ['手提包'], brand: ['青禾', 'Bao You'], colour: ['红色'], title: [shop.title] };
    },
    cut,
    log: { warn: (...warning: unknown[]) => void warnings.push(warning) },
    everyMs: 10,
  });
  return { shop, warnings, live: catalogue };
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < 5000; waited += 10) await sleep(10);
  expect(holds()).toBe(true);
}

describe('the live catalogue', () => {
  it('is read again when the products changed, and only then', async () => {
    const { shop, live } = await open();
    live.watch();
    expect(live.current().product).toContain('托特包');
    await sleep(60);
    expect(shop.loads).toBe(1);
    Object.assign(shop, { version: 'two', title: '青禾 保温杯' });
    await until(() => live.current().product?.includes('保温杯') === true);
    expect(live.current().product).not.toContain('托特包');
    expect(shop.loads).toBe(2);
  });

  it('keeps what it knew while the records cannot be read, and says so', async () => {
    const { shop, warnings, live } = await open();
    live.watch();
    shop.broken = true;
    await until(() => warnings.length > 0);
    expect(live.current().product).toContain('托特包');
    Object.assign(shop, { broken: false, version: 'two', title: '青禾 保温杯' });
    await until(() => live.current().product?.includes('保温杯') === true);
  });

  it('knows the brands in Latin letters', async () => {
    expect([...(await open()).live.latinNames()]).toEqual(['bao you']);
  });
});

describe('productTerms', () => {
  it('gives what shoppers call products by: what a thing is, not how it is', async () => {
    const { cut } = await createSegmenter();
    const terms = productTerms(
      ['青禾 托特包女 大容量 通勤电脑包', '声屿 头戴式耳机 WH-1000XM5 主动降噪 500ml', ''],
      { brands: ['青禾', '声屿'], categories: ['手提包'] },
      cut,
    );
    expect(terms).toEqual(
      expect.arrayContaining(['托特包', '通勤电脑包', '头戴式耳机', '耳机', 'wh-1000xm5']),
    );
    for (const none of ['大容量', '主动降噪', '500ml', '青禾', '女', '']) expect(terms).not.toContain(none);
  });
});
