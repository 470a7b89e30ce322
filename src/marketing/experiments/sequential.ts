import type { Effect } from './effects.js';

/**
 * An interval that may be looked at every day: with the given confidence it holds the true difference at all times at once, so that
 * stopping when it leaves 0 is no cheating. It is the asymptotic confidence sequence of the normal mixture (Robbins 1970; Howard
 * et al. 2021; Waudby-Smith et al. 2024), which is the mixture sequential test of Johari et al. (2022) turned round:
 * half-width = error · √( (nρ² + 1)/(nρ²) · 2 ln( √(nρ² + 1) / α ) ). It is narrowest, for its kind, near `planned` people.
 *
 * @param effect of the people so far; only value and standard error are used
 * @param people so far, in both groups; @param planned people for whom the width is made small, such as those needed
 * @returns the interval, and the always-valid p value: the smallest α whose interval does not hold 0
 */
export function anytimeEffect(
  { value, error }: Pick<Effect, 'value' | 'error'>,
  people: number,
  planned: number,
  alpha = 0.05,
): Effect {
  if (!Number.isFinite(error) || people === 0)
    return { value, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, error, p: 1 };
  const time = people * mixtureVariance(planned, alpha);
  const half = error * Math.sqrt(((time + 1) / time) * 2 * Math.log(Math.sqrt(time + 1) / alpha));
  const z = error > 0 ? value / error : 0;
  const p = Math.min(1, Math.sqrt(time + 1) * Math.exp((-z * z * time) / (2 * (time + 1))));
  return { value, low: value - half, high: value + half, error, p };
}

/** ρ² that makes the interval narrow at a number of people (Waudby-Smith et al. 2024, appendix B.2, without its last term). */
function mixtureVariance(planned: number, alpha: number): number {
  const logarithm = -2 * Math.log(alpha);
  return (logarithm + Math.log(logarithm) + 1) / Math.max(1, planned);
}
