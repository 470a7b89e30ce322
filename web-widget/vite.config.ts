import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { leanSocketIo } from './lean-socket-io/plugin.js';
import { precompress } from './precompress.js';

/** Compiles JSX to `h(…)`, which needs no runtime of its own and is shorter than the automatic form. */
const classicJsx: Plugin = {
  name: 'classic-jsx',
  enforce: 'pre',
  transform: (code, id) => (id.endsWith('.tsx') ? `import { Fragment, h } from 'preact';${code}` : undefined),
};

/**
 * The chat app inside the iframe → `dist/widget/`, served under `/widget/`.
 * Build it before the loader: this build empties the folder, the loader's adds `widget.js` to it.
 */
export default defineConfig({
  root: fileURLToPath(new URL('./app', import.meta.url)),
  base: './',
  plugins: [leanSocketIo(), classicJsx, precompress()],
  oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' } },
  build: {
    outDir: fileURLToPath(new URL('../dist/widget', import.meta.url)),
    emptyOutDir: true,
    target: ['es2022', 'safari15.4'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
