import { defineConfig } from 'vitest/config';
import { testReport } from './test/test-report.js';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'test/**/*.test.ts',
      'web-widget/**/*.test.ts',
      'web-console/**/*.test.{ts,tsx}',
      'scripts/**/*.test.ts',
      'web-demo/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**', 'test/browser/**', 'test/delivery/**'],
    ...testReport(),
    globalSetup: ['test/database-dump.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
