import type { CampaignDryRun, CampaignView, Exclusion, OfferEstimate } from '../../contract/campaigns.js';
import type { Database } from '../../platform/database.js';
import type { GlobalHoldout } from '../experiments/assignment.js';
import type { RunnableCampaign } from './campaign-row-store.js';
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
const sampleSize = 20;

type Verdict = { estimate?: OfferEstimate } & ({ arm: string } | { excluded: Exclusion });

/** Who would get a campaign now, and who would not and why. Draws and tells nobody. */
export async function dryRun(
  needs: DryRunNeeds,
  campaign: RunnableCampaign,
  { warnings }: Pick<CampaignView, 'warnings'>,
  now: Date,
): Promise<CampaignDryRun> {
  const [global, perWeek] = [await needs.globalHoldout(), await needs.perWeek()];
  const hour = needs.hourOf(now);
  const { quiet } = campaign.content;
  const isQuiet = isQuietHour(hour, shopQuiet) || (quiet !== undefined && isQuietHour(hour, quiet));
  const sizes = new Map<string, number>(campaign.content.arms.map(({ id }) => [id, 0]));
  const excluded = new Map<Exclusion, number>();
  const sample: CampaignDryRun['sample'] = [];
  let [audience, holdout, looked] = [0, 0, 0];

  async function judge(customerId: string): Promise<Verdict> {
    const group = await groupOf(needs.prisma, campaign, customerId, global);
    if (group.kind === 'global-holdout' || group.kind === 'out-of-layer') return { excluded: group.kind };
    const gap = await needs.consentGap(customerId, campaign);
    if (gap) return { excluded: gap };
    if (campaign.marketing && (await needs.recentOffers(customerId, now)) >= perWeek)
      return { excluded: 'fatigue' };
    const { contactsLeft } = await usageOf(needs.prisma, campaign, customerId, now, needs.timeZone);
    if (contactsLeft <= 0) return { excluded: 'campaign-cap' };
    const arm = group.kind === 'arm' ? group.arm : undefined;
    const worth = await needs.worthOf(customerId, campaign, arm, now);
    const told = worth ? { estimate: worth.estimate } : {};
    if (worth?.excluded) return { ...told, excluded: worth.excluded };
    if (arm === undefined) return { ...told, excluded: 'holdout' };
    return isQuiet ? { ...told, excluded: 'quiet-hours' } : { ...told, arm };
  }

  let complete = false;
  for (let after: string | undefined; looked < mostLookedAt; ) {
    const page = await needs.members(campaign, after, pageSize);
    looked += page.looked;
    for (const { id, ...shown } of page.members) {
      audience += 1;
      const verdict = await judge(id);
      if ('arm' in verdict) sizes.set(verdict.arm, (sizes.get(verdict.arm) ?? 0) + 1);
      else if (verdict.excluded === 'holdout') holdout += 1;
      else excluded.set(verdict.excluded, (excluded.get(verdict.excluded) ?? 0) + 1);
      if (sample.length < sampleSize) sample.push({ ...shown, ...verdict });
    }
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
    sample,
    warnings,
  };
}
