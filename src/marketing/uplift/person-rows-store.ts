import { holdoutArm } from '../../contract/experiments.js';
import type { Database } from '../../platform/database.js';
import { campaignOf } from '../campaigns/campaign-row-store.js';
import { couponShare } from './coupon-share.js';
import { type PersonFacts, personFactNames, readBought, readPersonFacts } from './person-facts-store.js';
import type { PersonRows } from './person-model.js';

/** What is known of a person, and how much of an order the coupon takes off. */
export const personFeatureNames = [...personFactNames, 'couponShare'] as const;

const day = 86_400_000;
/** People change, and so does the shop: what is older says little of now. */
const learntDays = 365;
/** A fair sample of so many tells as much as more would. */
const mostPeople = 40_000;
const mostCampaigns = 200;
/** Read at once: one long query would hold up everything else. */
const pageSize = 500;

interface Group {
  campaignId: string;
  arm: string;
  hours: number;
  propensity: number;
  couponShare: number | undefined;
}

/**
 * Who was reached by an arm with a coupon of an own campaign, or would have been and was held out ("ghost" exposure, Johnson,
 * Lewis and Nubbemeyer 2017), and whether they bought: once a person, the latest time whose window is over. Reads only.
 * @param wording of the consent to personalisation that is in use; others are left out
 */
export async function readPersonRows(
  prisma: Database['prisma'],
  wording: string,
  now: Date,
): Promise<PersonRows> {
  const groups = await couponGroups(prisma, now);
  const people = await reached(prisma, groups, wording, now);
  const columns: (number | undefined)[][] = personFeatureNames.map(() => []);
  const [outcome, treated, propensity]: number[][] = [[], [], []];
  for (let from = 0; from < people.length; from += pageSize) {
    const page = people.slice(from, from + pageSize);
    const [facts, bought] = [await readPersonFacts(prisma, page, wording), await readBought(prisma, page)];
    page.forEach(({ customerId, group }, index) => {
      const known = facts.get(customerId);
      if (!known) return;
      for (const [at, name] of personFeatureNames.entries())
        columns[at]?.push(name === 'couponShare' ? group.couponShare : (known[name] ?? undefined));
      outcome?.push(Number(bought[index] ?? false));
      treated?.push(Number(group.arm !== holdoutArm));
      propensity?.push(group.propensity);
    });
  }
  return {
    names: personFeatureNames,
    columns,
    outcome: Float64Array.from(outcome ?? []),
    treated: Float64Array.from(treated ?? []),
    propensity: Float64Array.from(propensity ?? []),
  };
}

/** What a model is asked with, of one person and one coupon. */
export function cellsOf(facts: PersonFacts, share: number | undefined) {
  return (name: string): number | undefined =>
    name === 'couponShare' ? share : (facts[name as keyof PersonFacts] ?? undefined);
}

/** Groups that can be compared: arms with a coupon, and the holdout, of campaigns that hold some out. */
async function couponGroups(prisma: Database['prisma'], now: Date): Promise<Group[]> {
  const rows = await prisma.campaign.findMany({
    where: {
      holdoutShare: { gt: 0, lt: 1 },
      endsAt: { gt: new Date(now.getTime() - learntDays * day) },
      assignments: { some: {} },
    },
    orderBy: { startsAt: 'desc' },
    take: mostCampaigns,
  });
  const campaigns = rows.flatMap((row) => {
    const content = campaignOf(row)?.content;
    return content ? [{ row, content }] : [];
  });
  const externalIds = campaigns.flatMap(({ content }) =>
    content.arms.flatMap(({ offer }) => (offer.kind === 'coupon' ? [offer.couponId] : [])),
  );
  const coupons = await prisma.coupon.findMany({
    where: { externalId: { in: externalIds } },
    select: { externalId: true, percentOff: true, valueMinor: true, thresholdMinor: true },
  });
  const shareOf = new Map(coupons.map((coupon) => [coupon.externalId, couponShare(coupon)]));
  return campaigns.flatMap(({ row, content: { arms, holdoutShare } }) => {
    const withCoupon = arms.flatMap(({ id, weight, offer }) =>
      offer.kind === 'coupon' ? [{ id, weight, share: shareOf.get(offer.couponId) }] : [],
    );
    const weight = withCoupon.reduce((sum, arm) => sum + arm.weight, 0);
    if (weight === 0) return [];
    const inArms = ((1 - holdoutShare) * weight) / arms.reduce((sum, arm) => sum + arm.weight, 0);
    // Alike in all groups of a campaign: who is held out was not to get one coupon rather than another.
    const known = withCoupon.filter(({ share }) => share !== undefined);
    const knownWeight = known.reduce((sum, arm) => sum + arm.weight, 0);
    const mean = known.reduce((sum, arm) => sum + (arm.share ?? 0) * arm.weight, 0) / knownWeight;
    const of = {
      campaignId: row.id,
      hours: row.attributionHours,
      propensity: inArms / (inArms + holdoutShare),
      couponShare: knownWeight > 0 ? mean : undefined,
    };
    return [...withCoupon.map(({ id }) => id), holdoutArm].map((arm) => ({ ...of, arm }));
  });
}

async function reached(prisma: Database['prisma'], groups: readonly Group[], wording: string, now: Date) {
  const keyOf = (campaignId: string, arm: string) => `${campaignId} ${arm}`;
  const groupOf = new Map(groups.map((group) => [keyOf(group.campaignId, group.arm), group]));
  const rows = await prisma.$queryRaw<{ customerId: string; campaignId: string; arm: string; at: Date }[]>`
    SELECT * FROM (
      SELECT DISTINCT ON (a."customerId") a."customerId"::text AS "customerId",
        a."campaignId"::text AS "campaignId", a.arm, a."triggeredAt" AS at
      FROM "Assignment" a JOIN unnest(
        ${groups.map(({ campaignId }) => campaignId)}::uuid[], ${groups.map(({ arm }) => arm)}::text[],
        ${groups.map(({ hours }) => hours)}::int[]
      ) AS g(id, arm, hours) ON g.id = a."campaignId" AND g.arm = a.arm
      WHERE a."triggeredAt" > ${now}::timestamptz - make_interval(days => ${learntDays}::int)
        AND a."triggeredAt" + make_interval(hours => g.hours) <= ${now}::timestamptz
        AND (
          SELECT s.granted AND s."textVersion" = ${wording}::text FROM "Consent" s
          WHERE s."customerId" = a."customerId" AND s.purpose = 'personalization'
          ORDER BY s."createdAt" DESC, s.id DESC LIMIT 1
        )
      ORDER BY a."customerId", a."triggeredAt" DESC
    ) latest ORDER BY md5("customerId") LIMIT ${mostPeople}::int`;
  return rows.flatMap(({ customerId, campaignId, arm, at }) => {
    const group = groupOf.get(keyOf(campaignId, arm));
    return group ? [{ customerId, at, hours: group.hours, group }] : [];
  });
}
