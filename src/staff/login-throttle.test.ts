import { describe, expect, it } from 'vitest';
import { createLoginThrottle } from './login-throttle.js';

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the login throttle', () => {
  it('lets five attempts through, then says how long to wait', async () => {
    const throttle = createLoginThrottle();
    for (let n = 0; n < 5; n++) await throttle.attempt('a@example.com', '10.0.0.1');
    const refused = await throttle.attempt('a@example.com', '10.0.0.1').catch((error) => error);
    expect(refused).toMatchObject({ code: 'rate-limited', message: expect.stringContaining('15 分钟') });
    expect(refused.retryAfterSeconds).toBeGreaterThan(890);
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(900);
  });

  it('counts many attempts at once', async () => {
    const throttle = createLoginThrottle({ failures: 3 });
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => throttle.attempt('a', 'b')));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  it('keeps people and addresses apart', async () => {
    const throttle = createLoginThrottle({ failures: 1 });
    await throttle.attempt('a', '1');
    await throttle.attempt('a', '2');
    await throttle.attempt('b', '1');
    await expect(throttle.attempt('a', '1')).rejects.toMatchObject({ code: 'rate-limited' });
  });

  it('forgets after a right password, and after the window', async () => {
    const throttle = createLoginThrottle({ failures: 1, windowSeconds: 1 });
    await throttle.attempt('a', '1');
    await throttle.succeeded('a', '1');
    await throttle.attempt('a', '1');
    await expect(throttle.attempt('a', '1')).rejects.toMatchObject({ retryAfterSeconds: 1 });
    await wait(1100);
    await throttle.attempt('a', '1');
  });
});
