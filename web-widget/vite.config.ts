import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { precompress } from './precompress.js';
import { leanSocket } from './wire/lean-socket.js';

/**
 * Leaves every `import()` as it is. Vite wraps each in a helper (0.6 KB gzipped) that preloads the styles and scripts
 * of the part; ours carry their style in the script and import nothing but the entry. Should a later Vite name the
 * helper otherwise, it stays in and all works the same.
 */
const bareImports: Plugin = {
  name: 'bare-imports',
  enforce: 'pre',
  load: (id) =>
    id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load();' : null,
};

/**
 * The chat app inside the iframe → `dist/widget/`, served under `/widget/`.
 * Build it before the loader: this build empties the folder, the loader's adds `widget.js` to it.
 */
export default defineConfig({
  root: fileURLToPath(new URL('./app', import.meta.url)),
  base: './',
  plugins: [bareImports, leanSocket, precompress()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('../dist/widget', import.meta.url)),
    emptyOutDir: true,
    target: ['es2022', 'safari15.4'],
    modulePreload: false,
    rolldownOptions: {
      // Its index only gathers exports; of those we use the manager.
      treeshake: { moduleSideEffects: [{ test: /node_modules\/socket\.io-client\//, sideEffects: false }] },
    },
    reportCompressedSize: false,
  },
});
