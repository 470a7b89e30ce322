import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CampaignContent, CampaignTrigger } from '../src/contract/campaigns.js';
import type { OutwardMessage } from '../src/marketing/campaigns/contact-store.js';
import type { Database } from '../src/platform/database.js';
import { type CampaignNode, openCampaignNode } from './campaign-node.js';
import {
  ago,
  at,
  clock,
  content,
  day,
  hour,
  minute,
  running,
  shopper,
  startOver,
  states,
  triggered,
} from './campaign-world.js';
import { openTestDatabase } from './database.js';
import { type ShopRows, shopRows } from './shop-rows.js';
import { isSignedHook, openHookReceiver } from './webhook-receiver.js';

/** 23:00 and 8:00 of the next day in Shanghai. */
const night = new Date('2026-11-24T15:00:00Z');
const morning = new Date('2026-11-25T00:00:00Z');

let database: Database;
let node: CampaignNode;
let rows: ShopRows;
let shop: Awaited<ReturnType<typeof openHookReceiver>>;
let secret: string;
beforeAll(async () => {
  database = await openTestDatabase();
  node = await openCampaignNode(database, clock);
  rows = shopRows(database.prisma);
  shop = await openHookReceiver();
  const { status, body } = await node.call<{ hookSecret: string }>('PUT', '/v1/campaign-settings', {
    hookUrl: shop.url,
    channel: 'sms',
  });
  expect(status).toBe(200);
  secret = body.hookSecret;
});
afterAll(async () => {
  shop?.close();
  await node?.close();
  await database?.close();
});
beforeEach(async () => {
  await startOver(database);
  for (const table of ['customerProfile', 'webhookDelivery', 'consent'] as const)
    await (database.prisma[table] as typeof database.prisma.consent).deleteMany();
  shop.got.length = 0;
});

type Shopper = Awaited<ReturnType<typeof shopper>>;

const profile = (customerId: string, data: object) =>
  database.prisma.customerProfile.create({
    data: { customerId, asOf: ago(hour), modelVersion: 1, personal: true, ...data },
  });
const withdraw = ({ customerId, visitorId }: Shopper) =>
  node.consents.record({ customerId, visitorId, purpose: 'marketing', granted: false, source: 'chat' });
const order = async (customerId: string, data: object) => {
  const product = await rows.product();
  return rows.order(customerId, [product.id], { at: clock(), status: 'paid', ...data });
};

interface Situation {
  campaign: () => CampaignContent;
  /** What has to happen to a customer. */
  happens: (one: Shopper) => Promise<unknown>;
  /** What takes the reason away before the message goes out. */
  undone: (one: Shopper) => Promise<unknown>;
  text: string;
  /** About an order of theirs: needs no consent, and stays in the chat. */
  service?: true;
}
const message = (on: CampaignTrigger, text: string) => triggered(on as 'birthday', text);
const catFood = new Map<string, string>();

const situations: Record<string, Situation> = {
  delivered: {
    campaign: () => message('delivered', '{商品}送到了，用着有问题随时找我们'),
    happens: ({ customerId }) =>
      order(customerId, { at: ago(3 * day), status: 'delivered', deliveredAt: ago(3 * hour) }),
    undone: ({ customerId }) =>
      database.prisma.order.updateMany({ where: { customerId }, data: { status: 'refunding' } }),
    text: '买过的东西送到了，用着有问题随时找我们',
    service: true,
  },
  replenishment: {
    campaign: () => message('replenishment', '{商品}快用完了吧'),
    async happens({ customerId }) {
      const food = await rows.product({ title: '青禾 猫粮', category: '宠物', replenishDays: 30 });
      catFood.set(customerId, food.id);
      await rows.order(customerId, [food.id], { at: ago(29 * day) });
      await profile(customerId, { replenishDueAt: new Date(clock().getTime() + day) });
    },
    undone: ({ customerId }) =>
      rows.order(customerId, [catFood.get(customerId) ?? ''], { at: clock(), status: 'paid' }),
    text: '青禾 猫粮快用完了吧',
  },
  'churn-risk': {
    campaign: () => message('churn-risk', '{称呼}，好久不见'),
    happens: ({ customerId }) => profile(customerId, { churn: 0.8 }),
    undone: ({ customerId }) => order(customerId, {}),
    text: '林女士，好久不见',
  },
  once: {
    campaign: () =>
      content({
        delivery: { kind: 'once' },
        arms: [{ id: 'a', weight: 1, message: '{称呼}，周年庆开始了', offer: { kind: 'none' } }],
      }),
    happens: async () => {},
    undone: withdraw,
    text: '林女士，周年庆开始了',
  },
};

describe.each(Object.entries(situations))('%s', (_, { campaign, happens, undone, text, service }) => {
  it('is said once, in the morning, to whoever it is still true of, and the shop’s server is told', async () => {
    at.now = night;
    const campaignId = await running(database, campaign());
    const [one, refused, heldOut, gone] = [
      await shopper(database),
      await shopper(database, { agreed: false }),
      await shopper(database),
      await shopper(database),
    ];
    for (const each of [one, refused, heldOut, gone]) await happens(each);
    await database.prisma.assignment.create({
      data: { campaignId, customerId: heldOut.customerId, arm: 'holdout', assignedAt: clock() },
    });
    const everybody = () => Promise.all([one, refused, heldOut, gone].map(({ told }) => told()));

    await node.tick();
    await node.deliver();
    expect([await everybody(), shop.got]).toEqual([[[], [], [], []], []]);
    await undone(gone);
    at.now = new Date(morning.getTime() - minute);
    await node.tick();
    expect((await everybody()).flat()).toEqual([]);

    at.now = morning;
    await node.tick();
    // Another process, and the same again after a restart.
    const restarted = await openCampaignNode(database, clock);
    await restarted.tick();
    await node.tick();
    expect(await everybody()).toEqual([[text], service ? [text] : [], [], []]);
    await restarted.close();

    const groups = await database.prisma.assignment.findMany({ where: { campaignId } });
    const of = (each: Shopper) => groups.find(({ customerId }) => customerId === each.customerId);
    expect(of(one)).toMatchObject({ arm: 'a', triggeredAt: morning, exposedAt: morning });
    expect(of(heldOut)).toMatchObject({ arm: 'holdout', triggeredAt: morning, exposedAt: null });
    expect([of(gone), service ? undefined : of(refused)]).toEqual([undefined, undefined]);

    await Promise.all([node.deliver(), node.deliver()]);
    const { externalId } = await database.prisma.customer.findUniqueOrThrow({
      where: { id: one.customerId },
    });
    expect(shop.got.map(({ data }) => data.customerId)).toEqual(service ? [] : [externalId]);
    for (const hook of shop.got) {
      const contact = await database.prisma.campaignContact.findFirstOrThrow({
        where: { customerId: one.customerId, campaignId },
      });
      expect(hook).toMatchObject({
        topic: 'campaign.message',
        data: { deliveryKey: contact.id, text, channel: 'sms', campaign: campaignId },
      });
      expect(isSignedHook(secret, hook, clock().getTime() / 1000)).toBe(true);
    }
  });
});

describe('what has happened, told again', () => {
  it('a delivery that the shop reports twice, and a day that is computed anew over the end of a month, are said once', async () => {
    await running(database, (situations.delivered as Situation).campaign());
    await running(database, (situations.replenishment as Situation).campaign());
    const one = await shopper(database);
    for (const kind of ['delivered', 'replenishment']) await situations[kind]?.happens(one);
    await node.tick();
    expect(await one.told()).toHaveLength(2);
    await database.prisma.order.updateMany({
      where: { customerId: one.customerId, status: 'delivered' },
      data: { status: 'completed', deliveredAt: ago(2 * hour) },
    });
    at.now = new Date('2026-11-29T06:00:00Z');
    await database.prisma.customerProfile.updateMany({
      data: { replenishDueAt: new Date('2026-12-01T06:00:00Z') },
    });
    await node.tick();
    expect(await one.told()).toHaveLength(2);
  });

  it('whoever has bought again since the profile was computed is told neither that it runs out nor that they are missed', async () => {
    const one = await shopper(database);
    await situations.replenishment?.happens(one);
    await database.prisma.customerProfile.updateMany({ data: { churn: 0.9 } });
    const other = await rows.product({ category: '宠物', replenishDays: 20 });
    await rows.order(one.customerId, [other.id], { at: ago(10 * minute), status: 'unpaid' });
    for (const kind of ['replenishment', 'churn-risk'])
      await running(database, (situations[kind] as Situation).campaign());
    await node.tick();
    expect([await one.told(), await states(database)]).toEqual([[], []]);
    await database.prisma.order.updateMany({ where: { status: 'unpaid' }, data: { status: 'cancelled' } });
    await node.tick();
    expect(await one.told()).toEqual(['青禾 猫粮快用完了吧']);
  });
});

describe('all campaigns together', () => {
  it('advertise three times a week to one customer at most; what is about an order of theirs is said beside', async () => {
    const one = await shopper(database);
    for (const [kind, priority] of [
      ['replenishment', 3],
      ['churn-risk', 2],
      ['once', 1],
      ['once', -1],
    ] as const)
      await running(database, { ...(situations[kind] as Situation).campaign(), priority });
    await running(database, (situations.delivered as Situation).campaign());
    await profile(one.customerId, { churn: 0.8, replenishDueAt: new Date(clock().getTime() + day) });
    const food = await rows.product({ title: '青禾 猫粮', replenishDays: 30 });
    await rows.order(one.customerId, [food.id], { at: ago(29 * day) });
    await situations.delivered?.happens(one);
    await node.tick();
    expect((await one.told()).sort()).toEqual(
      ['delivered', 'replenishment', 'churn-risk', 'once'].map((kind) => situations[kind]?.text).sort(),
    );
    expect((await states(database)).filter((state) => state !== 'sent')).toEqual(['dropped: fatigue']);
    at.now = new Date(at.now.getTime() + 8 * day);
    await running(database, (situations.once as Situation).campaign());
    await node.tick();
    expect(await one.told()).toHaveLength(5);
  });

  it('of a segment reach only whoever still belongs to it and agrees to its figures when it is sent', async () => {
    at.now = night;
    const { body } = await node.call<{ campaign: { campaignId: string; version: number } }>(
      'POST',
      '/v1/campaigns',
      {
        ...(situations.once as Situation).campaign(),
        audience: { kind: 'rule', rule: { kind: 'number', figure: 'churn', op: 'at-least', value: 0.5 } },
      },
    );
    const { campaignId } = body.campaign;
    await node.call('POST', `/v1/campaigns/${campaignId}/start`, { baseVersion: 1 });
    await database.prisma.campaign.update({ where: { id: campaignId }, data: { holdoutShare: 0 } });
    const [one, withdrawn, moved, never] = [
      await shopper(database),
      await shopper(database),
      await shopper(database),
      await shopper(database),
    ];
    for (const { customerId } of [one, withdrawn, moved]) await profile(customerId, { churn: 0.8 });
    await node.tick();
    expect(await states(database)).toEqual(['planned', 'planned', 'planned']);
    const { customerId, visitorId } = withdrawn;
    await node.consents.record({
      ...{ customerId, visitorId, purpose: 'personalization', granted: false, source: 'settings' },
    });
    await database.prisma.customerProfile.update({
      where: { customerId: moved.customerId },
      data: { churn: 0.1 },
    });
    at.now = morning;
    await node.tick();
    expect(await Promise.all([one, withdrawn, moved, never].map(({ told }) => told()))).toEqual([
      ['林女士，周年庆开始了'],
      [],
      [],
      [],
    ]);
    expect((await states(database)).sort()).toEqual([
      'dropped: not-in-audience',
      'dropped: not-in-audience',
      'sent',
    ]);
  });
});

describe('campaign.message over the network', () => {
  const birthday = async () => {
    await running(database, message('birthday', '{称呼}，生日快乐'));
    return shopper(database, { birthday: '11-24' });
  };
  const waiting = () => database.prisma.webhookDelivery.findMany({ where: { state: 'waiting' } });
  const later = (milliseconds: number) => {
    at.now = new Date(at.now.getTime() + milliseconds);
  };

  it('that was not taken is told again under the same ids until it is, and then no more', async () => {
    await birthday();
    shop.answers.push(500, 503);
    await node.tick();
    for (const pause of [0, 10_000, minute, 6 * hour]) {
      later(pause);
      await node.deliver();
    }
    expect(shop.got).toHaveLength(3);
    expect(new Set(shop.got.map(({ delivery }) => delivery)).size).toBe(1);
    expect(new Set(shop.got.map(({ data }) => (data as unknown as OutwardMessage).deliveryKey)).size).toBe(1);
    expect(await waiting()).toEqual([]);
  });

  it('waits while the campaign is paused and through the night, and is dropped when it is too late or refused meanwhile', async () => {
    const one = await birthday();
    shop.answers.push(500, 500);
    await node.tick();
    await node.deliver();
    await database.prisma.campaign.updateMany({ where: { state: 'running' }, data: { state: 'paused' } });
    later(10_000);
    await node.deliver();
    expect([shop.got.length, (await waiting())[0]?.attempts]).toEqual([1, 1]);
    await database.prisma.campaign.updateMany({ where: { state: 'paused' }, data: { state: 'running' } });
    at.now = new Date('2026-11-24T14:30:00Z');
    await node.deliver();
    expect(await waiting()).toMatchObject([{ attempts: 1, nextAttemptAt: morning }]);
    // Nobody is wished a happy birthday the day after.
    at.now = morning;
    await node.deliver();
    expect([shop.got.length, await waiting()]).toEqual([1, []]);

    await startOver(database);
    await withdraw(one);
    const other = await birthday();
    shop.answers.length = 0;
    await node.tick();
    expect([await one.told(), await other.told()].map(({ length }) => length)).toEqual([1, 1]);
    await withdraw(other);
    await node.deliver();
    expect([shop.got.length, await waiting()]).toEqual([1, []]);
  });

  it('may not be sent into a private network, unless whoever runs the server allows it', async () => {
    const put = (at: CampaignNode, hookUrl: string) =>
      at.call<{ errors: { path: string }[] }>('PUT', '/v1/campaign-settings', { hookUrl });
    for (const hookUrl of ['https://10.1.2.3/hook', 'https://[fd00::1]/hook', 'http://shop.example/hook'])
      expect(await put(node, hookUrl)).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'hookUrl' }] },
      });
    const open = await openCampaignNode(database, clock, { PRIVATE_HOOKS: 'true' });
    expect((await put(open, 'https://10.1.2.3/hook')).status).toBe(200);
    await open.close();
    // What was allowed once is not sent where it is not allowed now.
    await birthday();
    await node.tick();
    await node.deliver();
    expect(await waiting()).toMatchObject([{ lastError: 'the address is in a private network' }]);
    expect((await put(node, shop.url)).status).toBe(200);
  });
});
