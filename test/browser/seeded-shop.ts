import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { runServer } from './shop-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folder of a demo shop after its first start, closed: each test file works on a copy. */
    seededShop: string;
  }
}

/**
 * Vitest's global set-up: the first start seeds the demo shop and embeds every known question, which takes half a
 * minute, and a test file needs its result only.
 * @returns what removes it after the run
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'zhanggui-seeded-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const server = await runServer(folder);
    await server.end();
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide('seededShop', folder);
  return remove;
}
