import { defineConfig } from 'vitest/config';
import { testReport } from './test/test-report.js';

/** The whole server in a process of its own, behind a network that fails: `npm run test:delivery`. */
export default defineConfig({
  test: {
    include: ['test/delivery/**/*.test.ts'],
    ...testReport(),
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
