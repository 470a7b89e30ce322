import type { Exclusion, OfferTrace } from '../../contract/campaigns.js';
import type { AudienceRule } from '../audience.js';
import { coverageOf, helpOf, savingOf, usualOrder } from '../coupon-help.js';
import { type OfferableCoupon, type OfferContext, reasonOf } from '../offer-choice.js';
import {
  type ExpectedUplift,
  expectedUplift,
  type MeasuredEffect,
  type PersonEstimate,
} from './expected-uplift.js';
import { isQuietHour, type QuietHours } from './quiet-hours.js';

/** How a customer stands to a running campaign that gives a coupon away in the chat. */
export interface CampaignStanding {
  id: string;
  group: 'arm' | 'holdout' | 'global-holdout' | 'out-of-layer' | 'not-in-audience';
  /** Where the audience is told by habits: for the reason in the shopper's words. */
  audience?: AudienceRule;
  priority: number;
  quiet?: QuietHours;
  /** Contacts that its caps leave for this customer now. */
  contactsLeft: number;
  budget?: { totalMinor: number; spentMinor: number };
  /** Share of its time that has passed. */
  elapsed: number;
  effect?: MeasuredEffect;
}

export interface EligibleCoupon extends OfferableCoupon {
  standings: readonly CampaignStanding[];
  /** What it would change for this customer; absent: no model tells people apart. */
  person?: PersonEstimate;
}

export interface ChoiceContext extends OfferContext {
  /** To personalisation. */
  consent: boolean;
  marketingDeclined: boolean;
  upset: boolean;
  wantsPerson: boolean;
  /** Categories that are being talked about; absent: not known. */
  topic?: ReadonlySet<string>;
  /** An unasked offer was made in this talk. */
  shownInTalk: boolean;
  /** Kinds of coupons that were dismissed lately. */
  restingKinds: ReadonlySet<string>;
  couponSensitivity?: number;
}

export interface ChoicePolicy {
  quiet: QuietHours;
  /** Unasked offers and messages per seven days. */
  fatigueCap: number;
  /** Share of choices that try any of what is allowed, so that what was not chosen can be judged later. */
  exploration: number;
  /** What the shop keeps of an order before the discount, as a share of it: assumed, shops differ. */
  marginShare: number;
  /** Spending may run ahead of time by so much of the budget. */
  paceSlack: number;
  /** Of those who would use the coupon, so many must be moved by it: else it is a gift to who buys anyway. */
  leastMoved: number;
}

export const choicePolicy: ChoicePolicy = {
  quiet: { from: 22, until: 8 },
  fatigueCap: 3,
  exploration: 0.1,
  marginShare: 0.3,
  paceSlack: 0.15,
  leastMoved: 0.1,
};

export interface Choice {
  chosen?: { coupon: EligibleCoupon; campaignId?: string; reason: string; propensity: number };
  /** Campaigns whose offer this customer would have got, had they not been held out: logged as if it had been shown. */
  heldOut: { campaignId: string; couponId: string }[];
  trace: OfferTrace;
}

interface Candidate {
  coupon: EligibleCoupon;
  standing?: CampaignStanding;
  held: boolean;
  value: number;
  /** What the value rests on; absent where the customer asked. */
  estimate?: ExpectedUplift;
  /** Why it is not worth offering, by an estimate that may be wrong: it is only tried. */
  doubt?: Exclusion;
}

/**
 * Chooses what to offer, or nothing. Pure, and the same for the same random numbers.
 *
 * First what forbids any offer, then what forbids each; among the rest by expected uplift × margin − expected cost when
 * unasked, by what helps the customer when asked. With a small, known probability any other of them is taken
 * (ε-greedy), so that later evaluation by inverse propensity is unbiased (Horvitz and Thompson 1952). Unasked, nobody is offered
 * what is not expected to move them; where that estimate may still be wrong it is tried with that small probability, without
 * which it could never be put right, and where not even its upper end is above 0, never. A customer who is
 * held out of a campaign is offered nothing of it unasked; whether it would have been is told as `heldOut`.
 * What a coupon gives and who may have a public one never depends on who asks.
 */
export function chooseOffer(
  eligible: readonly EligibleCoupon[],
  context: ChoiceContext,
  policy: ChoicePolicy,
  random: () => number,
): Choice {
  const excluded = forbidden(context, policy);
  if (excluded) return { heldOut: [], trace: { excluded, considered: [] } };
  const read = eligible.map((coupon) => candidateOf(coupon, context, policy));
  const candidates = read.flatMap((one) => ('value' in one ? [one] : [])).sort(byValue);
  const open = candidates.filter(({ held }) => !held);
  const draw = random();
  const heldCampaigns = new Set(
    candidates.flatMap(({ held, standing }) => (held && standing ? [standing.id] : [])),
  );
  const heldOut = [...heldCampaigns].flatMap((campaignId) => {
    // As if in this campaign's arm, and held out of the others as they are.
    const among = candidates.filter(({ held, standing }) => !held || standing?.id === campaignId);
    const would = pick(among, policy.exploration, draw)?.candidate;
    return would?.held ? [{ campaignId, couponId: would.coupon.id }] : [];
  });
  const picked = pick(open, policy.exploration, draw);
  const considered = read.map((one) => traced(one, picked?.candidate));
  if (!picked) return { heldOut, trace: { considered } };
  const { candidate, propensity } = picked;
  const campaign = candidate.standing ? { campaignId: candidate.standing.id } : {};
  return {
    chosen: {
      coupon: candidate.coupon,
      ...campaign,
      reason: reasonOf(candidate.coupon, candidate.standing?.audience, context),
      propensity,
    },
    heldOut,
    trace: { offered: { couponId: candidate.coupon.id, ...campaign, propensity }, considered },
  };
}

/** What forbids any offer, whichever. */
function forbidden(context: ChoiceContext, policy: ChoicePolicy): Exclusion | undefined {
  if (!context.consent) return 'no-consent';
  if (context.upset) return 'upset';
  if (context.wantsPerson) return 'wants-person';
  if (context.asked) return undefined;
  if (context.marketingDeclined) return 'marketing-declined';
  if (isQuietHour(context.shopHour, policy.quiet)) return 'quiet-hours';
  if (context.recentOffers >= policy.fatigueCap) return 'fatigue';
  return context.shownInTalk ? 'shown-in-talk' : undefined;
}

interface Left {
  coupon: EligibleCoupon;
  excluded: Exclusion;
  standing?: CampaignStanding;
  estimate?: ExpectedUplift;
}

function candidateOf(coupon: EligibleCoupon, context: ChoiceContext, policy: ChoicePolicy): Candidate | Left {
  const excluded = couponExcluded(coupon, context);
  if (excluded) return { coupon, excluded };
  const checked = [...coupon.standings]
    .sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))
    .map((standing) => ({ standing, excluded: campaignExcluded(standing, context, policy) }));
  const worth = (held: boolean, standing?: CampaignStanding): Candidate | Left => {
    const of = { coupon, ...(standing ? { standing } : {}) };
    if (context.asked) return { ...of, held, value: helpOf(coupon, context) };
    const estimate = estimateOf(coupon, context, standing);
    const doubt = doubtOf(estimate, policy);
    if (doubt && estimate.upper <= 0) return { ...of, excluded: doubt, estimate };
    const value = expectedGain(coupon, context, policy, estimate);
    return { ...of, held, value, estimate, ...(doubt ? { doubt } : {}) };
  };
  const reached = checked.find((one) => one.excluded === undefined)?.standing;
  if (reached) return worth(false, reached);
  const held = checked.find((one) => one.excluded === 'holdout')?.standing;
  const everybodys = !coupon.personal;
  if (held && !(context.asked && everybodys)) return worth(true, held);
  const globally = checked.some((one) => one.excluded === 'global-holdout');
  if (everybodys && !(globally && !context.asked)) return worth(false);
  const [first] = checked;
  return {
    coupon,
    excluded: first?.excluded ?? 'not-in-audience',
    ...(first ? { standing: first.standing } : {}),
  };
}

function couponExcluded(coupon: OfferableCoupon, context: ChoiceContext): Exclusion | undefined {
  const { now, asked, customer, topic } = context;
  if (coupon.validFrom > now || coupon.validUntil <= now) return 'not-valid-now';
  if (coupon.remaining <= 0) return 'sold-out';
  if (coupon.budgetLeftMinor <= 0) return 'budget';
  if (coupon.held >= coupon.perCustomerCap) return 'already-held';
  if (coupon.dismissed) return 'dismissed';
  if (coupon.memberTiers.length > 0 && !coupon.memberTiers.includes(customer.tier)) return 'tier';
  if (helpOf(coupon, context) <= 0 && (!asked || coupon.personal)) return 'no-help';
  if (asked) return undefined;
  if (coupon.shownLately) return 'shown-lately';
  if (context.restingKinds.has(coupon.kind)) return 'kind-rests';
  if (topic === undefined || coupon.categories.length === 0) return undefined;
  return coupon.categories.some((category) => topic.has(category)) ? undefined : 'off-topic';
}

function campaignExcluded(
  { group, contactsLeft, quiet, budget, elapsed }: CampaignStanding,
  { asked, shopHour }: ChoiceContext,
  { paceSlack }: ChoicePolicy,
): Exclusion | undefined {
  if (group !== 'arm' && group !== 'holdout') return group;
  if (contactsLeft <= 0) return 'campaign-cap';
  if (budget && budget.spentMinor >= budget.totalMinor) return 'budget';
  if (budget && !asked && budget.spentMinor > budget.totalMinor * (elapsed + paceSlack)) return 'pace';
  if (quiet && !asked && isQuietHour(shopHour, quiet)) return 'quiet-hours';
  // Last: who is held out is so only of what they would have got.
  return group === 'holdout' ? 'holdout' : undefined;
}

/** What the offer changes for this customer, by the best that is known. */
function estimateOf(
  { person }: EligibleCoupon,
  { customer, couponSensitivity }: ChoiceContext,
  standing: CampaignStanding | undefined,
): ExpectedUplift {
  return expectedUplift(
    {
      orders: customer.orders,
      ...(customer.daysSinceOrder === undefined ? {} : { daysSinceOrder: customer.daysSinceOrder }),
      ...(couponSensitivity === undefined ? {} : { couponSensitivity }),
    },
    standing?.effect,
    person,
  );
}

/**
 * Whether an offer is worth making at all, as far as it can be told: not where it is expected to move nobody, or to keep
 * people away, and not for a person who would use it and buys anyway. What a group does says nothing of the latter.
 */
export function doubtOf(
  { by, uplift, base }: ExpectedUplift,
  { leastMoved }: Pick<ChoicePolicy, 'leastMoved'>,
): 'no-help' | 'buys-anyway' | undefined {
  if (uplift <= 0) return 'no-help';
  return by === 'person' && uplift < leastMoved * (uplift + base) ? 'buys-anyway' : undefined;
}

/** What the offer is expected to bring the shop, minor units: new orders' margin less what those cost who buy anyway. */
function expectedGain(
  coupon: OfferableCoupon,
  context: ChoiceContext,
  { marginShare }: ChoicePolicy,
  { uplift, base }: ExpectedUplift,
): number {
  const order = Math.max(usualOrder(coupon, context), coupon.thresholdMinor);
  const cost = savingOf(coupon, order);
  const fits = coverageOf(coupon, context) * Math.min(1, (1.6 * usualOrder(coupon, context)) / order);
  return fits * (uplift * (order * marginShare) - (uplift + base) * cost);
}

/** What is worth offering first, and then campaigns by their priority: the shop has said what matters more. */
function byValue(a: Candidate, b: Candidate): number {
  const doubt = ({ doubt }: Candidate) => Number(doubt !== undefined);
  const rank = ({ standing }: Candidate) => standing?.priority ?? 0;
  return (
    doubt(a) - doubt(b) || rank(b) - rank(a) || b.value - a.value || (a.coupon.id < b.coupon.id ? -1 : 1)
  );
}

/** The first with 1 − ε + ε/n, each other with ε/n; where all are in doubt, none with 1 − ε. */
function pick(ranked: readonly Candidate[], exploration: number, draw: number) {
  const each = exploration / Math.max(1, ranked.length);
  const best = ranked[0]?.doubt === undefined ? ranked[0] : undefined;
  const first = 1 - exploration + (best ? each : 0);
  if (draw < first) return best && { candidate: best, propensity: first };
  const place = (best ? 1 : 0) + Math.floor((draw - first) / each);
  const candidate = ranked[Math.min(place, ranked.length - 1)];
  return candidate && { candidate, propensity: candidate === best ? first : each };
}

function traced(one: Candidate | Left, chosen: Candidate | undefined): OfferTrace['considered'][number] {
  const about = {
    couponId: one.coupon.id,
    ...(one.standing ? { campaignId: one.standing.id } : {}),
    ...(one.estimate ? { estimate: rounded(one.estimate) } : {}),
  };
  if ('excluded' in one) return { ...about, excluded: one.excluded };
  const excluded = one.held ? 'holdout' : one === chosen ? undefined : one.doubt;
  return { ...about, valueMinor: Math.round(one.value), ...(excluded ? { excluded } : {}) };
}

/** To a hundredth of a point: more would only fill the trace. */
function rounded({ uplift, upper, base, ...from }: ExpectedUplift): ExpectedUplift {
  const round = (share: number) => Math.round(share * 1e4) / 1e4;
  return { ...from, uplift: round(uplift), upper: round(upper), base: round(base) } as ExpectedUplift;
}
