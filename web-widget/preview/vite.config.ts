import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { precompress } from '../precompress.js';

/**
 * A card of the chat by itself, for the console to frame while a coupon is made → `dist/widget/card-preview.html`.
 * A build of its own, after the chat's: one entry more there would take modules out of the chat's entry.
 */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [precompress()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: fileURLToPath(new URL('../../dist/widget', import.meta.url)),
    emptyOutDir: false,
    target: ['es2022', 'safari15.4'],
    modulePreload: false,
    rolldownOptions: { input: fileURLToPath(new URL('./card-preview.html', import.meta.url)) },
    reportCompressedSize: false,
  },
});
