import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerClaim } from '../contract/http.js';
import { signCustomer, verifyCustomer } from './customer-claim.js';

const secret = 'the-secret-of-the-shop';
const now = new Date('2026-11-21T10:00:00Z');
const issuedAt = now.getTime() / 1000;
const claim = (changes: { id?: string; issuedAt?: number; signature?: string; by?: string } = {}) => {
  const { id = 'C1003', issuedAt: at = issuedAt, by = secret } = changes;
  return { id, issuedAt: at, signature: changes.signature ?? signCustomer(by, id, at) };
};
const check = (...given: Parameters<typeof claim>) => verifyCustomer([secret], claim(...given), now);

describe('signCustomer', () => {
  it('is hex HMAC-SHA256 of id.issuedAt, as every language can make it', () => {
    const expected = createHmac('sha256', secret).update('C1003.1763719200').digest('hex');
    expect(signCustomer(secret, 'C1003', 1763719200)).toBe(expected);
  });
});

describe('verifyCustomer', () => {
  it('takes what the shop signed', () => {
    expect(() => check()).not.toThrow();
  });

  it('refuses another id, another time and another secret', () => {
    const { signature } = claim();
    expect(() => check({ id: 'C1004', signature })).toThrow(/does not fit/);
    expect(() => check({ issuedAt: issuedAt - 1, signature })).toThrow(/does not fit/);
    expect(() => check({ by: 'the-secret-of-another' })).toThrow(/does not fit/);
  });

  it('refuses a signature in which any one digit is changed', () => {
    const { signature } = claim();
    fc.assert(
      fc.property(fc.nat(63), fc.nat(14), (at, step) => {
        const digit = ((Number.parseInt(signature.charAt(at), 16) + 1 + step) % 16).toString(16);
        const changed = signature.slice(0, at) + digit + signature.slice(at + 1);
        expect(() => check({ signature: changed })).toThrow(/does not fit/);
      }),
    );
  });

  it.each([
    '',
    'ab',
    'f'.repeat(63),
    'f'.repeat(66),
    'not hex'.repeat(10),
  ])('refuses %j without failing in the comparison', (signature) => {
    expect(() => check({ signature })).toThrow(/does not fit/);
    expect(customerClaim.safeParse(claim({ signature })).success).toBe(false);
  });

  it('takes every secret that is current, so that a shop can rotate, and none that is not', () => {
    const verify = (secrets: string[]) => () => verifyCustomer(secrets, claim(), now);
    expect(verify(['the-newer-secret-of-it', secret])).not.toThrow();
    expect(verify([secret, 'the-newer-secret-of-it'])).not.toThrow();
    expect(verify(['the-newer-secret-of-it'])).toThrow(/does not fit/);
    expect(verify([])).toThrow(/does not fit/);
  });

  it('holds for a day, and lets the shop’s clock run five minutes ahead', () => {
    expect(() => check({ issuedAt: issuedAt - 86_400 })).not.toThrow();
    expect(() => check({ issuedAt: issuedAt - 86_401 })).toThrow(/expired/);
    expect(() => check({ issuedAt: issuedAt + 300 })).not.toThrow();
    expect(() => check({ issuedAt: issuedAt + 301 })).toThrow(/future/);
  });

  it('does not tell whose time is wrong before the signature fits', () => {
    expect(() => check({ issuedAt: issuedAt - 999_999, by: 'the-secret-of-another' })).toThrow(
      /does not fit/,
    );
  });

  it('never names the secret or the signature', () => {
    const told = (() => {
      try {
        check({ by: 'the-secret-of-another' });
      } catch (error) {
        return String(error);
      }
      return '';
    })();
    expect(told).not.toContain(secret);
    expect(told).not.toContain(claim().signature);
  });
});
