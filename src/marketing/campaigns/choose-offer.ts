import type { Exclusion, OfferTrace } from '../../contract/campaigns.js';
import type { AudienceRule } from '../audience.js';
import { coverageOf, helpOf, savingOf, usualOrder } from '../coupon-help.js';
import { type OfferableCoupon, type OfferContext, reasonOf } from '../offer-choice.js';
import { expectedUplift, type MeasuredEffect } from './expected-uplift.js';
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
}

export const choicePolicy: ChoicePolicy = {
  quiet: { from: 22, until: 8 },
  fatigueCap: 3,
  exploration: 0.1,
  marginShare: 0.3,
  paceSlack: 0.15,
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
}

/**
 * Chooses what to offer, or nothing. Pure, and the same for the same random numbers.
 *
 * First what forbids any offer, then what forbids each; among the rest by expected uplift × margin − expected cost when
 * unasked, by what helps the customer when asked. With a small, known probability any other of them is taken
 * (ε-greedy), so that later evaluation by inverse propensity is unbiased (Horvitz and Thompson 1952). A customer who is
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
  const considered = read.map(traced);
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

type Left = { coupon: EligibleCoupon; excluded: Exclusion; standing?: CampaignStanding };

function candidateOf(coupon: EligibleCoupon, context: ChoiceContext, policy: ChoicePolicy): Candidate | Left {
  const excluded = couponExcluded(coupon, context);
  if (excluded) return { coupon, excluded };
  const checked = [...coupon.standings]
    .sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))
    .map((standing) => ({ standing, excluded: campaignExcluded(standing, context, policy) }));
  const value = (standing?: CampaignStanding) =>
    context.asked ? helpOf(coupon, context) : expectedGain(coupon, context, policy, standing);
  const reached = checked.find((one) => one.excluded === undefined)?.standing;
  if (reached) return { coupon, standing: reached, held: false, value: value(reached) };
  const held = checked.find((one) => one.excluded === 'holdout')?.standing;
  const everybodys = !coupon.personal;
  if (held && !(context.asked && everybodys))
    return { coupon, standing: held, held: true, value: value(held) };
  const globally = checked.some((one) => one.excluded === 'global-holdout');
  if (everybodys && !(globally && !context.asked)) return { coupon, held: false, value: value() };
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

/** What the offer is expected to bring the shop, minor units: new orders' margin less what those cost who buy anyway. */
function expectedGain(
  coupon: OfferableCoupon,
  context: ChoiceContext,
  { marginShare }: ChoicePolicy,
  standing: CampaignStanding | undefined,
): number {
  const { customer, couponSensitivity } = context;
  const { uplift, base } = expectedUplift(
    {
      orders: customer.orders,
      ...(customer.daysSinceOrder === undefined ? {} : { daysSinceOrder: customer.daysSinceOrder }),
      ...(couponSensitivity === undefined ? {} : { couponSensitivity }),
    },
    standing?.effect,
  );
  const order = Math.max(usualOrder(coupon, context), coupon.thresholdMinor);
  const cost = savingOf(coupon, order);
  const fits = coverageOf(coupon, context) * Math.min(1, (1.6 * usualOrder(coupon, context)) / order);
  return fits * (uplift * (order * marginShare) - (uplift + base) * cost);
}

/** Campaigns by their priority first: the shop has said what matters more. */
function byValue(a: Candidate, b: Candidate): number {
  const rank = ({ standing }: Candidate) => standing?.priority ?? 0;
  return rank(b) - rank(a) || b.value - a.value || (a.coupon.id < b.coupon.id ? -1 : 1);
}

/** The first with 1 − ε + ε/n, each other with ε/n. */
function pick(ranked: readonly Candidate[], exploration: number, draw: number) {
  const each = exploration / Math.max(1, ranked.length);
  const first = 1 - exploration + each;
  const place = draw < first ? 0 : 1 + Math.floor((draw - first) / each);
  const candidate = ranked[Math.min(place, ranked.length - 1)];
  return candidate && { candidate, propensity: candidate === ranked[0] ? first : each };
}

function traced(one: Candidate | Left): OfferTrace['considered'][number] {
  const about = {
    couponId: one.coupon.id,
    ...(one.standing ? { campaignId: one.standing.id } : {}),
  };
  if ('excluded' in one) return { ...about, excluded: one.excluded };
  return {
    ...about,
    valueMinor: Math.round(one.value),
    ...(one.held ? { excluded: 'holdout' as const } : {}),
  };
}
