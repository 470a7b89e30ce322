import { mkdir, mkdtemp } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'vite';
import { packageRoot } from '../src/platform/package-root.js';

/**
 * Bundles a TypeScript program so that plain Node can run it in a process of its own, to be killed for instance.
 * Packages are not bundled: the result lies below node_modules and finds them there.
 *
 * @param entry such as `test/programs/write-rows.ts`, from the package root
 * @returns path of an .mjs file
 */
export async function buildProgram(entry: string): Promise<string> {
  const root = packageRoot();
  const cache = join(root, 'node_modules', '.cache', 'zhanggui');
  await mkdir(cache, { recursive: true });
  const outDir = await mkdtemp(join(cache, 'program-'));
  const name = basename(entry, '.ts');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  return join(outDir, `${name}.mjs`);
}
