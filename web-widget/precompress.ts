import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Smaller files gain nothing that a packet would show. */
const worthIt = 512;

/**
 * Writes `.br` and `.gz` beside every script, style and page, for servers that send ready-made files
 * (`preCompressed` of @fastify/static). Done once here, at the highest level, instead of for every request.
 */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    writeBundle(options, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!/\.(js|css|html|svg)$/.test(name) || !options.dir) continue;
        const file = join(options.dir, name);
        const content = readFileSync(file);
        if (content.length < worthIt) continue;
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
        writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
        writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
