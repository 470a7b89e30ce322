import { describe, expect, it } from 'vitest';
import { csvFields } from '../../../src/customers/intake/csv/csv-fields.js';
import { intakeText } from '../strings-intake.js';
import { importFieldName, importSentence } from './import-sentence.js';

describe('complaints about a table', () => {
  it.each([
    ['no product P9 is known: send it first, or ask with createMissing=true', /P9/],
    ['must be 0 or more, in minor units (分)', /小于 0/],
    ['must be an amount with at most 2 digits behind the point', /最多 2 位/],
    ['Too big: expected string to have <=200 characters', /200/],
    ['must not be empty', /./],
  ])('%s', (message, told) => {
    expect(importSentence(message)).toMatch(told);
    expect(importSentence(message)).toMatch(/\p{Script=Han}/u);
  });

  it('name the column as the page calls it', () => {
    expect(importFieldName('lines.3.productId')).toBe('商品编号');
    expect(importFieldName('lines.0.title')).toBe('商品名称');
    expect(importFieldName('priceMinor')).toBe('售价');
    expect(importFieldName('tags.0')).toBe('标签');
    expect(importFieldName('')).toBe('');
  });

  it('know every field that a table can have', () => {
    for (const fields of Object.values(csvFields))
      for (const { field } of fields) expect(intakeText.imports.field[field], field).toBeDefined();
  });
});
