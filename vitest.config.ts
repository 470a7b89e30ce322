import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { testReport } from './test/test-report.js';

/** Files that start servers of their own or hold something to a time: one after the other, when the rest is done. */
const alone = [
  'src/conversation/gather.test.ts',
  'src/platform/outbox.test.ts',
  'src/staff/staff-store.test.ts',
  'src/understanding/understand.test.ts',
  'web-console/src/knowledge/text-diff.test.ts',
  'test/{claim-race,coupon-race,crash,intake-race,many-nodes,two-processes}.test.ts',
  'test/{demo-suggestion-speed,log-privacy,odd-texts,readme-examples,start}.test.ts',
];
const unlike = ['**/node_modules/**', '**/dist/**', 'test/browser/**', 'test/delivery/**'];
const times = { testTimeout: 20_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    ...testReport(),
    globalSetup: ['test/database-dump.ts'],
    projects: [
      {
        test: {
          name: 'together',
          include: [
            'src/**/*.test.ts',
            'test/**/*.test.ts',
            'web-widget/**/*.test.ts',
            'web-console/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
            'web-demo/**/*.test.ts',
            'bench/**/*.test.ts',
          ],
          exclude: [...unlike, ...alone],
          ...times,
          // Half of the time is spent waiting for the database: two files at a time even on two processors.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'alone',
          include: alone,
          exclude: unlike,
          ...times,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
