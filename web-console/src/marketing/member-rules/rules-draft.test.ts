import { expect, it } from 'vitest';
import { memberRules } from '../../../../src/contract/member-rules.js';
import {
  draftOf,
  saysTheSame,
  withChangedLevel,
  withLevel,
  withMultiplier,
  withoutLevel,
  withPoints,
} from './rules-draft.js';

const standard = memberRules.parse({
  tiersFrom: 'rules',
  pointsFrom: 'rules',
  tiers: {
    levels: [
      { id: 'regular', name: '普通会员', reach: 0 },
      { id: 'tier-3', name: '银卡会员', reach: 1000, keep: 800 },
    ],
  },
  points: { birthday: { multiplier: 2 }, tierMultipliers: { 'tier-3': 1.5 } },
});

it('begins with what is in force; without rules nothing is switched on', () => {
  expect(draftOf({ version: 2, rules: standard, standard })).toBe(standard);
  expect(draftOf({ version: 0, standard })).toMatchObject({ tiersFrom: 'shop', pointsFrom: 'shop' });
});

it('every step leaves rules that can be saved', () => {
  const more = withLevel(standard);
  expect(more.tiers.levels.at(-1)).toEqual({ id: 'tier-4', name: '等级 3', reach: 2000 });
  const kept = withChangedLevel(more, 'tier-4', { keep: 1500 });
  expect(withChangedLevel(kept, 'tier-4', { keep: undefined })).toEqual(more);
  const fewer = withoutLevel(withMultiplier(more, 'tier-4', 2), 'tier-3');
  expect(fewer.points.tierMultipliers).toEqual({ 'tier-4': 2 });
  const plain = withPoints(fewer, { birthday: undefined, expiry: { months: 6 } });
  expect(plain.points).toEqual({ perYuan: 1, tierMultipliers: { 'tier-4': 2 }, expiry: { months: 6 } });
  for (const rules of [more, kept, fewer, plain]) expect(memberRules.parse(rules)).toEqual(rules);
});

it('the same in another order is no change', () => {
  const { tiers, points, ...rest } = standard;
  expect(saysTheSame(standard, { points, tiers, ...rest })).toBe(true);
  expect(saysTheSame(standard, withMultiplier(standard, 'tier-3', 1))).toBe(false);
});
