import { defineConfig } from 'vitest/config';
import { testReport } from './test/test-report.js';

/** The whole product through a real browser: `npm run test:browser`, after a build. One file after the other. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    ...testReport(),
    // The database of files that put their own rows into it, and the shop that the others copy.
    globalSetup: ['test/database-dump.ts', 'test/browser/seeded-shop.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
