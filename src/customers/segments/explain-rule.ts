import type { Explanation } from '../../contract/segments.js';
import { daysAgo, percent, rounded, yuan } from '../profile/wording.js';
import type { CustomerFacts, Moment, TierNames } from './customer-facts.js';
import { looksAtPersonal, type PlainLeaf, type ResolvedRule } from './resolve-rule.js';
import { choiceFields, consentNames, consentStates, dateFields, numberFields } from './segment-fields.js';

const dayMs = 86_400_000;
const unknown = '不清楚';
const factsTold = 3;

/**
 * Whether a customer belongs to a segment, condition by condition. Says the same as the query that
 * `segment-sql-store.ts` makes of the rule. Pure.
 */
export function explainRule(rule: ResolvedRule, facts: CustomerFacts, moment: Moment): Explanation {
  const told = explain(rule, facts, moment);
  if (!looksAtPersonal(rule) || facts.personal) return told;
  return {
    condition: '同意个性化推荐',
    met: false,
    fact: '没有同意，或画像还没有算好：不参加这个分群',
    parts: [told],
  };
}

function explain(rule: ResolvedRule, facts: CustomerFacts, moment: Moment): Explanation {
  switch (rule.kind) {
    case 'all':
    case 'any': {
      const parts = rule.rules.map((each) => explain(each, facts, moment));
      const met = rule.kind === 'all' ? parts.every((part) => part.met) : parts.some((part) => part.met);
      return { condition: rule.kind === 'all' ? '同时满足' : '满足任一', met, parts };
    }
    case 'not': {
      const part = explain(rule.rule, facts, moment);
      return { condition: '不满足', met: !part.met, parts: [part] };
    }
    case 'segment': {
      const part = explain(rule.rule, facts, moment);
      return { condition: `属于「${rule.name}」`, met: part.met, parts: [part] };
    }
    default: {
      const { met, fact } = judge(rule, facts, moment);
      return { condition: leafText(rule, moment.tierNames), met, fact };
    }
  }
}

/** One condition. What is not known is not fulfilled. */
function judge(
  leaf: PlainLeaf,
  facts: CustomerFacts,
  { now, birthdays, tierNames }: Moment,
): { met: boolean; fact: string } {
  switch (leaf.kind) {
    case 'number': {
      const value = facts.numbers[leaf.figure];
      if (value === undefined) return { met: false, fact: unknown };
      const met =
        leaf.op === 'at-least'
          ? value >= leaf.value
          : leaf.op === 'at-most'
            ? value <= leaf.value
            : value === leaf.value;
      return { met, fact: numberText(leaf.figure, value) };
    }
    case 'date': {
      const at = facts.dates[leaf.figure];
      if (at === undefined) return { met: false, fact: unknown };
      const bound = now - leaf.days * dayMs;
      const met =
        leaf.op === 'within-last'
          ? at >= bound && at <= now
          : leaf.op === 'longer-ago'
            ? at < bound
            : at <= now + leaf.days * dayMs;
      const days = Math.floor((now - at) / dayMs);
      return { met, fact: at > now ? `还有 ${Math.ceil((at - now) / dayMs)} 天` : daysAgo(days) };
    }
    case 'choice': {
      const value = facts.choices[leaf.figure];
      return value === undefined
        ? { met: false, fact: unknown }
        : { met: leaf.values.includes(value), fact: choiceText(leaf.figure, value, tierNames) };
    }
    case 'bought': {
      const nameOf = { product: 'productId', category: 'category', brand: 'brand' } as const;
      const since = leaf.withinDays === undefined ? undefined : now - leaf.withinDays * dayMs;
      const found = facts.purchases.filter(
        (purchase) =>
          leaf.values.includes(purchase[nameOf[leaf.what]]) && (since === undefined || purchase.at >= since),
      );
      if (found.length === 0) return { met: false, fact: '没有买过' };
      const last = found.reduce((newest, { at }) => Math.max(newest, at), Number.NEGATIVE_INFINITY);
      return { met: true, fact: `${daysAgo(Math.floor((now - last) / dayMs))}买过` };
    }
    case 'consent': {
      const granted = facts.consents[leaf.purpose];
      const state = granted === undefined ? 'never-asked' : granted ? 'granted' : 'declined';
      return { met: state === leaf.state, fact: consentStates[state] };
    }
    case 'tag': {
      const found = leaf.values.filter((tag) => facts.tags.includes(tag));
      return { met: found.length > 0, fact: found.length > 0 ? found.join('、') : '没有' };
    }
    case 'birthday':
      return facts.birthday === undefined
        ? { met: false, fact: unknown }
        : { met: birthdays(leaf.withinDays).includes(facts.birthday), fact: `生日 ${facts.birthday}` };
    default:
      return leaf satisfies never;
  }
}

/** A rule in one line. */
export function ruleText(rule: ResolvedRule, tierNames: TierNames): string {
  switch (rule.kind) {
    case 'all':
      return rule.rules.map((each) => inBrackets(each, tierNames)).join('，且');
    case 'any':
      return rule.rules.map((each) => inBrackets(each, tierNames)).join('，或');
    case 'not':
      return `不是（${ruleText(rule.rule, tierNames)}）`;
    case 'segment':
      return `属于「${rule.name}」`;
    default:
      return leafText(rule, tierNames);
  }
}

function inBrackets(rule: ResolvedRule, tierNames: TierNames): string {
  const nested = (rule.kind === 'all' || rule.kind === 'any') && rule.rules.length > 1;
  return nested ? `（${ruleText(rule, tierNames)}）` : ruleText(rule, tierNames);
}

/** Why somebody belongs to a segment, in one line: the first conditions that are met, with what is true. */
export function reasonOf(explanation: Explanation): string {
  const facts = metFacts(explanation).slice(0, factsTold);
  return facts.length > 0 ? facts.join('；') : '不符合排除的条件';
}

function metFacts({ condition, met, fact, parts }: Explanation): string[] {
  if (!met) return [];
  if (parts) return condition === '不满足' ? [] : parts.flatMap(metFacts);
  return [fact === undefined ? condition : `${condition}（${fact}）`];
}

function leafText(leaf: PlainLeaf, tierNames: TierNames): string {
  switch (leaf.kind) {
    case 'number': {
      const words = { 'at-least': '不少于', 'at-most': '不超过', equals: '等于' }[leaf.op];
      return `${numberFields[leaf.figure].label}${words} ${numberText(leaf.figure, leaf.value)}`;
    }
    case 'date': {
      const { label } = dateFields[leaf.figure];
      if (leaf.op === 'within-last') return `${label}在最近 ${leaf.days} 天内`;
      return leaf.op === 'longer-ago'
        ? `${label}在 ${leaf.days} 天以前`
        : `${label}在 ${leaf.days} 天内或已过期`;
    }
    case 'choice':
      return `${choiceFields[leaf.figure].label}是${leaf.values.map((value) => choiceText(leaf.figure, value, tierNames)).join('、')}`;
    case 'bought': {
      const what = { product: '商品', category: '品类', brand: '品牌' }[leaf.what];
      const when = leaf.withinDays === undefined ? '' : `近 ${leaf.withinDays} 天`;
      return `${when}买过${what}${leaf.values.join('、')}`;
    }
    case 'consent':
      return `${consentNames[leaf.purpose]}${consentStates[leaf.state]}`;
    case 'tag':
      return `会话标签有${leaf.values.join('、')}`;
    case 'birthday':
      return leaf.withinDays === 0 ? '今天生日' : `${leaf.withinDays} 天内过生日`;
    default:
      return leaf satisfies never;
  }
}

function choiceText(figure: keyof typeof choiceFields, value: string, tierNames: TierNames): string {
  return figure === 'tier' ? (tierNames.get(value) ?? value) : value;
}

function numberText(figure: keyof typeof numberFields, value: number): string {
  switch (numberFields[figure].unit) {
    case 'money':
      return yuan(value);
    case 'share':
      return percent(value);
    default:
      return String(rounded(value, 2));
  }
}
