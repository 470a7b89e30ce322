import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockDataFolder } from './data-folder-lock.js';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'zhanggui-lock-'));
});
afterAll(() => rm(parent, { recursive: true }));

describe('lockDataFolder', () => {
  it.each([
    ['a short path', 'short'],
    ['a path too long for a socket', 'long'.repeat(40)],
    ['a path with Chinese characters', '掌柜的数据'],
  ])('excludes a second holder until release: %s', async (_, name) => {
    const folder = join(parent, name);
    const lock = await lockDataFolder(folder);
    await expect(lockDataFolder(folder)).rejects.toThrow(
      `The data folder ${folder} is in use by another process`,
    );
    await lock.release();
    await (await lockDataFolder(folder)).release();
  });

  it('lets one of many win that come at the same moment', async () => {
    const folder = join(parent, 'contended');
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataFolder(folder)));
    const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(won).toHaveLength(1);
    await Promise.all(won.map((outcome) => outcome.value.release()));
  });

  it('replaces what a dead process left behind', async () => {
    const folder = join(parent, 'dead');
    await (await lockDataFolder(folder)).release();
    await writeFile(join(folder, 'in-use.sock'), '');
    await (await lockDataFolder(folder)).release();
  });

  it('says that the folder cannot be made', async () => {
    const file = join(parent, 'file');
    await writeFile(file, '');
    await expect(lockDataFolder(join(file, 'data'))).rejects.toThrow(
      `The data folder ${join(file, 'data')} cannot be made`,
    );
  });
});
