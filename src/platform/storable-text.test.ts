import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parse } from './errors.js';
import { unstorableText } from './storable-text.js';

describe('unstorableText', () => {
  it('passes everything that can be stored', () => {
    for (const value of [
      '',
      '羽绒服',
      '😀 👨‍👩‍👧',
      'tab\tline\n',
      0,
      null,
      undefined,
      true,
      [],
      { a: { b: ['c'] } },
    ])
      expect(unstorableText(value)).toEqual([]);
  });

  it('names every place that cannot', () => {
    const value = { text: 'a\0b', list: ['ok', '\ud83d'], deep: { er: 'x\udc00' }, fine: '😀' };
    expect(unstorableText(value).map(({ path }) => path)).toEqual(['text', 'list.1', 'deep.er']);
    expect(unstorableText('\0')).toHaveLength(1);
    expect(unstorableText({ 'a\0': 1 })).toHaveLength(1);
    expect(unstorableText({ from: '0000-01-01T00:00:00Z', text: '0000-01-01' })).toMatchObject([
      { path: 'from' },
    ]);
  });

  it('is part of reading any input', () => {
    const schema = z.object({ name: z.string() });
    expect(() => parse(schema, { name: 'a\0' })).toThrow(/^name: must not hold/);
    expect(parse(schema, { name: 'a' })).toEqual({ name: 'a' });
  });
});
