import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignDryRun, CampaignView } from '../src/contract/campaigns.js';
import type { ConsentPurpose } from '../src/contract/http.js';
import { createConsentStore } from '../src/customers/consent-store.js';
import { afternoonZone } from './afternoon-zone.js';
import { type BareApp, openBareApp } from './bare-app.js';
import { deskOn } from './campaign-world.js';
import { shopRows } from './shop-rows.js';

const day = 86_400_000;
const byNobody = {
  'no-consent': 6,
  'marketing-declined': 4,
  fatigue: 3,
  'already-held': 2,
  tier: 2,
  dismissed: 2,
};
const left = 40;

describe('the dry run of a campaign', () => {
  let app: BareApp;
  let token = '';
  let couponId = '';
  const everybody: { id: string; externalId: string }[] = [];

  beforeAll(async () => {
    app = await openBareApp({ SHOP_TIME_ZONE: afternoonZone() });
    token = await app.session('admin');
    const { prisma } = app.database;
    const rows = shopRows(prisma);
    const consents = createConsentStore(app.database);
    const coupon = await rows.coupon({ memberTiers: ['regular'], personal: true, perCustomerCap: 1 });
    couponId = coupon.externalId;
    const somebody = async (said: Partial<Record<ConsentPurpose, boolean>>, tier = 'regular') => {
      const { id, externalId } = await rows.customer({ tier });
      everybody.push({ id, externalId });
      const { id: visitorId } = await rows.visitor(id);
      for (const [purpose, granted] of Object.entries(said))
        await consents.record({
          visitorId,
          customerId: id,
          purpose: purpose as ConsentPurpose,
          granted,
          source: 'settings',
        });
      return id;
    };
    const agreed = { personalization: true };
    for (let n = 0; n < left; n += 1) await somebody(agreed);
    for (let n = 0; n < 6; n += 1) await somebody(n % 2 === 0 ? {} : { personalization: false });
    for (let n = 0; n < 4; n += 1) await somebody({ ...agreed, marketing: false });
    const other = await rows.coupon();
    for (let n = 0; n < 3; n += 1) {
      const tired = await somebody(agreed);
      for (let offers = 0; offers < 3; offers += 1) await rows.offer(tired, other.id);
    }
    for (let n = 0; n < 2; n += 1) {
      await prisma.walletCoupon.create({
        data: { couponId: coupon.id, customerId: await somebody(agreed), code: `W${n}`, state: 'claimed' },
      });
      await somebody(agreed, 'gold');
      await rows.offer(await somebody(agreed), coupon.id, {
        state: 'dismissed',
        createdAt: new Date(Date.now() - 60 * day),
      });
    }
  }, 60_000);
  afterAll(() => app.close());

  async function call<T>(method: 'GET' | 'POST', url: string, payload: object = {}) {
    const response = await app.http.inject({
      method,
      url,
      headers: { authorization: `Bearer ${token}` },
      ...(method === 'POST' ? { payload } : {}),
    });
    return response.json() as T;
  }
  async function made(changes: object = {}): Promise<CampaignView> {
    const arm = (id: string, weight: number) => ({
      id,
      weight,
      message: '{称呼}，给您留了{券}',
      offer: { kind: 'coupon', couponId },
    });
    const { campaign } = await call<{ campaign: CampaignView }>('POST', '/v1/campaigns', {
      name: '回头客的券',
      goal: '请回头客再来',
      audience: { kind: 'everyone' },
      arms: [arm('a', 1), arm('b', 2)],
      holdoutShare: 0.3,
      startsAt: new Date(Date.now() - day).toISOString(),
      endsAt: new Date(Date.now() + day).toISOString(),
      ...changes,
    });
    return campaign;
  }
  const dryRun = ({ campaignId }: CampaignView) =>
    call<CampaignDryRun>('POST', `/v1/campaigns/${campaignId}/dry-run`);
  const reasons = ({ excluded }: CampaignDryRun) =>
    Object.fromEntries(excluded.map(({ reason, size }) => [reason, size]));
  const sum = (sizes: { size: number }[]) => sizes.reduce((total, { size }) => total + size, 0);

  it('counts everybody once, names every reason, and draws or tells nobody', async () => {
    const { prisma } = app.database;
    const kept = () =>
      Promise.all([
        prisma.assignment.count(),
        prisma.campaignContact.count(),
        prisma.offer.count(),
        prisma.message.count(),
        prisma.walletCoupon.count(),
      ]);
    const before = await kept();
    const run = await dryRun(await made());
    expect(run).toMatchObject({ audience: everybody.length, complete: true });
    expect(reasons(run)).toEqual(byNobody);
    expect(run.holdout).toBeGreaterThan(0);
    expect(run.arms.map(({ arm }) => arm)).toEqual(['a', 'b']);
    expect(sum(run.arms) + run.holdout).toBe(left);
    expect(sum(run.arms) + run.holdout + sum(run.excluded)).toBe(run.audience);
    // A few of every outcome, however rare, those who would get it first.
    for (const reason of [...Object.keys(byNobody), 'holdout'])
      expect(run.sample.filter(({ excluded }) => excluded === reason).length, reason).toBeGreaterThan(0);
    expect(run.sample[0]).toMatchObject({
      ...{ arm: 'a', reason: '活动面向全部顾客', name: '林**' },
      // What the coupon is expected to change; with no data of the shop's own, by an assumption.
      estimate: { by: 'stage', uplift: expect.any(Number) },
    });
    expect(await kept()).toEqual(before);
  });

  it('puts people into the groups into which they are drawn later', async () => {
    const campaign = await made({
      delivery: { kind: 'once' },
      layer: { name: '回头客', from: 0, to: 0.8 },
    });
    const { prisma } = app.database;
    const said = await dryRun(campaign);
    await call('POST', `/v1/campaigns/${campaign.campaignId}/start`, { baseVersion: campaign.version });
    const { contacts, store } = deskOn(app.database);
    const now = new Date();
    await contacts.plan(
      await store
        .runnableById(campaign.campaignId)
        .then((found) => found ?? Promise.reject(new Error('gone'))),
      everybody.map(({ id: customerId }) => ({
        customerId,
        subject: 'test',
        facts: {},
        expiresAt: new Date(now.getTime() + day),
      })),
      now,
    );
    const drawn = new Map(
      (
        await prisma.campaignContact.findMany({
          where: { campaignId: campaign.campaignId },
          include: { customer: { select: { externalId: true } } },
        })
      ).map(({ arm, customer }) => [customer.externalId, arm]),
    );
    expect(drawn.size).toBe(everybody.length - (reasons(said)['out-of-layer'] ?? 0));
    expect(reasons(said)['out-of-layer']).toBeGreaterThan(0);
    const inGroups = said.sample.filter(({ arm, excluded }) => arm !== undefined || excluded === 'holdout');
    expect(inGroups.length).toBe(0);
    // Advertising that comes unasked needs a yes to it, which nobody here has given.
    expect(reasons(said)['no-consent']).toBe(drawn.size);
    for (const { id } of everybody)
      await prisma.consent.create({
        data: {
          visitorId: (await prisma.visitor.findFirstOrThrow({ where: { customerId: id } })).id,
          customerId: id,
          purpose: 'marketing',
          granted: true,
          textVersion: '2026-11-22',
          source: 'settings',
        },
      });
    const agreed = await dryRun(campaign);
    const reached = agreed.sample.filter(({ arm, excluded }) => arm !== undefined || excluded === 'holdout');
    expect(reached.length).toBeGreaterThan(10);
    for (const { customerId, arm = 'holdout' } of reached)
      expect(drawn.get(customerId), customerId).toBe(arm);
  });

  it('says so when it is quiet now, when the money is gone, and when the coupon is not given out', async () => {
    const quiet = await dryRun(await made({ quiet: { from: 13, until: 17 }, holdoutShare: 0.5 }));
    expect(sum(quiet.arms)).toBe(0);
    // Who is held out is so at any hour.
    expect((reasons(quiet)['quiet-hours'] ?? 0) + quiet.holdout).toBeGreaterThanOrEqual(left);
    const { prisma } = app.database;
    const { id } = await prisma.coupon.update({
      where: { externalId: couponId },
      data: { status: 'paused' },
    });
    const paused = await dryRun(await made());
    expect(sum(paused.arms) + paused.holdout).toBe(0);
    expect(reasons(paused)['not-valid-now']).toBeGreaterThanOrEqual(left);
    await prisma.coupon.update({ where: { id }, data: { status: 'active' } });
    const campaign = await made({ budgetMinor: 2000 });
    const [lucky] = everybody;
    await prisma.offer.create({
      data: {
        customerId: lucky?.id ?? '',
        couponId: id,
        campaignId: campaign.campaignId,
        state: 'accepted',
        createdAt: new Date(Date.now() - 30 * day),
      },
    });
    const spent = await dryRun(campaign);
    expect(sum(spent.arms)).toBe(0);
    expect(reasons(spent).budget).toBeGreaterThanOrEqual(left - 1);
  });
});
