// Prints "PASSED FAILED" from a report that Vitest's json reporter wrote; "0 1" when there is none to read.
// Run: node .ci/count-tests.mjs REPORT.json

import { readFileSync } from 'node:fs';

try {
  const report = JSON.parse(readFileSync(String(process.argv[2]), 'utf8'));
  const skipped = report.numPendingTests + report.numTodoTests;
  if (skipped > 0) process.stderr.write(`${skipped} tests were skipped\n`);
  // A file that cannot be loaded fails without a failed test.
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  );
  for (const { name, message } of unloaded) process.stderr.write(`${name}: ${message}\n`);
  process.stdout.write(`${report.numPassedTests} ${report.numFailedTests + unloaded.length}\n`);
} catch (error) {
  process.stderr.write(`No test report: ${error instanceof Error ? error.message : error}\n`);
  process.stdout.write('0 1\n');
}
