import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OrderRules } from '../../../src/contract/order-rules.js';
import { readOrderRules } from '../../../src/orders/rules-file.js';
import { packageRoot } from '../../../src/platform/package-root.js';
import { conditionsOf } from './rule-words.js';
import { diffRules } from './rules-diff.js';

let rules: OrderRules;
beforeAll(async () => {
  const read = await readOrderRules([join(packageRoot(), 'order-rules')]);
  if (!read.rules) throw new Error('The starter rules cannot be read.');
  rules = read.rules;
});

describe('what differs between two versions of the rules', () => {
  it('is nothing for the same ones, and everything where there were none', () => {
    expect(diffRules(rules, structuredClone(rules))).toEqual([]);
    expect(diffRules(undefined, rules).length).toBeGreaterThan(rules.rules.length);
  });

  it('names the rule, with the words that came and went', () => {
    const list = rules.rules.map((rule) =>
      rule.id === 'cancel-unpaid' ? { ...rule, says: '好了。' } : rule,
    );
    const [change, ...others] = diffRules(rules, { ...rules, rules: list });
    expect(others).toEqual([]);
    expect(change?.title).toBe('取消订单 · cancel-unpaid');
    expect(
      change?.parts
        .filter(({ kind }) => kind === 'added')
        .map(({ words }) => words)
        .join(''),
    ).toContain('好了');
  });

  it('tells a rule that is gone, another sequence, a changed question', () => {
    const [first, second, ...rest] = rules.rules;
    if (!first || !second) throw new Error('There are too few rules.');
    const turned = diffRules(rules, { ...rules, rules: [second, first, ...rest] });
    expect(turned.map(({ key }) => key)).toEqual(['sequence']);
    const gone = diffRules(rules, { ...rules, rules: [second, ...rest] });
    expect(gone.map(({ key }) => key)).toEqual([`rules.${first.id}`]);
    const asked = diffRules(rules, { ...rules, questions: { ...rules.questions, size: '要几码？' } });
    expect(asked.map(({ key }) => key)).toEqual(['questions.size']);
  });

  it('reads conditions as people say them', () => {
    const unpaid = rules.rules.find(({ id }) => id === 'cancel-unpaid');
    expect(unpaid && conditionsOf(unpaid, rules)).toEqual([{ name: '订单状态', values: '待付款' }]);
  });
});
