import { expect, it } from 'vitest';
import { csvOf } from './table-file.js';

it('a table goes into a file that spreadsheet programs read, and compute nothing of', () => {
  const table = {
    columns: ['活动', '差'],
    rows: [
      ['春天,"上新"', -0.5],
      ['=HYPERLINK("x")', null],
    ],
  };
  expect(csvOf(table)).toBe('\uFEFF活动,差\r\n"春天,""上新""",-0.5\r\n"\'=HYPERLINK(""x"")",\r\n');
});
