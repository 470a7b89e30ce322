import type { MemberLevel, MemberRules, MemberRulesInForce } from '../../../../src/contract/member-rules.js';
import { memberRulesText } from '../../strings-member-rules.js';

/** Yuan between the highest tier and one that is added above it. */
const step = 1000;

/** What the editor begins with: the rules in force; where there are none, the standard ones, not yet switched on. */
export function draftOf({ rules, standard }: MemberRulesInForce): MemberRules {
  return rules ?? { ...standard, tiersFrom: 'shop', pointsFrom: 'shop' };
}

/** One more tier above all others, under an id that none has. */
export function withLevel(rules: MemberRules): MemberRules {
  const { levels } = rules.tiers;
  const taken = new Set(levels.map(({ id }) => id));
  let number = levels.length + 1;
  while (taken.has(`tier-${number}`)) number += 1;
  const level = {
    id: `tier-${number}`,
    name: memberRulesText.newLevel(levels.length + 1),
    reach: (levels.at(-1)?.reach ?? 0) + step,
  };
  return withLevels(rules, [...levels, level]);
}

/** @param change `keep: undefined` takes it away */
export function withChangedLevel(
  rules: MemberRules,
  id: string,
  change: Partial<Pick<MemberLevel, 'name' | 'reach'>> & { keep?: number | undefined },
): MemberRules {
  return withLevels(
    rules,
    rules.tiers.levels.map((level) => {
      if (level.id !== id) return level;
      const { keep, ...rest } = { ...level, ...change };
      return keep === undefined ? rest : { ...rest, keep };
    }),
  );
}

/** Without the tier, and without what it multiplied. */
export function withoutLevel(rules: MemberRules, id: string): MemberRules {
  return withMultiplier(
    withLevels(
      rules,
      rules.tiers.levels.filter((level) => level.id !== id),
    ),
    id,
    1,
  );
}

/** @param times 1 says nothing, and is left out */
export function withMultiplier(rules: MemberRules, id: string, times: number): MemberRules {
  const { [id]: _, ...others } = rules.points.tierMultipliers;
  return {
    ...rules,
    points: { ...rules.points, tierMultipliers: times === 1 ? others : { ...others, [id]: times } },
  };
}

type Points = MemberRules['points'];

/** The rules of points with one changed; undefined takes it away. */
export function withPoints(
  rules: MemberRules,
  change: { [Name in keyof Points]?: Points[Name] | undefined },
): MemberRules {
  const { birthday, expiry, countFrom, perYuan, tierMultipliers } = { ...rules.points, ...change };
  return {
    ...rules,
    points: {
      ...(countFrom === undefined ? {} : { countFrom }),
      perYuan: perYuan ?? 0,
      ...(birthday === undefined ? {} : { birthday }),
      tierMultipliers: tierMultipliers ?? {},
      ...(expiry === undefined ? {} : { expiry }),
    },
  };
}

function withLevels(rules: MemberRules, levels: MemberLevel[]): MemberRules {
  return { ...rules, tiers: { ...rules.tiers, levels } };
}

/** Whether two wordings say the same, whatever the order in which they say it. */
export function saysTheSame(one: MemberRules, other: MemberRules): boolean {
  return inOrder(one) === inOrder(other);
}

function inOrder(rules: MemberRules): string {
  return JSON.stringify(rules, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
