import type { Estimate } from '../marketing/uplift/evaluation.js';
import type { UpliftReport } from '../marketing/uplift/uplift-model.js';
import type { TreatmentReading } from './uplift-columns.js';

/** What was learnt, for whoever started the command: figures on rows that the models had not seen. */
export function upliftReportLines(
  report: UpliftReport,
  { treatedValue, controlValue }: TreatmentReading,
): string[] {
  const lines = [
    `${report.rows} rows, ${percent(report.treatedShare)} treated ("${treatedValue}" against "${controlValue}"), outcome: ${report.outcomeKind}`,
    `features: ${report.used.join(', ') || 'none'}`,
  ];
  if (report.unused.length > 0) lines.push(`columns that tell nothing: ${report.unused.join(', ')}`);
  if (report.propensityVaries)
    lines.push(
      'who was treated depends on the features: effects are corrected for it, but an experiment would be safer',
    );
  if (report.explained > 0.95)
    lines.push(
      'the features tell the outcome almost exactly: was one of them written down afterwards? Then leave it out',
    );
  if (report.worth === undefined) {
    lines.push('too little to tell people apart: everybody gets the average effect');
    return lines;
  }
  lines.push('learner: Qini value per person ± standard error on rows left out, part in the blend');
  for (const { id, qini, error, weight } of [...report.learners].sort((a, b) => b.weight - a.weight))
    lines.push(`  ${id}: ${short(qini)} ± ${short(error)}, ${percent(weight)}`);
  const { averageEffect, qini, auuc, top10, top30 } = report.worth;
  lines.push(
    'the blend on rows left out, with 95 % bootstrap intervals:',
    `  average effect ${shown(averageEffect)}`,
    `  Qini value ${shown(qini)}, area under the uplift curve ${shown(auuc)}`,
    `  effect among the first 10 % ${shown(top10)}, the first 30 % ${shown(top30)}`,
  );
  if (qini.low <= 0)
    lines.push(
      'the ranking cannot be told from a random one on these data: differences between people are shrunk',
    );
  return lines;
}

function shown({ value, low, high }: Estimate): string {
  return `${short(value)} (${short(low)} to ${short(high)})`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
