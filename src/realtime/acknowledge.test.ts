import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { silentLog } from '../../test/silent-log.js';
import type { Ack } from '../contract/ack.js';
import { conflict } from '../platform/errors.js';
import type { Log } from '../platform/log.js';
import { createRateLimit } from '../platform/rate-limit.js';
import { ackErrorOf, createEventGuard } from './acknowledge.js';

const schema = z.strictObject({ text: z.string().min(1) });
const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

function guarded<Out extends object>(
  handle: (input: { text: string }) => Promise<Out> | Out,
  log: Log = silentLog,
) {
  const listen = createEventGuard('somebody', createRateLimit(3, 60), log)(schema, handle);
  return async (input: unknown) => {
    const answers: Ack[] = [];
    listen(input, (answer: Ack) => answers.push(answer));
    await settled();
    return answers;
  };
}

describe('an event', () => {
  it('is answered once with what the handler gives', async () => {
    const send = guarded(({ text }) => ({ length: text.length }));
    expect(await send({ text: '你好' })).toEqual([{ ok: true, length: 2 }]);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a string', 'text'],
    ['an array', []],
    ['a field that is not known', { text: 'a', staffId: 'x' }],
    ['an empty text', { text: '' }],
    ['another type', { text: 7 }],
  ])('is refused for %s, naming the field', async (_, input) => {
    const [answer] = await guarded(() => ({}))(input);
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'invalid-input', errors: [{ message: expect.any(String) }] },
    });
  });

  it('is refused with the seconds to wait once the limit is reached, wrong events included', async () => {
    const send = guarded(() => ({}));
    for (let turn = 0; turn < 3; turn++) await send(turn === 0 ? 'wrong' : { text: 'a' });
    const [answer] = await send({ text: 'a' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'rate-limited' } });
    expect(!answer?.ok && answer?.error.retryAfterSeconds).toBeGreaterThan(0);
  });

  it('needs no ack, and survives a handler that throws without one', async () => {
    const handled: string[] = [];
    const listen = createEventGuard(
      'x',
      createRateLimit(9, 60),
      silentLog,
    )(schema, ({ text }) => {
      handled.push(text);
      throw new Error('no');
    });
    listen({ text: 'a' }, undefined);
    listen({ text: 'b' }, 'not a function');
    listen(7, undefined);
    await settled();
    expect(handled).toEqual(['a', 'b']);
  });
});

describe('an error', () => {
  it('of ours tells its sentence', () => {
    expect(ackErrorOf(conflict('刚被别人接走了。'), silentLog)).toEqual({
      code: 'conflict',
      message: '刚被别人接走了。',
    });
  });

  it('that nobody planned is logged and leaves as internal', async () => {
    const logged: string[] = [];
    const log: Log = {
      ...silentLog,
      error: (_: unknown, message?: string) => void logged.push(message ?? ''),
    };
    const [answer] = await guarded(() => Promise.reject(new Error('password=secret')), log)({ text: 'a' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(logged).toHaveLength(1);
  });
});
