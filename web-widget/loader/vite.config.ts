import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { precompress } from '../precompress.js';

/** The snippet's script → `dist/widget/widget.js`, one classic script. Run after the app's build. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [precompress()],
  build: {
    outDir: fileURLToPath(new URL('../../dist/widget', import.meta.url)),
    emptyOutDir: false,
    target: ['es2022', 'safari15.4'],
    reportCompressedSize: false,
    lib: { entry: 'main.ts', formats: ['iife'], name: 'zhangguiLoader', fileName: () => 'widget.js' },
  },
});
