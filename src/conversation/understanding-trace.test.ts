import { describe, expect, it } from 'vitest';
import { understandingOf } from '../../test/conversation-fixtures.js';
import { understandingTrace } from './understanding-trace.js';

describe('understandingTrace', () => {
  it('holds the steps of the normaliser and everything that was read', () => {
    const normalization = { text: '退货', steps: [{ name: 'pinyin', text: '退货' }] };
    const dates = [{ said: '昨天', from: '2026-11-21', to: '2026-11-21' }];
    const amounts = [{ said: '500元', minMinor: 50_000, maxMinor: 50_000 }];
    const trace = understandingTrace(
      understandingOf({
        normalization,
        dates,
        amounts,
        priceRange: { maxMinor: 50_000 },
        confirmation: 'no',
        slots: { size: 'L码' },
        details: { email: 'a@b.cn' },
      }),
    );
    expect(trace).toMatchObject({
      normalization,
      slots: { size: 'L码' },
      readings: {
        dates,
        amounts,
        priceRange: { maxMinor: 50_000 },
        confirmation: 'no',
        details: { email: 'a@b.cn' },
      },
    });
  });

  it('leaves out what was not read', () => {
    const { readings, slots } = understandingTrace(understandingOf());
    expect(readings).toEqual({ dates: [], amounts: [] });
    expect(slots).toEqual({});
  });
});
