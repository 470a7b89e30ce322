import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../platform/package-root.js';
import { readOrderRules } from './rules-file.js';
import { checkOrderRules, orderRulesToYaml } from './rules-text.js';

it('rules written as YAML read back as the same rules', async () => {
  const { rules } = await readOrderRules([join(packageRoot(), 'order-rules')]);
  if (!rules) throw new Error('The starter rules cannot be read.');
  const yaml = orderRulesToYaml(rules);
  expect(checkOrderRules(yaml)).toEqual({ rules });
  expect(yaml).not.toContain('[]');
  expect(yaml).not.toContain('when: {}');
  const lines = yaml.split('\n');
  const at = lines.findIndex((line) => line.includes('verdict: refuse'));
  const broken = lines.with(at, lines[at]?.replace('refuse', 'perhaps') ?? '').join('\n');
  expect(checkOrderRules(broken)).toMatchObject({ problems: [{ path: expect.stringContaining('verdict') }] });
  expect(checkOrderRules('rules: [')).toMatchObject({ problems: [{ line: 1 }] });
  expect(checkOrderRules('')).toMatchObject({ problems: [{ message: 'is empty' }] });
});
