import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { loggerOptions, maskLine } from './log.js';

/** What a real pino logger with our options writes. */
function written(log: (logger: ReturnType<typeof pino>) => void): string {
  const lines: string[] = [];
  log(pino(loggerOptions('info'), { write: (line: string) => void lines.push(line) }));
  return lines.join('');
}

describe('loggerOptions', () => {
  it('hides secrets by field name at several depths', () => {
    const text = written((logger) =>
      logger.info({ token: 'aaa-1', session: { password: 'bbb-2', customer: { signature: 'ccc-3' } } }, 'x'),
    );
    for (const secret of ['aaa-1', 'bbb-2', 'ccc-3']) expect(text).not.toContain(secret);
    expect(text).toContain('[hidden]');
  });

  it('masks phone numbers in messages, facts and error texts', () => {
    const text = written((logger) =>
      logger.error({ err: new Error('打 13912345678'), note: '电话:13812345678' }, '请回 15012345678'),
    );
    expect(text).not.toMatch(/1\d{2}12345678/);
    expect(text).toContain('139****5678');
    expect(JSON.parse(text).note).toBe('电话:138****5678');
  });

  it('hides the password in an address', () => {
    const text = written((logger) =>
      logger.error({ err: new Error('postgresql://shop:s3cret@db:5432/x') }, 'no'),
    );
    expect(text).not.toContain('s3cret');
    expect(text).toContain('db:5432/x');
  });
});

describe('maskLine', () => {
  it('leaves other numbers alone', () => {
    const line =
      '{"time":1763758652123,"order":"QH2026110313800001111","ms":13812345678,"id":"01935b13812345678a"}';
    expect(maskLine(line)).toBe(line);
  });

  it('hides signed tokens wherever they stand', () => {
    expect(maskLine('GET /x?t=eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl')).toBe('GET /x?t=[hidden]');
  });
});
