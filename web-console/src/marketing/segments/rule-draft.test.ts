import { describe, expect, it } from 'vitest';
import type { SegmentRule } from '../../../../src/contract/segments.js';
import { draftOf, emptyGroup, fieldKey, isGroup, leafFor, replaceNode, ruleOf } from './rule-draft.js';

const many: SegmentRule = { kind: 'number', figure: 'orders', op: 'at-least', value: 3 };
const gold: SegmentRule = { kind: 'choice', figure: 'tier', values: ['gold'] };

describe('a rule while it is edited', () => {
  it.each<[string, SegmentRule]>([
    ['a single condition', many],
    ['a denied condition', { kind: 'not', rule: gold }],
    ['a group in a group', { kind: 'all', rules: [many, { kind: 'any', rules: [gold, many] }] }],
    ['a denied group', { kind: 'not', rule: { kind: 'any', rules: [gold, many] } }],
    ['a purchase at any time', { kind: 'bought', what: 'brand', values: ['青禾'] }],
  ])('comes back as it was: %s', (_name, rule) => {
    expect(ruleOf(draftOf(rule))).toEqual(rule);
  });

  it('is no rule while anything is missing, and loses a group with its last condition', () => {
    const root = { ...draftOf(many), children: [...draftOf(many).children, emptyGroup('any')] };
    expect(ruleOf(root)).toBeUndefined();
    const added = root.children[1];
    const inner = added !== undefined && isGroup(added) ? added.children[0] : undefined;
    expect(ruleOf(replaceNode(root, inner?.id ?? 0, undefined))).toEqual(many);
  });

  it('has a condition for everything that can be asked', () => {
    const fields = {
      numbers: [{ figure: 'churn' as const, label: '流失风险', unit: 'share' as const }],
      dates: [{ figure: 'replenishDueAt' as const, label: '下次补货', ahead: true }],
      choices: [{ figure: 'city' as const, label: '城市', values: [] }],
      categories: [],
      brands: [],
      tags: [],
    };
    for (const key of ['number:churn', 'date:replenishDueAt', 'choice:city', 'bought', 'tag', 'segment'])
      expect(fieldKey(leafFor(key, fields))).toBe(key);
    expect(leafFor('date:replenishDueAt', fields)).toMatchObject({ op: 'within-next', days: null });
  });
});
