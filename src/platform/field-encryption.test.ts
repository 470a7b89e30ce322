import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFieldEncryption } from './field-encryption.js';

const old = 'the-old-secret-of-32-characters-00';
const next = 'the-new-secret-of-32-characters-00';
const place = 'Customer.phone';
const fields = createFieldEncryption([old]);

describe('encrypted fields', () => {
  it('give back what went in, and never look like it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 4 }), (text) => {
        const sealed = fields.seal(text, place);
        expect(sealed).not.toContain(text);
        expect(fields.open(sealed, place)).toBe(text);
      }),
    );
  });

  it('are never the same twice, and text that looks sealed is text like any other', () => {
    const sealed = fields.seal('13912345678', place);
    expect(fields.seal('13912345678', place)).not.toBe(sealed);
    expect(fields.open(fields.seal(sealed, place), place)).toBe(sealed);
  });

  it('leave rows of before as they are', () => {
    for (const text of ['13912345678', '', 'zgenc1', 'zgenc1.x.y'])
      expect(fields.open(text, place)).toBe(text);
  });

  it('are bound to their place, and notice every change', () => {
    const sealed = fields.seal('13912345678', place);
    expect(() => fields.open(sealed, 'Customer.email')).toThrow(/changed/);
    for (let at = 16; at < sealed.length - 1; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      expect(() => fields.open(sealed.slice(0, at) + other + sealed.slice(at + 1), place)).toThrow(/changed/);
    }
  });

  it('stay readable when a newer key seals, and are lost with their key', () => {
    const sealed = fields.seal('13912345678', place);
    const both = createFieldEncryption([next, old]);
    expect(both.open(sealed, place)).toBe('13912345678');
    const newer = both.seal('13912345678', place);
    expect(both.open(newer, place)).toBe('13912345678');
    expect(() => fields.open(newer, place)).toThrow(/DATA_KEY/);
    expect(both.fingerprint('x')).toBe(fields.fingerprint('x'));
  });
});
