import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Embedder, modelName, openEmbedder } from './embedder.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhanggui-embedder-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('openEmbedder without the model', () => {
  it('says what is missing instead of throwing', async () => {
    expect(await openEmbedder(join(folder, 'nowhere'))).toEqual({
      missing: expect.stringContaining('config.json'),
    });
  });

  it('refuses files that are not the expected ones', async () => {
    const model = join(folder, modelName);
    await mkdir(join(model, 'onnx'), { recursive: true });
    for (const file of [
      'config.json',
      'tokenizer_config.json',
      'tokenizer.json',
      'onnx/model_quantized.onnx',
    ])
      await writeFile(join(model, file), '{}');
    expect(await openEmbedder(folder)).toEqual({ missing: expect.stringContaining('SHA-256') });
  });
});

const opened = await openEmbedder('models', { cacheSize: 2 });
// The weights are not part of the repository: `node scripts/fetch-model.mjs` brings them.
describe.runIf(!('missing' in opened))('embedder', () => {
  const embedder = opened as Embedder;
  const cosine = async (a: string, b: string) => {
    const [x, y] = [await embedder.embed(a), await embedder.embed(b)];
    return x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  };

  it('gives unit vectors', async () => {
    expect(await embedder.embed('包邮吗')).toHaveLength(embedder.dimensions);
    expect(await cosine('包邮吗', '包邮吗')).toBeCloseTo(1, 4);
  });

  it('puts questions of one meaning near each other', async () => {
    expect(await cosine('什么时候发货', '多久能寄出')).toBeGreaterThan(
      (await cosine('什么时候发货', '可以开发票吗')) + 0.1,
    );
  });

  it('keeps a bounded number of vectors, by normalised text, the least recently used going first', async () => {
    const first = await embedder.embed('一');
    expect(await embedder.embed(' 一 ')).toBe(first);
    await embedder.embed('二');
    expect(await embedder.embed('一')).toBe(first);
    const second = await embedder.embed('二');
    await embedder.embed('三');
    expect(await embedder.embed('二')).toBe(second);
    const again = await embedder.embed('一');
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });

  it('runs once for a text that is asked for twice at a time, and says what is at hand', async () => {
    expect(embedder.isCached('同时问的')).toBe(false);
    const [one, other] = await Promise.all([embedder.embed('同时问的'), embedder.embed('同时问的 ')]);
    expect(other).toBe(one);
    expect(embedder.isCached(' 同时问的')).toBe(true);
  });

  it('embeds empty and overlong texts too', async () => {
    expect(await embedder.embed('')).toHaveLength(embedder.dimensions);
    expect(await embedder.embed('退货'.repeat(3000))).toHaveLength(embedder.dimensions);
  });
});
