import { savedBy } from './apply-coupon.js';
import type { Candidate, Combination } from './best-combination.js';
import { yuan } from './refusal.js';

/** The best combination in a few sentences for the customer. Pure. */
export function explain<C extends Candidate>({ chosen, savedMinor, notUsed }: Combination<C>): string[] {
  const steps = chosen.map(({ candidate: { rule }, split }) => {
    const saved = savedBy(split);
    if (split.gift) return `「${rule.title}」送您一份赠品`;
    return rule.kind === 'shipping'
      ? `「${rule.title}」免运费 ¥${yuan(saved)}`
      : `「${rule.title}」减 ¥${yuan(saved)}`;
  });
  const sentences: string[] = [];
  if (steps.length === 0) sentences.push('这一单暂时没有能用的券。');
  else if (savedMinor > 0) sentences.push(`这样最划算，一共省 ¥${yuan(savedMinor)}：${inTurn(steps)}。`);
  else sentences.push(`${steps.join('，')}。`);
  // The one that is nearest to being usable is worth a hint.
  const [near] = notUsed
    .filter(({ refusal }) => refusal.reason === 'threshold')
    .sort((a, b) => (a.refusal.missingMinor ?? 0) - (b.refusal.missingMinor ?? 0));
  if (near)
    sentences.push(`「${near.candidate.rule.title}」还差 ¥${yuan(near.refusal.missingMinor ?? 0)} 就能用。`);
  const apart = notUsed.find(({ refusal }) => ['stack-group', 'exclusive'].includes(refusal.reason));
  if (apart) sentences.push(`「${apart.candidate.rule.title}」不能和选好的券一起用，已经帮您挑了更省的。`);
  return sentences;
}

function inTurn(steps: readonly string[]): string {
  return steps.length === 1 ? (steps[0] ?? '') : `先${steps[0]}，再${steps.slice(1).join('，再')}`;
}
