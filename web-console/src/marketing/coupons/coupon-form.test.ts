import { describe, expect, it } from 'vitest';
import { bodyOf, newCouponForm } from './coupon-form.js';
import { localIn, momentOf } from './shop-time.js';

describe('what is sent of a coupon', () => {
  it('is what fits its kind and is filled in', () => {
    const form = {
      ...newCouponForm(),
      title: '八五折',
      kind: 'percent' as const,
      percentOff: 15,
      valueMinor: 1000,
      perDeviceCap: null,
      scope: { categories: ['茶叶'], brands: [] },
    };
    const body = bodyOf(form);
    expect(body).toMatchObject({ kind: 'percent', percentOff: 15, scope: { categories: ['茶叶'] } });
    for (const name of ['valueMinor', 'perDeviceCap', 'stackGroup', 'stacking', 'publicCode'])
      expect(body).not.toHaveProperty(name);
  });

  it('of a flash sale is the one product, for everybody', () => {
    const body = bodyOf({
      ...newCouponForm(),
      kind: 'flash',
      flashPriceMinor: 990,
      thresholdMinor: 5000,
      publicCode: 'ABC',
      scope: { products: ['P1'], categories: ['茶叶'] },
    });
    expect(body).toMatchObject({ distribution: 'public', scope: { products: ['P1'] } });
    expect(body).not.toHaveProperty('publicCode');
    expect(body).not.toHaveProperty('thresholdMinor');
  });

  it('stacks with everything only where that was said', () => {
    expect(bodyOf({ ...newCouponForm(), stacking: 'any' })).toHaveProperty('stackGroup', '');
    expect(bodyOf({ ...newCouponForm(), stacking: 'named', stackGroup: '双十一' })).toHaveProperty(
      'stackGroup',
      '双十一',
    );
  });
});

describe("the shop's clock", () => {
  it('goes there and back, over a change of the clock as well', () => {
    expect(momentOf('2026-11-22T09:30', 'Asia/Shanghai')).toBe('2026-11-22T01:30:00.000Z');
    expect(localIn('2026-11-22T01:30:00.000Z', 'Asia/Shanghai')).toBe('2026-11-22T09:30');
    expect(momentOf('2026-10-25T12:00', 'Europe/Berlin')).toBe('2026-10-25T11:00:00.000Z');
    expect(momentOf('', 'Asia/Shanghai')).toBeUndefined();
  });
});
