import { describe, expect, it } from 'vitest';
import { createRateLimit, requestsPerMinute } from './rate-limit.js';

describe('createRateLimit', () => {
  it('lets so many through for each key, then says how long to wait', async () => {
    const limit = createRateLimit(3, 30);
    const taken = await Promise.allSettled(Array.from({ length: 5 }, () => limit.take('a')));
    expect(taken.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    await expect(limit.take('a')).rejects.toMatchObject({ code: 'rate-limited', retryAfterSeconds: 30 });
    await expect(limit.take('b')).resolves.toBeUndefined();
  });

  it('counts anew afterwards', async () => {
    const limit = createRateLimit(1, 0.05);
    await limit.take('a');
    await expect(limit.take('a')).rejects.toMatchObject({ retryAfterSeconds: 1 });
    await new Promise((resolve) => setTimeout(resolve, 80));
    await expect(limit.take('a')).resolves.toBeUndefined();
  });
});

describe('requestsPerMinute', () => {
  it.each([
    ['203.0.113.7', 60],
    ['10.0.0.5', 60],
    ['127.example.com', 60],
    ['127.0.0.1', 6000],
    ['::1', 6000],
    ['::ffff:127.0.0.1', 6000],
  ])('gives %s %i', (ip, max) => {
    expect(requestsPerMinute(60).max({ ip })).toBe(max);
  });
});
