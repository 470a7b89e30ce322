import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apiKeyHash, apiKeyPrefix, apiKeyRandomBytes, isApiKey, makeApiKey } from './api-key-text.js';

const key = makeApiKey(Uint8Array.from({ length: apiKeyRandomBytes }, (_, index) => index * 7));

describe('API keys', () => {
  it('begin with zg_, are 55 characters long and never look like a session token', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: apiKeyRandomBytes, maxLength: apiKeyRandomBytes }), (random) => {
        const made = makeApiKey(random);
        expect(made).toMatch(/^zg_[0-9a-hjkmnp-tv-z]{52}$/);
        expect(isApiKey(made)).toBe(true);
        expect(made.startsWith(apiKeyPrefix(made))).toBe(true);
      }),
    );
  });

  it('are random: two of them share nothing but the beginning', () => {
    expect(makeApiKey(randomBytes(apiKeyRandomBytes))).not.toBe(makeApiKey(randomBytes(apiKeyRandomBytes)));
    expect(() => makeApiKey(randomBytes(10))).toThrow(RangeError);
  });

  it('notice every single wrong character and every swap of neighbours', () => {
    for (let at = 3; at < key.length; at += 1) {
      const wrong = key[at] === 'x' ? 'y' : 'x';
      expect(isApiKey(key.slice(0, at) + wrong + key.slice(at + 1)), `at ${at}`).toBe(false);
      const swapped = key.slice(0, at) + (key[at + 1] ?? '') + (key[at] ?? '') + key.slice(at + 2);
      if (swapped !== key) expect(isApiKey(swapped), `swap at ${at}`).toBe(false);
    }
  });

  it.each([
    '',
    'zg_',
    `${key}0`,
    key.slice(0, -1),
    key.toUpperCase(),
    ` ${key}`,
    `${key}\n`,
  ])('are not %j', (text) => {
    expect(isApiKey(text)).toBe(false);
  });

  it('are kept as a hash that does not hold them', () => {
    expect(apiKeyHash(key)).toMatch(/^[0-9a-f]{64}$/);
    expect(apiKeyHash(key)).not.toContain(key.slice(3));
  });
});
