import type { CampaignAudience } from '../../contract/campaigns.js';
import type { Database } from '../../platform/database.js';
import type { Prisma } from '../../platform/generated/prisma/client.js';
import { createLocalClock, dayNumberOf } from '../../platform/local-clock.js';
import { type AudienceFacts, isInAudience } from '../audience.js';
import { type Assignment, assign, type GlobalHoldout } from '../experiments/assignment.js';
import type { RunnableCampaign } from './campaign-row-store.js';
import type { CampaignStanding } from './choose-offer.js';
import type { MeasuredEffect } from './expected-uplift.js';

type Tx = Prisma.TransactionClient;
type Client = Tx | Database['prisma'];
const day = 86_400_000;

export interface StandingNeeds {
  timeZone: string;
  globalHoldout: () => Promise<GlobalHoldout>;
  /** Whether a customer is of an audience that segments tell. Supplied by customers. */
  isMember: (
    customerId: string,
    audience: Exclude<CampaignAudience, { kind: 'habits' | 'everyone' }>,
  ) => Promise<boolean>;
  /** What an arm's holdout has shown so far; undefined: not enough. */
  effectOf: (campaignId: string, arm: string) => MeasuredEffect | undefined;
}

/** A customer's group, by what was stored or else by what would be. Draws nobody: reading alone must not. */
export async function groupOf(
  client: Client,
  campaign: RunnableCampaign,
  customerId: string,
  global: GlobalHoldout,
): Promise<Assignment> {
  const drawn = assign(customerId, planOf(campaign), global);
  if (drawn.kind === 'global-holdout') return drawn;
  const stored = await client.assignment.findUnique({
    where: { campaignId_customerId: { campaignId: campaign.id, customerId } },
    select: { arm: true },
  });
  if (!stored) return drawn;
  return stored.arm === 'holdout' ? { kind: 'holdout' } : { kind: 'arm', arm: stored.arm };
}

export function planOf({ salt, content }: Pick<RunnableCampaign, 'salt' | 'content'>) {
  const { layer, holdoutShare, arms } = content;
  return {
    salt,
    holdoutShare,
    arms,
    ...(layer ? { layer: { salt: layer.name, from: layer.from, to: layer.to } } : {}),
  };
}

/** Stores the group, and that the campaign reached this person or, in the holdout, would have. First times are kept. */
export async function storeReached(
  tx: Tx,
  { campaignId, customerId, arm, now }: { campaignId: string; customerId: string; arm: string; now: Date },
): Promise<void> {
  const where = { campaignId, customerId };
  await tx.assignment.createMany({ data: [{ ...where, arm, assignedAt: now }], skipDuplicates: true });
  await tx.assignment.updateMany({ where: { ...where, triggeredAt: null }, data: { triggeredAt: now } });
  if (arm !== 'holdout')
    await tx.assignment.updateMany({ where: { ...where, exposedAt: null }, data: { exposedAt: now } });
}

/** What campaigns have used up, read where the choice is made and again where it is carried out. */
export async function usageOf(
  client: Client,
  campaign: RunnableCampaign,
  customerId: string,
  now: Date,
  timeZone: string,
): Promise<{ contactsLeft: number; spentMinor: number }> {
  const { caps } = campaign.content;
  const local = createLocalClock(timeZone);
  const today = new Date(now.getTime() - (local(now.getTime()) - dayNumberOf(local(now.getTime())) * day));
  const of = { campaignId: campaign.id };
  const sent = { ...of, state: 'sent', offerId: null };
  const count = async (offers: Prisma.OfferWhereInput, contacts: Prisma.CampaignContactWhereInput) =>
    (await client.offer.count({ where: { ...of, ...offers } })) +
    (await client.campaignContact.count({ where: { ...sent, ...contacts } }));
  const left = [caps.perCustomer - (await count({ customerId }, { customerId }))];
  if (caps.perDay !== undefined)
    left.push(caps.perDay - (await count({ createdAt: { gte: today } }, { endedAt: { gte: today } })));
  if (caps.total !== undefined) left.push(caps.total - (await count({}, {})));
  return { contactsLeft: Math.min(...left), spentMinor: await spentOf(client, campaign) };
}

/** What was promised with coupons taken in this campaign, at most: percentages by their cap or on 100 yuan, minor units. */
async function spentOf(client: Client, { id, content }: RunnableCampaign): Promise<number> {
  if (content.budgetMinor === undefined) return 0;
  const [row] = await client.$queryRaw<{ spent: number }[]>`
    SELECT COALESCE(SUM(COALESCE(c."valueMinor", c."maxDiscountMinor", c."percentOff" * GREATEST(c."thresholdMinor", 10000) / 100, 0)), 0)::float8 AS spent
    FROM "Offer" f JOIN "Coupon" c ON c.id = f."couponId"
    WHERE f."campaignId" = ${id}::uuid AND f.state = 'accepted'`;
  return row?.spent ?? 0;
}

/** How a customer stands to each running campaign of the chat, by external id of the coupon that their arm gives away. */
export async function standingsOf(
  prisma: Database['prisma'],
  campaigns: readonly RunnableCampaign[],
  customer: { id: string; facts: AudienceFacts },
  now: Date,
  needs: StandingNeeds,
): Promise<Map<string, (CampaignStanding & { arm: string })[]>> {
  const global = await needs.globalHoldout();
  const found = new Map<string, (CampaignStanding & { arm: string })[]>();
  for (const campaign of campaigns) {
    const { audience, arms, priority, quiet, budgetMinor } = campaign.content;
    const member =
      audience.kind === 'everyone' ||
      (audience.kind === 'habits'
        ? isInAudience(audience.rule, customer.facts)
        : await needs.isMember(customer.id, audience));
    const group = member ? await groupOf(prisma, campaign, customer.id, global) : undefined;
    const { contactsLeft, spentMinor } = await usageOf(prisma, campaign, customer.id, now, needs.timeZone);
    const own = group?.kind === 'arm' ? arms.filter(({ id }) => id === group.arm) : arms.slice(0, 1);
    for (const { id: arm, offer } of own) {
      if (offer.kind !== 'coupon') continue;
      const effect = needs.effectOf(campaign.id, arm);
      const standing = {
        id: campaign.id,
        arm: group?.kind === 'arm' ? arm : 'holdout',
        group: group?.kind ?? ('not-in-audience' as const),
        priority,
        contactsLeft,
        elapsed:
          (now.getTime() - campaign.startsAt.getTime()) /
          (campaign.endsAt.getTime() - campaign.startsAt.getTime()),
        ...(audience.kind === 'habits' ? { audience: audience.rule } : {}),
        ...(quiet ? { quiet } : {}),
        ...(budgetMinor === undefined ? {} : { budget: { totalMinor: budgetMinor, spentMinor } }),
        ...(effect ? { effect } : {}),
      };
      found.set(offer.couponId, [...(found.get(offer.couponId) ?? []), standing]);
    }
  }
  return found;
}
