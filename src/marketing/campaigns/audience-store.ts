import type { CampaignAudience } from '../../contract/campaigns.js';
import type { Database } from '../../platform/database.js';
import type { AudienceRule } from '../audience.js';
import type { RunnableCampaign } from './campaign-row-store.js';
import type { AudienceMember } from './dry-run-store.js';
import type { Happened } from './trigger-store.js';

type Grouped = Exclude<CampaignAudience, { kind: 'habits' | 'everyone' }>;

export interface AudienceNeeds extends Pick<Database, 'prisma'> {
  /** Supplied by customers: names masked, in order of ids. */
  group: (audience: Grouped) => Promise<{
    page: (limit: number, after?: string) => Promise<AudienceMember[]>;
    has: (customerId: string) => Promise<boolean>;
  }>;
  /** What of a customer's habits fits the rule, in words; undefined where they do not, or may not be looked at. */
  habitsOf: (customerId: string, rule: AudienceRule) => Promise<string | undefined>;
}

/** Who belongs to an audience, one by one and as a list. */
export function createAudienceMembers({ prisma, group, habitsOf }: AudienceNeeds) {
  async function isInAudience(customerId: string, audience: CampaignAudience): Promise<boolean> {
    if (audience.kind === 'everyone') return true;
    if (audience.kind === 'habits') return (await habitsOf(customerId, audience.rule)) !== undefined;
    return (await group(audience)).has(customerId);
  }

  return {
    isInAudience,

    /**
     * Customers whom a campaign to everybody of its audience has not planned to reach yet, in order of ids. Those who
     * have not agreed to advertising are left out here: most have not, and every look would ask of each of them again.
     */
    async notYetReached(
      campaign: RunnableCampaign,
      { after, limit }: { after: string; limit: number },
    ): Promise<Happened[]> {
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        SELECT c.id::text AS id FROM "Customer" c
        WHERE c.id > ${after}::uuid
          AND NOT EXISTS (SELECT 1 FROM "CampaignContact" k WHERE k."customerId" = c.id AND k."campaignId" = ${campaign.id}::uuid)
          AND (SELECT s.granted FROM "Consent" s WHERE s."customerId" = c.id AND s.purpose = 'marketing'
            ORDER BY s."createdAt" DESC, s.id DESC LIMIT 1)
        ORDER BY c.id LIMIT ${limit}::int`;
      const subject = `campaign:${campaign.id}`;
      return rows.map(({ id: customerId }) => ({
        customerId,
        subject,
        facts: {},
        expiresAt: campaign.endsAt,
      }));
    },

    /** @returns the members of the next page of customers, and where the one after begins; absent: that was all */
    async members({ content: { audience } }: RunnableCampaign, after: string | undefined, limit: number) {
      if (audience.kind === 'segment' || audience.kind === 'rule') {
        const members = await (await group(audience)).page(limit, after);
        return { looked: members.length, members, ...nextOf(members, limit) };
      }
      const rows = await prisma.customer.findMany({
        where: after === undefined ? {} : { id: { gt: after } },
        orderBy: { id: 'asc' },
        take: limit,
        select: { id: true, externalId: true, name: true },
      });
      const members: AudienceMember[] = [];
      for (const { id, externalId, name } of rows) {
        const reason = audience.kind === 'everyone' ? '活动面向全部顾客' : await habitsOf(id, audience.rule);
        if (reason !== undefined) members.push({ id, customerId: externalId, name: masked(name), reason });
      }
      return { looked: rows.length, members, ...nextOf(rows, limit) };
    },
  };
}

function nextOf(rows: readonly { id: string }[], limit: number): { last?: string } {
  const last = rows.at(-1);
  return last && rows.length === limit ? { last: last.id } : {};
}

function masked(name: string): string {
  const [first = ''] = Array.from(name);
  return `${first}**`;
}
