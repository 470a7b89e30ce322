import { chiSquareTail, normalCdf, normalQuantile } from './distributions.js';

/** Below this the groups are so unlike their shares that something must be broken (Fabijan et al. 2019). */
export const sampleRatioAlarm = 0.0005;

/**
 * Whether the groups are as large as their shares say: Pearson's chi-square test. When they are not, people got lost on
 * one side, and no figure of the experiment may be believed.
 *
 * @param groups how many people came, and which share (relative) should have
 */
export function sampleRatio(groups: readonly { count: number; share: number }[]): {
  p: number;
  broken: boolean;
} {
  const used = groups.filter(({ share }) => share > 0);
  const total = used.reduce((sum, { count }) => sum + count, 0);
  const shares = used.reduce((sum, { share }) => sum + share, 0);
  if (total === 0 || used.length < 2) return { p: 1, broken: false };
  let statistic = 0;
  for (const { count, share } of used) {
    const expected = (total * share) / shares;
    statistic += (count - expected) ** 2 / expected;
  }
  const p = chiSquareTail(statistic, used.length - 1);
  return { p, broken: p < sampleRatioAlarm };
}

export type GuardrailState = 'safe' | 'unclear' | 'broken';

/**
 * Whether something bad became more frequent by more than is accepted. `safe`: with 95 % confidence by less than the margin (one-sided
 * test of non-inferiority); `broken`: with 99.5 % confidence more frequent than without, because several are watched and a false
 * alarm stops a campaign, and by the margin or more in the estimate; otherwise `unclear`.
 *
 * @param effect change, its standard error; @param margin accepted change, in the same unit, above 0
 */
export function guardrail(
  effect: { value: number; error: number },
  margin: number,
): { state: GuardrailState; upper: number } {
  if (!Number.isFinite(effect.error)) return { state: 'unclear', upper: Number.POSITIVE_INFINITY };
  const upper = effect.value + normalQuantile(0.95) * effect.error;
  const lower = effect.value - normalQuantile(0.995) * effect.error;
  if (effect.value >= margin && lower > 0) return { state: 'broken', upper };
  return { state: upper < margin ? 'safe' : 'unclear', upper };
}

/**
 * p values corrected for being several, by Holm's step-down procedure (1979).
 * @returns in the same order
 */
export function holm(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => (values[a] ?? 1) - (values[b] ?? 1));
  const corrected = values.map(() => 1);
  let highest = 0;
  order.forEach((index, rank) => {
    highest = Math.max(highest, Math.min(1, (values.length - rank) * (values[index] ?? 1)));
    corrected[index] = highest;
  });
  return corrected;
}

/** Planned: 5 % false alarms, two-sided, 80 % of true effects found. */
const defaultPlan = { alpha: 0.05, power: 0.8 };

/**
 * People needed in both groups together to find a difference of means.
 * @param deviation standard deviation of the metric; √(p(1−p)) for a share p
 * @param difference that should be found, above 0; @param treatedShare of all people, 0 to 1
 */
export function neededPeople(
  deviation: number,
  difference: number,
  treatedShare = 0.5,
  { alpha, power } = defaultPlan,
): number {
  const z = normalQuantile(1 - alpha / 2) + normalQuantile(power);
  return Math.ceil(((z * deviation) / difference) ** 2 / (treatedShare * (1 - treatedShare)));
}

/** The smallest difference that groups of these sizes find with the planned power. */
export function detectableDifference(
  deviation: number,
  first: number,
  second: number,
  { alpha, power } = defaultPlan,
): number {
  if (first === 0 || second === 0) return Number.POSITIVE_INFINITY;
  return (
    (normalQuantile(1 - alpha / 2) + normalQuantile(power)) * deviation * Math.sqrt(1 / first + 1 / second)
  );
}

/** Probability of finding a difference whose standard error is known. */
export function powerOf(difference: number, error: number, alpha = defaultPlan.alpha): number {
  const z = normalQuantile(1 - alpha / 2);
  return normalCdf(difference / error - z) + normalCdf(-difference / error - z);
}
