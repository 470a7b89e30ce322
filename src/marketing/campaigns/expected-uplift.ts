/** What a campaign's arm has changed so far: difference of the shares that bought, with its standard error. */
export interface MeasuredEffect {
  value: number;
  error: number;
}

/** What an offer changes for one person, by a model that was learnt from the shop's own campaigns. */
export interface PersonEstimate {
  uplift: number;
  /** Standard error. */
  error: number;
  /** Chance of an order without the offer. */
  base: number;
  /** Which fit of the model, and from how many people. */
  fitId: string;
  people: number;
}

export type ExpectedUplift = {
  uplift: number;
  /** With 97.5 % certainty it is not more. */
  upper: number;
  base: number;
} & ({ by: 'person'; fitId: string; people: number } | { by: 'campaign' | 'stage' });

/** Standard errors to the upper end of a 95 % interval. */
const oneSided = 1.96;

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
 * Chance of one more order because of the offer, and of one without it, by the best that is known:
 * 1. the model of whom offers move, where it tells people apart and this one agrees to personalisation;
 * 2. else what the campaign's own holdout has shown, to which the prior is moved by as much as that is more certain (normal
 *    with known variances: Gelman et al., Bayesian Data Analysis, 3rd ed., 2.5);
 * 3. else the prior alone.
 * Coupon sensitivity scales 2 and 3 between half and one and a half. Pure.
 */
export function expectedUplift(
  facts: UpliftFacts,
  measured?: MeasuredEffect,
  person?: PersonEstimate,
): ExpectedUplift {
  if (person) {
    const { uplift, error, base, fitId, people } = person;
    return { uplift, upper: uplift + oneSided * error, base, by: 'person', fitId, people };
  }
  const { uplift, base } = priors[stageOf(facts)];
  const scale = 0.5 + (facts.couponSensitivity ?? 0.5);
  const of = (value: number, error: number) => ({
    uplift: value * scale,
    upper: (value + oneSided * error) * scale,
    base,
  });
  if (!measured || !(measured.error > 0)) return { ...of(uplift, priorSpread), by: 'stage' };
  const [before, seen] = [1 / priorSpread ** 2, 1 / measured.error ** 2];
  const value = (uplift * before + measured.value * seen) / (before + seen);
  return { ...of(value, Math.sqrt(1 / (before + seen))), by: 'campaign' };
}
