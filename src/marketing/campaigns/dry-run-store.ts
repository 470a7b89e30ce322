import type { CampaignDryRun, CampaignView, Exclusion, OfferEstimate } from '../../contract/campaigns.js';
import type { Database } from '../../platform/database.js';
import type { GlobalHoldout } from '../experiments/assignment.js';
import type { RunnableCampaign } from './campaign-row-store.js';
import { type CouponGap, readCouponGaps } from './coupon-gap-store.js';
import { isQuietHour, shopQuiet } from './quiet-hours.js';
import { groupOf, usageOf } from './standing-store.js';

export interface AudienceMember {
  id: string;
  /** The shop's own id. */
  customerId: string;
  /** Masked. */
  name: string;
  reason: string;
}

export interface DryRunNeeds extends Pick<Database, 'prisma'> {
  timeZone: string;
  globalHoldout: () => Promise<GlobalHoldout>;
  perWeek: () => Promise<number>;
  /** Why a customer may not be told anything by such a campaign; undefined: they may. */
  consentGap: (
    customerId: string,
    campaign: RunnableCampaign,
  ) => Promise<'no-consent' | 'marketing-declined' | undefined>;
  recentOffers: (customerId: string, now: Date) => Promise<number>;
  /** Of the campaign's audience, in order of ids. */
  members: (
    campaign: RunnableCampaign,
    after: string | undefined,
    limit: number,
  ) => Promise<{ looked: number; last?: string; members: AudienceMember[] }>;
  hourOf: (now: Date) => number;
  /** What the campaign's coupon is expected to change for a customer, and why it would not be offered for that. */
  worthOf: (
    customerId: string,
    campaign: RunnableCampaign,
    arm: string | undefined,
    now: Date,
  ) => Promise<{ estimate: OfferEstimate; excluded?: Exclusion } | undefined>;
}

const pageSize = 200;
/** More would take minutes; the figures are then of those looked at, and say so. */
const mostLookedAt = 2000;
/** Of each outcome so many are shown, so that the rare ones are seen as well. */
const sampleOfEach = 5;

type Verdict = { estimate?: OfferEstimate } & ({ arm: string } | { excluded: Exclusion });

/**
 * Who would get a campaign now, and who would not and why: the same questions in the same order as when it is sent. Draws and
 * tells nobody. What only the talk shows, such as the topic, is not known here.
 */
export async function dryRun(
  needs: DryRunNeeds,
  campaign: RunnableCampaign,
  { warnings }: Pick<CampaignView, 'warnings'>,
  now: Date,
): Promise<CampaignDryRun> {
  const [global, perWeek] = [await needs.globalHoldout(), await needs.perWeek()];
  const hour = needs.hourOf(now);
  const { quiet, arms, budgetMinor } = campaign.content;
  const isQuiet = isQuietHour(hour, shopQuiet) || (quiet !== undefined && isQuietHour(hour, quiet));
  // Before its start a campaign is judged by the coupons that will be valid then.
  const at = campaign.startsAt > now ? campaign.startsAt : now;
  const sizes = new Map<string, number>(arms.map(({ id }) => [id, 0]));
  const excluded = new Map<Exclusion, number>();
  const samples = new Map<string, CampaignDryRun['sample']>();
  let [audience, holdout, looked] = [0, 0, 0];

  async function judge(customerId: string, couponGap: CouponGap): Promise<Verdict> {
    const group = await groupOf(needs.prisma, campaign, customerId, global);
    if (group.kind === 'global-holdout' || group.kind === 'out-of-layer') return { excluded: group.kind };
    const gap = await needs.consentGap(customerId, campaign);
    if (gap) return { excluded: gap };
    if (campaign.marketing && (await needs.recentOffers(customerId, now)) >= perWeek)
      return { excluded: 'fatigue' };
    const usage = await usageOf(needs.prisma, campaign, customerId, now, needs.timeZone);
    if (usage.contactsLeft <= 0) return { excluded: 'campaign-cap' };
    if (budgetMinor !== undefined && usage.spentMinor >= budgetMinor) return { excluded: 'budget' };
    // Held out: as if in the first arm, so that it is told who would have got it.
    const arm = group.kind === 'arm' ? arms.find(({ id }) => id === group.arm) : arms[0];
    const unfit = arm?.offer.kind === 'coupon' ? couponGap(customerId, arm.offer.couponId) : undefined;
    if (unfit) return { excluded: unfit };
    const worth = await needs.worthOf(customerId, campaign, arm?.id, now);
    const told = worth ? { estimate: worth.estimate } : {};
    if (worth?.excluded) return { ...told, excluded: worth.excluded };
    if (group.kind === 'holdout') return { ...told, excluded: 'holdout' };
    return isQuiet ? { ...told, excluded: 'quiet-hours' } : { ...told, arm: group.arm };
  }

  function count(shown: Omit<AudienceMember, 'id'>, verdict: Verdict): void {
    audience += 1;
    if ('arm' in verdict) sizes.set(verdict.arm, (sizes.get(verdict.arm) ?? 0) + 1);
    else if (verdict.excluded === 'holdout') holdout += 1;
    else excluded.set(verdict.excluded, (excluded.get(verdict.excluded) ?? 0) + 1);
    const outcome = 'arm' in verdict ? `arm ${verdict.arm}` : verdict.excluded;
    const alike = samples.get(outcome) ?? [];
    if (alike.length < sampleOfEach) samples.set(outcome, [...alike, { ...shown, ...verdict }]);
  }

  let complete = false;
  for (let after: string | undefined; looked < mostLookedAt; ) {
    const page = await needs.members(campaign, after, pageSize);
    looked += page.looked;
    const ids = page.members.map(({ id }) => id);
    const couponGap = await readCouponGaps(needs.prisma, campaign, ids, at);
    for (const { id, ...shown } of page.members) count(shown, await judge(id, couponGap));
    after = page.last;
    if (after === undefined) {
      complete = true;
      break;
    }
  }
  return {
    audience,
    complete,
    arms: [...sizes].map(([arm, size]) => ({ arm, size })),
    holdout,
    excluded: [...excluded].map(([reason, size]) => ({ reason, size })),
    sample: inOrder(samples, arms),
    warnings,
  };
}

/** Those who would get it first, arm by arm, then who is held out, then the others. */
function inOrder(
  samples: ReadonlyMap<string, CampaignDryRun['sample']>,
  arms: readonly { id: string }[],
): CampaignDryRun['sample'] {
  const first = [...arms.map(({ id }) => `arm ${id}`), 'holdout'];
  const rest = [...samples.keys()].filter((outcome) => !first.includes(outcome));
  return [...first, ...rest].flatMap((outcome) => samples.get(outcome) ?? []);
}
