import type { OrderRules } from '../../../src/contract/order-rules.js';
import { type DiffPart, diffText } from '../knowledge/text-diff.js';
import { text } from '../strings.js';
import { linesOf } from './rule-words.js';

const words = text.orderRules;

/** One thing that differs between two versions of the rules. */
export interface RulesChange {
  key: string;
  title: string;
  parts: DiffPart[];
}

/** What differs between two versions, rule by rule; order of rules counts, because the first that fits applies. */
export function diffRules(before: OrderRules | undefined, after: OrderRules): RulesChange[] {
  const had = before ? pieces(before) : new Map<string, Piece>();
  const has = pieces(after);
  const keys = [...new Set([...has.keys(), ...had.keys()])];
  const changes = keys.flatMap((key) => {
    const old = had.get(key)?.said ?? '';
    const fresh = has.get(key)?.said ?? '';
    if (old === fresh) return [];
    return [{ key, title: (has.get(key) ?? had.get(key))?.title ?? key, parts: diffText(old, fresh) }];
  });
  const kept = (rules: OrderRules, other: ReadonlyMap<string, Piece>) =>
    rules.rules
      .filter(({ id }) => other.has(`rules.${id}`))
      .map(({ id }) => id)
      .join('\n');
  const sequence = before ? diffText(kept(before, has), kept(after, had)) : [];
  return sequence.some(({ kind }) => kind !== 'same')
    ? [...changes, { key: 'sequence', title: words.sequence, parts: sequence }]
    : changes;
}

interface Piece {
  title: string;
  said: string;
}

/** The rules in pieces that can be compared one by one. */
function pieces(rules: OrderRules): Map<string, Piece> {
  const found = new Map<string, Piece>();
  for (const section of ['questions', 'freight'] as const) {
    for (const [name, said] of Object.entries(rules[section]))
      found.set(`${section}.${name}`, { title: `${words.section[section]} · ${name}`, said });
  }
  for (const section of ['groups', 'sales', 'reasons'] as const) {
    for (const item of rules[section])
      found.set(`${section}.${item.id}`, {
        title: `${words.section[section]} · ${'label' in item ? item.label : item.id}`,
        said: JSON.stringify(item, null, 1),
      });
  }
  for (const rule of rules.rules) {
    found.set(`rules.${rule.id}`, {
      title: `${text.orderRequests.action[rule.action]} · ${rule.id}`,
      said: linesOf(rule, rules),
    });
  }
  return found;
}
