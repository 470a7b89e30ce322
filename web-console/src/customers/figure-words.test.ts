import { expect, it } from 'vitest';
import { figuresInWords } from './figure-words.js';

const asOf = '2026-11-22T02:00:00.000Z';

it('says each figure with its reason, in the order in which they are read, and nothing that is not known', () => {
  const told = figuresInWords({
    churn: { value: 0.62, reason: '平时 30 天一单，这次 80 天了', asOf },
    value: { value: 123_456, reason: '预计还有 4 单', asOf },
    couponSensitivity: { value: { level: '高', share: 0.5 }, reason: '一半订单用了优惠', asOf },
  });
  expect(told.map(({ name, value }) => `${name} ${value}`)).toEqual([
    '未来一年价值 ¥1,235',
    '流失风险 62%',
    '优惠敏感 高 · 50%',
  ]);
  expect(told[1]).toMatchObject({ reason: '平时 30 天一单，这次 80 天了', asOf });
});
