import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { campaignCreate } from '../src/contract/campaigns.js';
import { speakFirst } from '../src/conversation/told-campaign-store.js';
import { generateDemoShop } from '../src/demo/demo-shop.js';
import { checkCampaign } from '../src/marketing/campaigns/check-campaign.js';
import type { Database } from '../src/platform/database.js';
import {
  afternoon,
  ago,
  at,
  content,
  deskOn,
  minute,
  running,
  shopper,
  staffId,
  startOver,
  states,
  unpaid,
} from './campaign-world.js';
import { openPostgresTestDatabase, openTestDatabase } from './database.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => startOver(database));

describe('life of a campaign', () => {
  it('begins as a draft, waits for its time, runs, rests and ends; each only from where it can', async () => {
    const { store } = deskOn(database);
    const made = await store.create(content({ startsAt: '2026-11-25T00:00:00+08:00' }), staffId);
    expect(made).toMatchObject({ state: 'draft', version: 1, marketing: false });
    const scheduled = await store.move(made.campaignId, 'start', 1, staffId);
    expect(scheduled.state).toBe('scheduled');
    await expect(store.move(made.campaignId, 'pause', 1, staffId)).rejects.toMatchObject({
      code: 'conflict',
    });
    at.now = new Date('2026-11-25T00:00:00Z');
    await store.followClock(at.now);
    const live = await store.get(made.campaignId);
    expect(live.state).toBe('running');
    const paused = await store.move(made.campaignId, 'pause', live.version, staffId);
    expect(await store.runnable(at.now)).toEqual([]);
    await store.move(made.campaignId, 'end', paused.version, staffId);
    await expect(store.move(made.campaignId, 'start', paused.version + 1, staffId)).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('keeps its audience, groups and shares once it has begun; the rest may change; a copy is a draft', async () => {
    const { store } = deskOn(database);
    const made = await store.create(content(), staffId);
    const { version } = await store.move(made.campaignId, 'start', 1, staffId);
    await expect(
      store.update(
        made.campaignId,
        content({ holdoutShare: 0.2, layer: { name: 'l', from: 0, to: 0.5 } }),
        version,
        staffId,
      ),
    ).rejects.toMatchObject({ code: 'invalid-input', errors: [{ path: 'holdoutShare' }, { path: 'layer' }] });
    expect(await store.update(made.campaignId, content({ name: '新名字' }), version, staffId)).toMatchObject({
      name: '新名字',
      version: version + 1,
    });
    expect(await store.copy(made.campaignId, '第二次', staffId)).toMatchObject({
      state: 'draft',
      name: '第二次',
    });
  });

  it('says which field is wrong, in Chinese, and warns of others for the same people', async () => {
    const { store } = deskOn(database);
    const arms = [{ id: 'a', weight: 1, message: '送您 {券}', offer: { kind: 'none' as const } }];
    await expect(
      store.create(
        content({ arms, endsAt: '2026-11-01T00:00:00Z', audience: { kind: 'segment', segmentId: staffId } }),
        staffId,
      ),
    ).rejects.toMatchObject({
      errors: [
        { path: 'endsAt', message: '结束时间要晚于开始时间' },
        { path: 'audience.segmentId', message: '没有这个分群' },
        { path: 'arms.0.message', message: '这里不能用变量 {券}' },
      ],
    });
    await running(database, content());
    expect((await store.create(content({ name: '另一个' }), staffId)).warnings).toEqual([
      '活动「催付」同时面向同一群顾客，效果会混在一起；想分开可以放进同一个互斥层。',
    ]);
  });

  it('the demo shop’s campaigns would all be accepted', () => {
    const shop = generateDemoShop({ seed: 7, today: at.now });
    const coupons = new Map(
      shop.coupons.map(({ id, title, validFrom, validUntil }) => [
        id,
        { externalId: id, title, validFrom, validUntil, status: 'active', distribution: 'claim' },
      ]),
    );
    for (const { id, couponIds: _ids, message: _message, startsAt, endsAt, ...campaign } of shop.campaigns) {
      const given = { ...campaign, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
      const read = campaignCreate.parse(given);
      expect(checkCampaign(read, { coupons, segmentIds: new Set() }), id).toEqual([]);
    }
  });
});

describe('unpaid orders', () => {
  it('are spoken of after some minutes, three times at most, and no more once they are paid', async () => {
    const { keeper } = deskOn(database);
    await running(database, content());
    const one = await shopper(database, { agreed: false });
    const order = await unpaid(database, one.customerId, ago(10 * minute));
    await keeper.tick();
    expect(await one.told()).toEqual([]);
    at.now = new Date(at.now.getTime() + 10 * minute);
    await keeper.tick();
    await keeper.tick();
    expect(await one.told()).toEqual([`订单 ${order.externalId}（买过的东西）还没付款`]);
    const unread = await database.prisma.conversation.findUniqueOrThrow({
      where: { id: one.conversationId },
    });
    expect(unread.lastSequence - unread.shopperReadSequence).toBe(1);
    for (let round = 0; round < 12; round += 1) {
      at.now = new Date(at.now.getTime() + 30 * minute);
      await keeper.tick();
    }
    expect(await one.told()).toHaveLength(3);
    const other = await shopper(database, { agreed: false });
    at.now = afternoon;
    const paid = await unpaid(database, other.customerId, ago(30 * minute));
    const night = deskOn(database);
    at.now = new Date('2026-11-24T15:00:00Z');
    await database.prisma.order.update({ where: { id: paid.id }, data: { createdAt: ago(30 * minute) } });
    await night.keeper.tick();
    expect(await other.told()).toEqual([]);
    await database.prisma.order.update({ where: { id: paid.id }, data: { status: 'paid' } });
    at.now = new Date('2026-11-25T00:00:00Z');
    await night.keeper.tick();
    expect(await other.told()).toEqual([]);
    expect(await states(database)).toContain('dropped: no-longer-true');
  });

  it('of the night are spoken of at 8 o’clock', async () => {
    const { keeper } = deskOn(database);
    await running(database, content());
    const one = await shopper(database, { agreed: false });
    at.now = new Date('2026-11-24T15:00:00Z');
    await unpaid(database, one.customerId, ago(30 * minute));
    await keeper.tick();
    at.now = new Date('2026-11-24T23:59:00Z');
    await keeper.tick();
    expect(await one.told()).toEqual([]);
    at.now = new Date('2026-11-25T00:00:00Z');
    await keeper.tick();
    expect(await one.told()).toHaveLength(1);
  });

  it('wait while a person has the conversation, or the shopper has just complained', async () => {
    const { keeper } = deskOn(database);
    await running(database, content());
    const [withAgent, angry] = [await shopper(database), await shopper(database)];
    for (const { customerId } of [withAgent, angry]) await unpaid(database, customerId, ago(25 * minute));
    await database.prisma.conversation.update({
      where: { id: withAgent.conversationId },
      data: { state: 'human' },
    });
    await database.prisma.trace.create({
      data: {
        conversationId: angry.conversationId,
        aboutSequence: 1,
        decision: 'answer',
        content: { mood: { angry: 0.6, negative: 0.2 } },
        createdAt: at.now,
      },
    });
    await keeper.tick();
    expect([await withAgent.told(), await angry.told()]).toEqual([[], []]);
    expect((await states(database)).sort()).toEqual(['planned: upset', 'planned: with-person']);
    await database.prisma.conversation.update({
      where: { id: withAgent.conversationId },
      data: { state: 'bot' },
    });
    at.now = new Date(at.now.getTime() + 31 * minute);
    await keeper.tick();
    expect(await withAgent.told()).toHaveLength(1);
    expect(await angry.told()).toEqual([]);
  });
});

describe('crash and rivalry', () => {
  it('a process that dies between choosing and sending has said nothing, and the next look says it once', async () => {
    await running(database, content());
    const one = await shopper(database);
    await unpaid(database, one.customerId, ago(25 * minute));
    const dying = deskOn(database, {
      async speakFirst(tx, said) {
        await speakFirst(tx, said);
        throw new Error('the process died');
      },
    });
    await dying.keeper.tick();
    expect(await one.told()).toEqual([]);
    expect(await states(database)).toEqual(['planned']);
    const { keeper } = deskOn(database);
    await keeper.tick();
    await keeper.tick();
    expect(await one.told()).toHaveLength(1);
  });

  it('two processes on one PostgreSQL say everything once', async () => {
    const postgres = await openPostgresTestDatabase();
    if (!postgres) return;
    try {
      await running(postgres, content());
      const people = [];
      for (let index = 0; index < 20; index += 1) {
        const one = await shopper(postgres);
        await unpaid(postgres, one.customerId, ago(25 * minute));
        people.push(one);
      }
      const keepers = [deskOn(postgres), deskOn(postgres), deskOn(postgres)].map(({ keeper }) => keeper);
      await Promise.all(keepers.map((keeper) => keeper.tick()));
      await Promise.all(keepers.map((keeper) => keeper.tick()));
      for (const { told } of people) expect(await told()).toHaveLength(1);
      expect(await postgres.prisma.campaignContact.count({ where: { state: 'sent' } })).toBe(20);
    } finally {
      await postgres.close();
    }
  }, 60_000);
});
