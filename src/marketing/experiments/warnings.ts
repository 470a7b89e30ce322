import type { ExperimentReport, GuardrailName } from '../../contract/experiments.js';

/** Fewer buyers than this in a group, and an estimate may still turn round. */
const fewestBuyers = 30;
const guardrailNames: Record<GuardrailName, string> = {
  handOffs: '转人工',
  complaints: '投诉',
  unsubscribes: '退订',
};

/** What whoever reads a report should know before believing it, the gravest first. */
export function warningsOf(
  report: Pick<ExperimentReport, 'groups' | 'sampleRatio' | 'comparisons' | 'stillOpen' | 'control'>,
  plannedPeople: number | undefined,
): string[] {
  const { groups, sampleRatio, comparisons, stillOpen, control } = report;
  const people = groups.reduce((sum, { customers }) => sum + customers, 0);
  const warnings: string[] = [];
  if (sampleRatio.broken)
    warnings.push('各组人数和设定的比例对不上，分组或记录可能出了问题，下面的数字先别用。');
  for (const { arm, guardrails } of comparisons) {
    for (const { name, state } of guardrails)
      if (state === 'broken')
        warnings.push(`「${arm}」组的${guardrailNames[name]}明显变多了，建议先暂停看看。`);
  }
  if (groups.length < 2) warnings.push('没有留对照组，看不出活动带来了多少，只能看到总数。');
  if (people === 0) warnings.push('还没有顾客进入这个活动。');
  else if (groups.some(({ converted }) => converted < fewestBuyers))
    warnings.push('样本还太少，先别下结论。');
  else if (plannedPeople !== undefined && people < plannedPeople)
    warnings.push(
      `计划 ${plannedPeople} 人，现在 ${people} 人，还没到看结论的时候；要提前看，请以“随时可看”的区间为准。`,
    );
  if (people > 0 && stillOpen > 0) warnings.push(`还有 ${stillOpen} 位顾客的归因期没结束，数字还会变。`);
  const reachedControl = groups.find(({ id }) => id === control)?.exposed ?? 0;
  if (control === 'holdout' && reachedControl > 0)
    warnings.push(`对照组里有 ${reachedControl} 位顾客收到了活动，效果会被低估。`);
  return warnings;
}
