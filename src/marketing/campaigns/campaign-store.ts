import {
  type CampaignContent,
  type CampaignState,
  type CampaignView,
  campaignState,
  designFields,
} from '../../contract/campaigns.js';
import type { Page } from '../../contract/http.js';
import type { Database } from '../../platform/database.js';
import { conflict, invalidInput, notFound, unavailable } from '../../platform/errors.js';
import { Prisma } from '../../platform/generated/prisma/client.js';
import { newId } from '../../platform/ids.js';
import type { RecordAudit } from '../../platform/record-audit.js';
import { isMarketing } from './advertising.js';
import {
  type CampaignRow,
  campaignOf,
  columnsOf,
  contentOf,
  type RunnableCampaign,
} from './campaign-row-store.js';
import {
  changedDesign,
  checkCampaign,
  couponsOf,
  layerClashes,
  type OtherCampaign,
  overlapWarnings,
  segmentsOf,
} from './check-campaign.js';
import { type CampaignMove, stateAfter, stateNow } from './lifecycle.js';

export interface CampaignStoreNeeds extends Pick<Database, 'prisma'> {
  audit: RecordAudit;
  clock: () => Date;
}

type Tx = Prisma.TransactionClient;
/** More at once would make every choice of an offer slow. */
const mostRunning = 100;
const live = ['scheduled', 'running', 'paused'];

export type CampaignStore = ReturnType<typeof createCampaignStore>;

/** Campaigns as admins edit them. Every change raises the version and is audited in its own transaction. */
export function createCampaignStore({ prisma, audit, clock }: CampaignStoreNeeds) {
  async function view(row: CampaignRow): Promise<CampaignView> {
    const content = contentOf(row);
    if (!content) throw unavailable(`活动「${row.name}」的内容读不出来，请重新建一个。`);
    return {
      ...content,
      campaignId: row.id,
      externalId: row.externalId,
      state: campaignState.parse(row.state),
      version: row.version,
      createdAt: row.createdAt.toISOString(),
      marketing: isMarketing(content.delivery),
      warnings: overlapWarnings(content, await othersThan(row.id, prisma)),
    };
  }

  /** Those that reach people, or will. */
  async function othersThan(campaignId: string, client: Tx | Database['prisma']): Promise<OtherCampaign[]> {
    const others = await client.campaign.findMany({
      where: { id: { not: campaignId }, state: { in: live } },
      orderBy: { id: 'asc' },
      take: mostRunning,
    });
    return others.flatMap((other) => {
      const read = contentOf(other);
      return read ? [{ name: other.name, content: read }] : [];
    });
  }

  async function rowOf(campaignId: string, client: Tx | Database['prisma'] = prisma): Promise<CampaignRow> {
    const row = await client.campaign.findUnique({ where: { id: campaignId } });
    if (!row) throw notFound('没有找到这个活动。');
    return row;
  }

  /** @throws AppError `invalid-input` with a sentence a field */
  async function check(content: CampaignContent): Promise<void> {
    const errors = await errorsOf(content, prisma, false);
    if (errors.length > 0) throw invalidInput(errors);
  }

  /** Once people are reached: also what may be missing of a draft. One at a time, so that of two that clash one is refused. */
  async function checkLive(tx: Tx, campaignId: string, content: CampaignContent): Promise<void> {
    await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('campaign-start', 0))) AS locked`;
    const errors = [
      ...(await errorsOf(content, tx, true)),
      ...layerClashes(content, await othersThan(campaignId, tx)),
    ];
    if (errors.length > 0) throw invalidInput(errors);
  }

  async function errorsOf(content: CampaignContent, client: Tx | Database['prisma'], starting: boolean) {
    const [coupons, segments] = [
      await client.coupon.findMany({ where: { externalId: { in: couponsOf(content) } } }),
      await client.segment.findMany({ select: { id: true } }),
    ];
    return checkCampaign(content, {
      coupons: new Map(coupons.map((coupon) => [coupon.externalId, coupon])),
      segmentIds: new Set(segments.map(({ id }) => id)),
      starting,
    });
  }

  /** One change at a time of a campaign, based on what its author saw. */
  async function change(
    campaignId: string,
    baseVersion: number,
    staffId: string,
    action: string,
    make: (
      row: CampaignRow,
      tx: Tx,
    ) => Promise<{
      data: Prisma.CampaignUncheckedUpdateManyInput;
      detail: Prisma.InputJsonObject;
    }>,
  ): Promise<CampaignView> {
    const changed = await prisma.$transaction(async (tx) => {
      const row = await rowOf(campaignId, tx);
      if (row.version !== baseVersion) throw conflict('这个活动刚被同事改过，请刷新后再保存。');
      const { data, detail } = await make(row, tx);
      const { count } = await tx.campaign.updateMany({
        where: { id: campaignId, version: baseVersion },
        data: { ...data, version: baseVersion + 1 },
      });
      if (count === 0) throw conflict('这个活动刚被同事改过，请刷新后再保存。');
      await audit(
        { actor: { type: 'staff', id: staffId }, action, subject: `campaign:${campaignId}`, detail },
        tx,
      );
      return rowOf(campaignId, tx);
    });
    return view(changed);
  }

  async function create(content: CampaignContent, staffId: string): Promise<CampaignView> {
    await check(content);
    const id = newId();
    const row = await prisma.$transaction(async (tx) => {
      const made = await tx.campaign.create({
        data: { id, externalId: id, state: 'draft', ...orNull(columnsOf(content)) },
      });
      await audit(
        {
          actor: { type: 'staff', id: staffId },
          action: 'campaign.create',
          subject: `campaign:${id}`,
          detail: { name: content.name },
        },
        tx,
      );
      return made;
    });
    return view(row);
  }

  return {
    create: (content: CampaignContent, staffId: string) => create(normalized(content), staffId),
    get: async (campaignId: string): Promise<CampaignView> => view(await rowOf(campaignId)),

    /** The newest first. */
    async list(query: {
      state?: CampaignState | undefined;
      cursor?: string | undefined;
      limit: number;
    }): Promise<Page<CampaignView>> {
      const rows = await prisma.campaign.findMany({
        where: {
          ...(query.state ? { state: query.state } : {}),
          ...(query.cursor ? { id: { lt: query.cursor } } : {}),
        },
        orderBy: { id: 'desc' },
        take: query.limit + 1,
      });
      const items: CampaignView[] = [];
      for (const row of rows.slice(0, query.limit)) items.push(await view(row));
      const last = items.at(-1);
      return { items, ...(rows.length > query.limit && last ? { nextCursor: last.campaignId } : {}) };
    },

    /**
     * After the start, audience, way, arms, holdout and layer must stay: comparison would be void.
     * @throws AppError `invalid-input` naming the fields that may not change any more; `conflict`
     */
    async update(
      campaignId: string,
      given: CampaignContent,
      baseVersion: number,
      staffId: string,
    ): Promise<CampaignView> {
      const content = normalized(given);
      await check(content);
      return change(campaignId, baseVersion, staffId, 'campaign.change', async (row, tx) => {
        const before = contentOf(row);
        if (row.state === 'ended') throw conflict('活动已经结束，不能再改；可以复制一个新的。');
        const fields = before ? changedDesign(before, content, designFields) : [];
        if (row.state !== 'draft' && fields.length > 0) {
          const message = '活动开始后不能改这一项，请复制成新活动再改';
          throw invalidInput(fields.map((path) => ({ path, message })));
        }
        if (row.state !== 'draft') await checkLive(tx, campaignId, content);
        return {
          data: orNull(columnsOf(content)),
          detail: { before: (before ?? {}) as unknown as Prisma.InputJsonObject },
        };
      });
    },

    /** @throws AppError `conflict` when the campaign cannot do so from its state */
    move(
      campaignId: string,
      move: CampaignMove,
      baseVersion: number,
      staffId: string,
    ): Promise<CampaignView> {
      return change(campaignId, baseVersion, staffId, `campaign.${move}`, async (row, tx) => {
        const from = campaignState.parse(row.state);
        const state = stateAfter(from, move, { ...row, now: clock() });
        if (!state) throw conflict(refusals[move]);
        const content = contentOf(row);
        if (move === 'start' && content) await checkLive(tx, campaignId, content);
        return { data: { state }, detail: { from, to: state } };
      });
    },

    /** A draft with the same content, and groups that are drawn anew. */
    async copy(campaignId: string, name: string, staffId: string): Promise<CampaignView> {
      const content = contentOf(await rowOf(campaignId));
      if (!content) throw unavailable('原来的活动内容读不出来。');
      return create({ ...content, name }, staffId);
    },

    /** @throws AppError `conflict` for one that has begun: what it did would be lost */
    async remove(campaignId: string, staffId: string): Promise<void> {
      await prisma.$transaction(async (tx) => {
        await rowOf(campaignId, tx);
        const { count } = await tx.campaign.deleteMany({ where: { id: campaignId, state: 'draft' } });
        if (count === 0) throw conflict('只有草稿可以删除；已经开始的活动请结束它。');
        await audit(
          {
            actor: { type: 'staff', id: staffId },
            action: 'campaign.delete',
            subject: `campaign:${campaignId}`,
          },
          tx,
        );
      });
    },

    /** Those that reach people now, the most important first. */
    async runnable(now: Date): Promise<RunnableCampaign[]> {
      const rows = await prisma.campaign.findMany({
        where: { state: 'running', startsAt: { lte: now }, endsAt: { gt: now } },
        orderBy: [{ priority: 'desc' }, { id: 'asc' }],
        take: mostRunning,
      });
      return rows.flatMap((row) => campaignOf(row) ?? []);
    },

    runnableById: async (campaignId: string): Promise<RunnableCampaign | undefined> =>
      campaignOf(await rowOf(campaignId)),

    /** As the shop's own server knows it. */
    async byExternalId(externalId: string): Promise<RunnableCampaign | undefined> {
      const row = await prisma.campaign.findUnique({ where: { externalId } });
      return row ? campaignOf(row) : undefined;
    },

    /** Starts and ends what time has come for. */
    async followClock(now: Date): Promise<void> {
      const rows = await prisma.campaign.findMany({
        where: {
          OR: [
            { state: 'scheduled', startsAt: { lte: now } },
            { state: { in: live }, endsAt: { lte: now } },
          ],
        },
      });
      for (const row of rows) {
        const from = campaignState.parse(row.state);
        const state = stateNow(from, { ...row, now });
        if (state === from) continue;
        await prisma.$transaction(async (tx) => {
          const { count } = await tx.campaign.updateMany({
            where: { id: row.id, version: row.version },
            data: { state, version: { increment: 1 } },
          });
          if (count > 0)
            await audit(
              {
                actor: { type: 'system', id: 'clock' },
                action: `campaign.${state}`,
                subject: `campaign:${row.id}`,
                detail: { from, to: state },
              },
              tx,
            );
        });
      }
    },

    /** Names of campaigns for a segment's members, so that it is not deleted under them. */
    async namesWithSegment(tx: Prisma.TransactionClient, segmentId: string): Promise<string[]> {
      const rows = await tx.campaign.findMany({
        where: { state: { not: 'ended' } },
        select: { name: true, audience: true },
      });
      return rows
        .filter(({ audience }) => segmentsOf(audience, '').some((used) => used.segmentId === segmentId))
        .map(({ name }) => name);
    },
  };
}

const refusals: Record<CampaignMove, string> = {
  start: '只有草稿或暂停的活动可以开始，而且结束时间要在以后。',
  pause: '只有进行中或已排期的活动可以暂停。',
  end: '这个活动现在不能结束。',
};

/** Moments in one notation, so that they compare as text. */
function normalized(content: CampaignContent): CampaignContent {
  const iso = (text: string) => new Date(text).toISOString();
  return { ...content, startsAt: iso(content.startsAt), endsAt: iso(content.endsAt) };
}

/** Without a layer the column is emptied. */
function orNull(columns: ReturnType<typeof columnsOf>) {
  return { ...columns, layer: columns.layer ?? Prisma.DbNull };
}
