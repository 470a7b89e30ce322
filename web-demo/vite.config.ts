import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { precompress } from '../web-widget/precompress.js';

/** The demo shop's page → `dist/demo/`, served at `/` in demo mode. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [precompress()],
  build: {
    outDir: fileURLToPath(new URL('../dist/demo', import.meta.url)),
    emptyOutDir: true,
    target: ['es2022', 'safari15.4'],
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
