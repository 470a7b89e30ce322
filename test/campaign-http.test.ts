import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CampaignView } from '../src/contract/campaigns.js';
import { type ExperimentReport, experimentReport } from '../src/contract/experiments.js';
import type { Database } from '../src/platform/database.js';
import { newId } from '../src/platform/ids.js';
import { type CampaignNode, openCampaignNode } from './campaign-node.js';
import { ago, at, clock, day, hour, minute, shopper, startOver, states, unpaid } from './campaign-world.js';
import { openTestDatabase } from './database.js';
import { type ShopRows, shopRows } from './shop-rows.js';

let database: Database;
let node: CampaignNode;
let rows: ShopRows;
beforeAll(async () => {
  database = await openTestDatabase();
  node = await openCampaignNode(database, clock);
  rows = shopRows(database.prisma);
});
afterAll(async () => {
  await node?.close();
  await database?.close();
});
beforeEach(async () => {
  await database.prisma.offer.deleteMany();
  await startOver(database);
});

interface Problem {
  code: string;
  errors: { path: string; message: string }[];
}
const birthdayGift = (couponId: string, changes: object = {}) => ({
  name: '生日礼',
  goal: '生日当天送一张券',
  audience: { kind: 'everyone' },
  delivery: { kind: 'trigger', on: 'birthday' },
  arms: [
    { id: 'gift', weight: 1, message: '{称呼}，生日快乐，送您{券}', offer: { kind: 'coupon', couponId } },
  ],
  holdoutShare: 0.5,
  startsAt: '2026-11-20T00:00:00+08:00',
  endsAt: '2026-12-20T00:00:00+08:00',
  ...changes,
});
const coupon = (data: object = {}) =>
  rows.coupon({ validFrom: ago(9 * day), validUntil: new Date('2026-12-30T00:00:00Z'), ...data });

async function post(path: string, payload: object) {
  return node.call<{ campaign: CampaignView } & Problem>('POST', path, payload);
}
async function made(payload: object): Promise<CampaignView> {
  const { status, body } = await post('/v1/campaigns', payload);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.campaign;
}
const move = ({ campaignId, version }: CampaignView, to: 'start' | 'pause' | 'end') =>
  post(`/v1/campaigns/${campaignId}/${to}`, { baseVersion: version });
const passes = (milliseconds: number) => {
  at.now = new Date(at.now.getTime() + milliseconds);
};

describe('the path of a campaign', () => {
  it('from a draft over people who are reached, claim and redeem to a report that counts them', async () => {
    const { externalId: couponId, id: couponRowId } = await coupon();
    const draft = await made(birthdayGift(couponId));
    expect(draft).toMatchObject({ state: 'draft', version: 1, marketing: true, warnings: [] });

    const { campaignId } = draft;
    const changed = await node.call<{ campaign: CampaignView } & Problem>(
      'PUT',
      `/v1/campaigns/${campaignId}`,
      {
        ...birthdayGift(couponId, { name: '会员生日礼' }),
        baseVersion: 1,
      },
    );
    expect(changed).toMatchObject({ status: 200, body: { campaign: { name: '会员生日礼', version: 2 } } });
    const late = await node.call<Problem>('PUT', `/v1/campaigns/${campaignId}`, {
      ...birthdayGift(couponId, { name: '同事的名字' }),
      baseVersion: 1,
    });
    expect([late.status, late.body.code]).toEqual([409, 'conflict']);

    const started = await move(changed.body.campaign, 'start');
    expect(started).toMatchObject({ status: 200, body: { campaign: { state: 'running', version: 3 } } });
    const frozen = await node.call<Problem>('PUT', `/v1/campaigns/${campaignId}`, {
      ...birthdayGift(couponId, { holdoutShare: 0.1, audience: { kind: 'habits', rule: { minOrders: 1 } } }),
      baseVersion: 3,
    });
    expect(frozen.status).toBe(400);
    expect(frozen.body.errors.map(({ path }) => path)).toEqual(['audience', 'holdoutShare']);

    const people = [];
    for (let count = 0; count < 5; count += 1) people.push(await shopper(database, { birthday: '11-24' }));
    // Whatever is drawn, both groups have somebody.
    for (const [person, arm] of [
      [people[0], 'gift'],
      [people[1], 'holdout'],
    ] as const)
      await database.prisma.assignment.create({
        data: { campaignId, customerId: person?.customerId ?? '', arm, assignedAt: at.now },
      });
    await node.tick();
    const groups = await database.prisma.assignment.findMany({ where: { campaignId } });
    expect(groups).toHaveLength(5);
    const reached = new Set(groups.filter(({ arm }) => arm === 'gift').map(({ customerId }) => customerId));
    for (const { customerId, told } of people)
      expect(await told()).toEqual(reached.has(customerId) ? ['林女士，生日快乐，送您满100减20', null] : []);

    passes(hour);
    const [buyer = ''] = reached;
    const offer = await database.prisma.offer.findFirstOrThrow({ where: { customerId: buyer } });
    await node.coupons.respond(buyer, offer.id, 'opened', at.now);
    const { code } = await node.coupons.respond(buyer, offer.id, 'accepted', at.now);
    passes(hour);
    const { externalId: customerId } = await database.prisma.customer.findUniqueOrThrow({
      where: { id: buyer },
    });
    const product = await rows.product();
    const redeemed = await node.call(
      'POST',
      `/v1/coupons/${code}/redeem`,
      {
        orderReference: 'O-1',
        customerId,
        idempotencyKey: newId(),
        cart: {
          lines: [{ lineId: '1', productId: product.externalId, quantity: 2, unitPriceMinor: 10_000 }],
        },
      },
      await node.couponKey(),
    );
    expect(redeemed, JSON.stringify(redeemed.body)).toMatchObject({ status: 200 });
    await rows.order(buyer, [product.id], {
      at: at.now,
      status: 'paid',
      quantity: 2,
      totalMinor: 18_000,
      discountMinor: 2000,
    } as never);
    passes(hour);
    const held = groups.filter(({ arm }) => arm === 'holdout').length;

    const { body } = await node.call<ExperimentReport>('GET', `/v1/campaigns/${campaignId}/report`);
    const report = experimentReport.parse(body);
    const of = (id: string) => report.groups.find((group) => group.id === id);
    expect(of('gift')).toMatchObject({
      customers: reached.size,
      triggered: reached.size,
      exposed: reached.size,
      offered: reached.size,
      seen: 1,
      claimed: 1,
      redeemed: 1,
      converted: 1,
      revenueMinor: 18_000,
      costMinor: 2000,
    });
    expect(of('holdout')).toMatchObject({
      customers: held,
      triggered: held,
      exposed: 0,
      offered: 0,
      claimed: 0,
      converted: 0,
      revenueMinor: 0,
    });
    const again = await node.call<ExperimentReport>('GET', `/v1/experiments/${campaignId}/report`);
    expect(experimentReport.parse(again.body)).toEqual(report);
    const { claimedCount } = await database.prisma.coupon.findUniqueOrThrow({ where: { id: couponRowId } });
    expect(claimedCount).toBe(1);
  }, 60_000);

  it('reaches nobody while it is paused, goes on, ends for good, and lives on as a copy', async () => {
    const reminder = {
      ...birthdayGift('', {}),
      name: '催付',
      delivery: { kind: 'trigger', on: 'unpaid-order', afterMinutes: 20 },
      arms: [{ id: 'a', weight: 1, message: '订单 {订单号} 还没付款' }],
      holdoutShare: 0.01,
    };
    const draft = await made(reminder);
    await database.prisma.campaign.update({
      where: { id: draft.campaignId },
      data: { holdoutShare: 0 },
    });
    const one = await shopper(database, { agreed: false });
    await unpaid(database, one.customerId, ago(25 * minute));
    await node.tick();
    expect(await one.told()).toEqual([]);

    const paused = await move((await move(draft, 'start')).body.campaign, 'pause');
    expect(paused.body.campaign.state).toBe('paused');
    await node.tick();
    expect([await one.told(), await states(database)]).toEqual([[], []]);

    const running = await move(paused.body.campaign, 'start');
    await node.tick();
    expect(await one.told()).toHaveLength(1);
    passes(4 * hour);
    const rests = await move(running.body.campaign, 'pause');
    await node.tick();
    expect(await one.told()).toHaveLength(1);

    const ended = await move(rests.body.campaign, 'end');
    expect(ended.body.campaign.state).toBe('ended');
    expect((await move(ended.body.campaign, 'start')).status).toBe(409);
    const copied = await post(`/v1/campaigns/${draft.campaignId}/copy`, { name: '催付二' });
    expect(copied).toMatchObject({
      status: 201,
      body: { campaign: { name: '催付二', state: 'draft', delivery: reminder.delivery } },
    });
    expect((await node.call('DELETE', `/v1/campaigns/${draft.campaignId}`)).status).toBe(409);
    const own = `/v1/campaigns/${copied.body.campaign.campaignId}`;
    expect((await node.call('DELETE', own)).status).toBe(204);
    const list = await node.call<{ items: CampaignView[] }>('GET', '/v1/campaigns?state=ended&limit=1');
    expect(list.body.items.map(({ name }) => name)).toEqual(['催付']);
  });
});

describe('a campaign that is not right', () => {
  const noSegment = newId();
  const arm = { id: 'a', weight: 1, message: '{称呼}，您好' };
  const wrong: [string, object, string][] = [
    [
      'a segment that is not there',
      { audience: { kind: 'segment', segmentId: noSegment } },
      'audience.segmentId',
    ],
    [
      'one deep in a rule',
      {
        audience: {
          kind: 'rule',
          rule: { kind: 'all', rules: [{ kind: 'not', rule: { kind: 'segment', segmentId: noSegment } }] },
        },
      },
      'audience.rule.rules.0.rule.segmentId',
    ],
    [
      'a coupon that is not there',
      { arms: [{ ...arm, offer: { kind: 'coupon', couponId: 'nothing' } }] },
      'arms.0.offer.couponId',
    ],
    ['an end before the start', { endsAt: '2026-11-19T00:00:00+08:00' }, 'endsAt'],
    ['an end that is no moment', { endsAt: 'soon' }, 'endsAt'],
    ['a weight of zero', { arms: [{ ...arm, weight: 0 }] }, 'arms.0.weight'],
    ['nine arms', { arms: Array.from({ length: 9 }, (_, id) => ({ ...arm, id: `a${id}` })) }, 'arms'],
    ['two arms of one name', { arms: [arm, arm] }, 'arms.1.id'],
    ['an unknown variable', { arms: [{ ...arm, message: '{昵称}，您好' }] }, 'arms.0.message'],
    ['an open brace', { arms: [{ ...arm, message: '{称呼，您好' }] }, 'arms.0.message'],
    ['a message of nothing', { arms: [{ ...arm, message: ' ' }] }, 'arms.0.message'],
    [
      'people chosen by their health',
      { audience: { kind: 'rule', rule: { kind: 'tag', values: ['糖尿病'] } } },
      'audience.rule.values.0',
    ],
    [
      'tiers that tell of it',
      { audience: { kind: 'habits', rule: { memberTiers: ['孕期会员'] } } },
      'audience.rule.memberTiers.0',
    ],
    ['a layer that ends before it begins', { layer: { name: '大促', from: 0.6, to: 0.4 } }, 'layer.to'],
    ['nobody to compare with', { holdoutShare: 0 }, 'holdoutShare'],
    ['no name', { name: ' ' }, 'name'],
    ['a field that there is not', { discount: 5 }, 'discount'],
  ];
  it.each(wrong)('with %s is refused by that field, and nothing is kept', async (_, changes, path) => {
    const before = await database.prisma.campaign.count();
    const valid = birthdayGift('', { arms: [arm] });
    const { status, body } = await post('/v1/campaigns', { ...valid, ...changes });
    expect([status, body.code]).toEqual([400, 'invalid-input']);
    expect(body.errors.map((error) => error.path)).toContain(path);
    for (const { message } of body.errors) expect(message.length).toBeGreaterThan(3);
    expect(await database.prisma.campaign.count()).toBe(before);
  });

  it('is not started beside another part of its layer, nor with a coupon that is not given out', async () => {
    const layer = (from: number, to: number) =>
      birthdayGift('', { arms: [arm], layer: { name: '大促', from, to } });
    expect((await move(await made({ ...layer(0, 0.5), name: '上半' }), 'start')).status).toBe(200);
    const other = await made(layer(0.4, 1));
    expect(other.warnings.join('')).toContain('互斥层「大促」里重叠');
    const clash = await move(other, 'start');
    expect(clash.status).toBe(400);
    expect(clash.body.errors).toEqual([
      { path: 'layer', message: '和活动「上半」在互斥层「大促」里重叠了，请错开两边的范围' },
    ]);
    expect((await move(await made(layer(0.5, 1)), 'start')).status).toBe(200);

    const { externalId, id } = await coupon({ status: 'draft' });
    const early = await made(birthdayGift(externalId));
    const refused = await move(early, 'start');
    expect(refused.body.errors).toMatchObject([{ path: 'arms.0.offer.couponId' }]);
    await database.prisma.coupon.update({ where: { id }, data: { status: 'active' } });
    expect((await move(early, 'start')).body.campaign.state).toBe('running');
  });
});

describe('experiments over HTTP', () => {
  it('counts exactly the rows of each arm, by the intention to treat, and knows only its own customers', async () => {
    const two = birthdayGift('', {
      name: '两种说法',
      arms: [
        { id: 'warm', weight: 1, message: '{称呼}，生日快乐' },
        { id: 'short', weight: 3, message: '生日快乐' },
      ],
      holdoutShare: 0.2,
    });
    const { campaignId } = await made(two);
    const product = await rows.product();
    const assigned = ago(3 * day);
    const put = async (arm: string, index: number) => {
      const { id: customerId } = await rows.customer();
      const bought = index % 2 === 0;
      const exposed = arm !== 'holdout' && index < 6;
      await database.prisma.assignment.create({
        data: {
          campaignId,
          customerId,
          arm,
          assignedAt: assigned,
          triggeredAt: assigned,
          ...(exposed ? { exposedAt: assigned } : {}),
        },
      });
      // Before it, in it, cancelled in it: only the middle one counts.
      await rows.order(customerId, [product.id], { at: ago(5 * day), unitPriceMinor: 700 });
      if (bought) await rows.order(customerId, [product.id], { at: ago(day), unitPriceMinor: 1000 + index });
      await rows.order(customerId, [product.id], { at: ago(day), status: 'cancelled' });
      if (index === 0)
        await database.prisma.consent.create({
          data: {
            visitorId: (await rows.visitor(customerId)).id,
            customerId,
            purpose: 'marketing',
            granted: false,
            source: 'chat',
            textVersion: '1',
            createdAt: ago(2 * day),
          },
        });
    };
    for (const arm of ['warm', 'short', 'holdout'])
      for (let index = 0; index < 8; index += 1) await put(arm, index);

    const { status, body } = await node.call('GET', `/v1/experiments/${campaignId}/report`);
    expect(status).toBe(200);
    const report = experimentReport.parse(body);
    expect(report).toMatchObject({ campaignId, name: '两种说法', control: 'holdout', stillOpen: 24 });
    const same = { customers: 8, triggered: 8, converted: 4, unsubscribes: 1, revenueMinor: 4012 };
    expect(report.groups).toMatchObject([
      { id: 'holdout', share: 0.2, exposed: 0, ...same },
      { id: 'warm', share: expect.closeTo(0.2, 9), exposed: 6, ...same },
      { id: 'short', share: expect.closeTo(0.6, 9), exposed: 6, ...same },
    ]);
    for (const { conversion, revenue, incrementalOrders } of report.comparisons) {
      expect([conversion.value, revenue.value, incrementalOrders.value]).toEqual(
        [0, 0, 0].map((zero) => expect.closeTo(zero, 9)),
      );
      expect(conversion.low).toBeLessThan(0);
      expect(conversion.high).toBeGreaterThan(0);
    }
    expect(report.sampleRatio.broken).toBe(false);
  });

  it('of nothing, and of what is no id, is refused; the share of the global holdout is kept within bounds', async () => {
    expect((await node.call('GET', `/v1/experiments/${newId()}/report`)).status).toBe(404);
    expect((await node.call('GET', '/v1/experiments/first/report')).status).toBe(400);
    const change = (share: unknown) =>
      node.call<{ share: number } & Problem>('PUT', '/v1/experiments/global-holdout', { share });
    expect((await change(0.05)).body).toEqual({ share: 0.05 });
    expect((await change(0.6)).body.errors[0]?.path).toBe('share');
    expect((await node.call('GET', '/v1/experiments/global-holdout')).body).toEqual({ share: 0.05 });
    expect((await change(0)).status).toBe(200);
  });
});
