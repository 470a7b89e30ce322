import { describe, expect, it } from 'vitest';
import { consentAnswerOf } from './answering.js';
import type { Dialogue } from './decision.js';

describe('the answer to the question for consent', () => {
  const asked: Dialogue = {
    misses: 0,
    pending: { action: 'recommend', intentId: 'recommend', missing: 'consent' },
  };
  it('is a tap at any time, and words only after the question', () => {
    expect(consentAnswerOf({ misses: 0 }, { kind: 'consent', granted: true }, {})).toBe(true);
    expect(consentAnswerOf(asked, undefined, { confirmation: 'yes' })).toBe(true);
    expect(consentAnswerOf(asked, undefined, { confirmation: 'no' })).toBe(false);
    expect(consentAnswerOf(asked, undefined, {})).toBeUndefined();
    expect(consentAnswerOf({ misses: 0 }, undefined, { confirmation: 'yes' })).toBeUndefined();
    expect(consentAnswerOf(asked, { kind: 'human' }, { confirmation: 'yes' })).toBeUndefined();
  });
});
