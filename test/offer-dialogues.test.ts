import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { exclusion, type OfferTrace } from '../src/contract/campaigns.js';
import { createConsentStore } from '../src/customers/consent-store.js';
import { packageRoot } from '../src/platform/package-root.js';
import { at, content, deskOn, running, triggered, unpaid } from './campaign-world.js';
import { openTestShop, type TestShop } from './shop.js';

const names = z.array(z.string()).default([]);
/** What a customer says in a situation, and what must and must not be offered beside the answer. */
const offerDialogue = z.strictObject({
  title: z.string().min(1),
  /** Whose cat food runs out about now, and who is in the audience of `campaign-restock`. */
  who: z.string().default('C1002'),
  say: z.string().default('推荐点东西'),
  given: z.strictObject({
    consent: z.boolean(),
    /** To advertising; absent: never asked. */
    marketing: z.boolean().optional(),
    /** Of the shop. */
    hour: z.int().default(14),
    /** Campaigns in whose arm, or holdout, the customer was drawn. */
    arms: names,
    heldOut: names,
    dismissed: names,
    offersMade: z.int().default(0),
    /** Coupons whose budget is gone. */
    spent: names,
  }),
  expect: z.strictObject({
    offered: z.string().optional(),
    notOffered: names,
    /** Why there was nothing at all, in the trace. */
    excluded: exclusion.optional(),
    /** Why one of the coupons was left out. */
    considered: exclusion.optional(),
    loggedAsHeldOut: z.string().optional(),
    text: z.string().optional(),
    /** Consent to advertising afterwards. */
    marketing: z.boolean().optional(),
  }),
});

const folder = join(packageRoot(), 'test', 'dialogues', 'offers');
const files = (await readdir(folder)).filter((name) => name.endsWith('.yml')).sort();
const dialogues = await Promise.all(
  files.map(async (file) => ({
    file,
    ...offerDialogue.parse(parse(await readFile(join(folder, file), 'utf8'))),
  })),
);

/** Ahead of the real clock, so that it is the wanted hour in Shanghai. */
let ahead = 0;
const clock = () => new Date(Date.now() + ahead);
const hourMs = 3_600_000;
function setHour(hour: number): void {
  const local = (Date.now() + 8 * hourMs) % (24 * hourMs);
  ahead = (hour * hourMs + hourMs / 2 - local + 48 * hourMs) % (24 * hourMs);
}

let shop: TestShop;
beforeAll(async () => {
  setHour(14);
  shop = await openTestShop({ clock });
  // What campaigns say first has tests of its own; here it would come in between.
  await shop.prisma.campaign.updateMany({
    where: { externalId: { in: ['campaign-unpaid', 'campaign-delivered'] } },
    data: { state: 'ended' },
  });
}, 300_000);
afterAll(() => shop?.close());

const couponId = async (externalId: string) =>
  (await shop.prisma.coupon.findUniqueOrThrow({ where: { externalId } })).id;

async function arrange(
  conversationId: string,
  given: z.output<typeof offerDialogue>['given'],
): Promise<string> {
  const { prisma } = shop;
  setHour(given.hour);
  const { customerId, visitorId } = await prisma.conversation.update({
    where: { id: conversationId },
    data: { state: 'bot', dialogue: { misses: 0 }, version: { increment: 1 } },
    select: { customerId: true, visitorId: true },
  });
  if (!customerId) throw new Error('The shopper is nobody known.');
  for (const table of ['consent', 'offer', 'assignment', 'campaignContact'] as const)
    await (prisma[table] as typeof prisma.consent).deleteMany({ where: { customerId } });
  await prisma.coupon.updateMany({ data: { spentMinor: 0 } });
  const consents = createConsentStore({ prisma }, () => new Date());
  const person = { customerId, visitorId, source: 'settings' };
  if (given.consent) await consents.record({ ...person, purpose: 'personalization', granted: true });
  if (given.marketing !== undefined)
    await consents.record({ ...person, purpose: 'marketing', granted: given.marketing });
  for (const [group, campaigns] of [
    ['restock', given.arms],
    ['holdout', given.heldOut],
  ] as const)
    for (const externalId of campaigns) {
      const { id: campaignId } = await prisma.campaign.findUniqueOrThrow({ where: { externalId } });
      await prisma.assignment.create({
        data: { campaignId, customerId, arm: group, assignedAt: new Date() },
      });
    }
  const daysAgo = (days: number) => new Date(clock().getTime() - days * 24 * hourMs);
  for (const externalId of given.dismissed)
    await prisma.offer.create({
      data: { customerId, couponId: await couponId(externalId), state: 'dismissed', createdAt: daysAgo(90) },
    });
  for (let made = 0; made < given.offersMade; made += 1)
    await prisma.offer.create({
      data: {
        customerId,
        couponId: await couponId('coupon-birthday'),
        reason: '它正好能用',
        createdAt: daysAgo(made + 1),
      },
    });
  for (const externalId of given.spent) {
    const { id, budgetMinor } = await prisma.coupon.findUniqueOrThrow({ where: { externalId } });
    await prisma.coupon.update({ where: { id }, data: { spentMinor: budgetMinor } });
  }
  return customerId;
}

async function traceOf(conversationId: string, aboutSequence: number) {
  for (let waited = 0; waited < 10_000; waited += 20) {
    const where = { conversationId_aboutSequence: { conversationId, aboutSequence } };
    const row = await shop.prisma.trace.findUnique({ where, select: { content: true } });
    if (row) return row.content as unknown as { offers?: OfferTrace; why: string };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('The turn did not end within 10 s.');
}

describe('offers beside answers', () => {
  // One choice in ten tries another coupon on purpose; where a certain one is expected, shown or held out, up to five times
  // are tried.
  it.each(dialogues)('$file: $title', async ({ who, say, given, expect: wanted }) => {
    const shopper = await shop.shopper(who);
    const isCertain = wanted.loggedAsHeldOut || (wanted.offered && wanted.offered !== 'none');
    const tries = isCertain ? 5 : 1;
    for (let attempt = 1; ; attempt += 1) {
      const customerId = await arrange(shopper.conversationId, given);
      const { sequence } = await shopper.send(say);
      const trace = await traceOf(shopper.conversationId, sequence);
      const said = (await shopper.history()).filter(
        (one) => one.sequence > sequence && one.from !== 'shopper',
      );
      const told = JSON.stringify({ why: trace.why, offers: trace.offers, said });
      const offered = said.flatMap(({ card }) =>
        card?.kind === 'coupon' && card.coupon.state === 'offered' ? [card.coupon.couponId] : [],
      );
      const heldOut = await shop.prisma.assignment.findMany({
        where: { customerId, arm: 'holdout', triggeredAt: { not: null } },
        select: { exposedAt: true, campaign: { select: { externalId: true } } },
      });
      const isAsWanted =
        (!wanted.offered || offered.includes(wanted.offered)) &&
        (!wanted.loggedAsHeldOut ||
          heldOut.some(({ campaign }) => campaign.externalId === wanted.loggedAsHeldOut));
      if (attempt < tries && !isAsWanted) continue;
      expect(said.length, told).toBeGreaterThan(0);
      if (wanted.offered === 'none') expect(offered, told).toEqual([]);
      else if (wanted.offered) expect(offered, told).toEqual([wanted.offered]);
      for (const id of wanted.notOffered) expect(offered, told).not.toContain(id);
      if (wanted.excluded) expect(trace.offers?.excluded, told).toBe(wanted.excluded);
      if (wanted.considered)
        expect(
          trace.offers?.considered.map(({ excluded }) => excluded),
          told,
        ).toContain(wanted.considered);
      if (wanted.text) expect(said.map(({ text }) => text).join('\n'), told).toContain(wanted.text);
      if (wanted.loggedAsHeldOut)
        expect(heldOut, told).toContainEqual({
          exposedAt: null,
          campaign: { externalId: wanted.loggedAsHeldOut },
        });
      if (wanted.marketing !== undefined) {
        const newest = await shop.prisma.consent.findFirst({
          where: { customerId, purpose: 'marketing' },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        });
        expect(newest?.granted).toBe(wanted.marketing);
      }
      const made = await shop.prisma.offer.findMany({
        where: { customerId, conversationId: shopper.conversationId },
      });
      expect(made).toHaveLength(offered.length);
      for (const { propensity } of made) expect(propensity).toBeGreaterThan(0);
      break;
    }
    shopper.close();
  });
});

describe('while a person talks', () => {
  it('nothing unasked comes into the chat, TD in a burst is honoured, and afterwards reminders go on', async () => {
    const { prisma } = shop;
    const shopper = await shop.shopper('C1004');
    const { conversationId } = shopper;
    const none = { heldOut: [], dismissed: [], offersMade: 0, spent: [] };
    const given = { consent: true, marketing: true, hour: 13, arms: ['campaign-restock'], ...none };
    const customerId = await arrange(conversationId, given);
    const database = { kind: 'embedded' as const, prisma, close: async () => {} };
    const { keeper } = deskOn(database);
    const look = async (later: number) => {
      ahead += later;
      at.now = clock();
      await keeper.tick();
      return prisma.campaignContact.findMany({
        where: { customerId },
        orderBy: { trigger: 'asc' },
        select: { trigger: true, state: true, why: true },
      });
    };
    at.now = clock();
    await prisma.order.deleteMany({ where: { customerId, status: 'unpaid' } });
    const order = await unpaid(database, customerId, new Date(at.now.getTime() - 25 * 60_000));
    const birthday = new Date(at.now.getTime() + 8 * hourMs).toISOString().slice(5, 10);
    await prisma.customer.update({ where: { id: customerId }, data: { birthday } });
    const daysFrom = (days: number) => new Date(at.now.getTime() + days * 24 * hourMs).toISOString();
    const period = { startsAt: daysFrom(-1), endsAt: daysFrom(2) };
    await running(database, { ...content(), ...period });
    await running(database, { ...triggered('birthday', '{称呼}，生日快乐'), ...period });

    await shopper.done('conversation.requestHuman', {});
    const agent = await shop.staff('agent1@demo.local');
    const planned = (why: string) => [
      { trigger: 'birthday', state: 'planned', why },
      { trigger: 'unpaid-order', state: 'planned', why },
    ];
    expect(await look(0)).toEqual(planned('with-person'));
    await agent.done('conversation.claim', { conversationId });
    const { sequence } = await shopper.send('推荐点东西');
    expect(await look(31 * 60_000)).toEqual(planned('with-person'));

    await shopper.send('TD');
    await shopper.send('谢谢');
    await expect
      .poll(
        async () =>
          (
            await prisma.consent.findFirst({
              where: { customerId, purpose: 'marketing' },
              orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
            })
          )?.granted,
        { timeout: 8_000 },
      )
      .toBe(false);
    const said = (await shopper.history()).filter((one) => one.sequence > sequence);
    expect(said.map(({ from }) => from)).toEqual(['shopper', 'shopper']);
    expect(await prisma.offer.count({ where: { conversationId } })).toBe(0);

    await agent.done('conversation.close', { conversationId, disposition: '已解决' });
    expect(await look(31 * 60_000)).toEqual([
      { trigger: 'birthday', state: 'dropped', why: 'no-consent' },
      { trigger: 'unpaid-order', state: 'sent', why: '' },
    ]);
    const reminders = (await shopper.history()).filter(({ text }) => text?.includes('还没付款'));
    expect(reminders.map(({ text }) => text)).toEqual([`订单 ${order.externalId}（买过的东西）还没付款`]);
    agent.close();
    shopper.close();
  });
});
