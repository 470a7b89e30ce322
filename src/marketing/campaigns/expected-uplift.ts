/** What a campaign's arm has changed so far: difference of the shares that bought, with its standard error. */
export interface MeasuredEffect {
  value: number;
  error: number;
}

export interface UpliftFacts {
  /** Days since the last order; absent: never ordered, or not known. */
  daysSinceOrder?: number;
  orders: number;
  /** Share of this customer's orders with a discount, 0 to 1, as the profile has it; absent: not known. */
  couponSensitivity?: number;
}

/**
 * Assumed until a holdout has shown better; not measured. Offers change most where it is open whether somebody buys:
 * little for those who come anyway, little for those long gone, more for who has just begun or begins to stay away
 * ("persuadables", Radcliffe and Surry, Real-World Uplift Modelling, 2011).
 */
const priors = {
  newcomer: { uplift: 0.03, base: 0.05 },
  regular: { uplift: 0.015, base: 0.2 },
  fading: { uplift: 0.03, base: 0.08 },
  gone: { uplift: 0.01, base: 0.02 },
} as const;
/** Spread of true effects between campaigns, as a standard deviation: how far a prior may be off. */
const priorSpread = 0.03;

export function stageOf({ orders, daysSinceOrder }: UpliftFacts): keyof typeof priors {
  if (orders <= 1) return 'newcomer';
  if (daysSinceOrder === undefined || daysSinceOrder > 270) return 'gone';
  return daysSinceOrder > 60 ? 'fading' : 'regular';
}

/**
 * Chance of one more order because of the offer, and of one without it. The prior is moved to what the campaign's own
 * holdout has shown by as much as that is more certain (normal with known variances: Gelman et al., Bayesian Data
 * Analysis, 3rd ed., 2.5). Coupon sensitivity scales it between half and one and a half. Pure.
 */
export function expectedUplift(
  facts: UpliftFacts,
  measured?: MeasuredEffect,
): { uplift: number; base: number } {
  const { uplift, base } = priors[stageOf(facts)];
  const scale = 0.5 + (facts.couponSensitivity ?? 0.5);
  if (!measured || !(measured.error > 0)) return { uplift: uplift * scale, base };
  const [before, seen] = [1 / priorSpread ** 2, 1 / measured.error ** 2];
  return { uplift: ((uplift * before + measured.value * seen) / (before + seen)) * scale, base };
}
