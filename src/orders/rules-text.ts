import { stringify } from 'yaml';
import type { OrderRulesCheck } from '../contract/order-desk.js';
import { type OrderRules, orderRules } from '../contract/order-rules.js';
import { parseSource } from '../platform/yaml-source.js';

/** The rules as YAML that people edit: what stands at its default is left out. Reading it gives the same rules. */
export function orderRulesToYaml(rules: OrderRules): string {
  const { questions, freight, groups, sales, reasons, rules: list } = rules;
  const rows = [...list].map(({ id, action, when, verdict, ...rest }) =>
    written({ id, action, when, verdict, ...rest }),
  );
  return stringify(
    { questions, freight, groups, sales, reasons: reasons.map(written), rules: rows },
    { lineWidth: 0, aliasDuplicateObjects: false },
  );
}

/** Reads YAML of rules. @returns the rules, or every problem with its line */
export function checkOrderRules(yaml: string): OrderRulesCheck {
  const read = parseSource('', yaml, orderRules);
  if (!Array.isArray(read)) return { rules: read.value };
  return {
    problems: read.map(({ line, path, message }) => ({
      ...(line === undefined ? {} : { line }),
      path,
      message,
    })),
  };
}

/** Without what says nothing: empty lists and conditions, and the defaults of a rule. */
function written(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).filter(([name, value]) => {
      if (value === undefined || (name === 'once' && value === false)) return false;
      if (name === 'pays' && value === 'nothing') return false;
      return typeof value !== 'object' || value === null || Object.keys(value).length > 0;
    }),
  );
}
