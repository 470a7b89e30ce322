/** Vitest settings that also write a JSON report to the file in TEST_REPORT, from which `.ci/run` counts. */
export function testReport() {
  const file = process.env.TEST_REPORT;
  return file === undefined ? {} : { reporters: ['default', 'json'], outputFile: { json: file } };
}
