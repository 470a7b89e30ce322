import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BareApp, openBareApp, staffPassword } from '../bare-app.js';
import { type ShopRows, shopRows } from '../shop-rows.js';
import { openBrowser, openPage, patience, picture } from './pages.js';

const day = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * day);
const people = 1400;

let app: BareApp;
let rows: ShopRows;
let browser: Browser;
let campaignId = '';

beforeAll(async () => {
  [app, browser] = await Promise.all([openBareApp(), openBrowser()]);
  rows = shopRows(app.database.prisma);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

async function open(path: string, options = {}): Promise<{ page: Page; faults: string[] }> {
  const opened = await openPage(browser, { viewport: { width: 1440, height: 900 }, ...options });
  const { page } = opened;
  page.setDefaultTimeout(patience);
  await page.goto(`${app.address}/console/${path}`);
  await page.getByLabel('邮箱').fill('supervisor@test.local');
  await page.getByLabel('密码').fill(staffPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '营销效果' }).waitFor();
  return opened;
}
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: '营销效果' }).getByRole('link', { name }).click();

/**
 * A campaign with a control group of one half that came in on ten days, and a coupon. Who has bought twice before is moved by it
 * (60 of 100 buy instead of 20), the others are not (40 of 100 in both groups): 20 points more over all.
 */
async function seedCampaign(): Promise<string> {
  const { prisma } = app.database;
  const coupon = await rows.coupon({
    title: '满 129 减 13',
    spentMinor: 91_000,
    redeemedCount: 70,
    exposureMinor: 91_000,
  });
  const { id } = await prisma.campaign.create({
    data: {
      externalId: 'spring',
      name: '春天上新',
      goal: '请老顾客回来看看春装',
      message: '天暖了，新到的针织给您留了一张券。',
      state: 'ended',
      holdoutShare: 0.5,
      couponIds: [coupon.externalId],
      attributionHours: 72,
      budgetMinor: 500_000,
      plannedPeople: people,
      startsAt: daysAgo(40),
      endsAt: daysAgo(20),
    },
  });
  const customers = Array.from({ length: people }, (_, index) => ({
    id: randomUUID(),
    externalId: `M${index}`,
    name: '会员',
  }));
  await prisma.customer.createMany({ data: customers });
  const visitor = await rows.visitor();
  await prisma.consent.createMany({
    data: customers.map((customer) => ({
      visitorId: visitor.id,
      customerId: customer.id,
      purpose: 'personalization',
      granted: true,
      textVersion: 't',
      source: 'test',
    })),
  });
  const each = customers.map((customer, index) => {
    const inArm = index < people / 2;
    const moved = index % 2 === 1;
    const turn = Math.floor(index / 2) % 10;
    return {
      id: customer.id,
      index,
      inArm,
      moved,
      since: 38 - (Math.floor(index / 20) % 10),
      buys: turn < (moved ? (inArm ? 6 : 2) : 4),
    };
  });
  await prisma.assignment.createMany({
    data: each.map(({ id: customerId, inArm, since }) => ({
      campaignId: id,
      customerId,
      arm: inArm ? 'offer' : 'holdout',
      assignedAt: daysAgo(since),
      triggeredAt: daysAgo(since),
      ...(inArm ? { exposedAt: daysAgo(since) } : {}),
    })),
  });
  const order = (customerId: string, at: Date) => ({
    externalId: randomUUID(),
    customerId,
    status: 'paid',
    itemsMinor: 12_900,
    totalMinor: 12_900,
    createdAt: at,
  });
  await prisma.order.createMany({
    data: each.flatMap(({ id: customerId, index, moved, since, buys }) => [
      ...(moved
        ? [
            order(customerId, daysAgo(60 + (index % 300))),
            order(customerId, daysAgo(42 + ((index * 37) % 160))),
          ]
        : []),
      ...(buys ? [order(customerId, daysAgo(since - 1))] : []),
    ]),
  });
  const reached = each.filter(({ inArm }) => inArm);
  await prisma.offer.createMany({
    data: reached.map(({ id: customerId, index, since }) => ({
      customerId,
      couponId: coupon.id,
      campaignId: id,
      state: index % 5 === 0 ? 'accepted' : index % 3 === 0 ? 'opened' : 'offered',
      createdAt: daysAgo(since - 0.1),
    })),
  });
  await prisma.walletCoupon.createMany({
    data: reached
      .filter(({ index }) => index % 5 === 0)
      .map(({ id: customerId, index, since }) => ({
        couponId: coupon.id,
        customerId,
        code: `W${index}`,
        state: index % 10 === 0 ? 'redeemed' : 'claimed',
        claimedAt: daysAgo(since - 0.2),
      })),
  });
  await prisma.customerProfile.createMany({
    data: each
      .filter(({ moved, buys }) => moved || buys)
      .map(({ id: customerId, index }) => ({
        customerId,
        asOf: new Date(),
        modelVersion: 1,
        personal: true,
        recency: 1 + Math.floor(5 * ((index * 0.618) % 1)),
        frequency: 1 + Math.floor(5 * ((index * 0.755) % 1) ** 2),
        spentYearMinor: 10_000 + (index % 40) * 1000,
      })),
  });
  return id;
}

describe('what marketing has brought', { timeout: 240_000 }, () => {
  it('says in each place that nothing is there yet', async () => {
    const { page, faults } = await open('results');
    await page.getByText('还没有活动').waitFor();
    for (const [name, told] of [
      ['优惠券漏斗', '还没有优惠券'],
      ['复购', '还没有订单'],
      ['会员结构', '还没有可以看的顾客'],
      ['增量模型', '没有结束的活动'],
    ] as const) {
      await tab(page, name);
      await page.getByText(told).waitFor();
    }
    await picture(page, 'results-empty');
    expect(faults).toEqual([]);
    // What was told of the empty shop is kept for half a minute, unless somebody asks anew.
    await tab(page, '活动效果');
    await page.getByText('还没有活动').waitFor();
    campaignId = await seedCampaign();
    // Everybody of the campaign was known before; of those that nobody may reach, some were reached all the same.
    await app.database.prisma.customer.updateMany({ data: { createdAt: daysAgo(200) } });
    await app.database.prisma.setting.upsert({
      where: { key: 'global-holdout' },
      create: { key: 'global-holdout', value: { salt: 'results', share: 0.2 } },
      update: { value: { salt: 'results', share: 0.2 } },
    });
    await page.getByRole('button', { name: '刷新' }).click();
    await page.getByText('请老顾客回来看看春装').first().waitFor();
    for (const path of ['coupons', 'cohorts', 'rfm', 'all-campaigns'])
      expect((await page.request.get(`${app.address}/v1/analytics/${path}?fresh=true`)).ok()).toBe(true);
    await page.context().close();
  });

  it('shows a campaign: verdict, effects, days, groups; as a table, as a file, and by keys', async () => {
    const { page, faults } = await open(`results/campaigns/${campaignId}`);
    await page.getByText('活动组的下单比例比对照高 20 点，可以算数。').waitFor();
    await page.getByText('请老顾客回来看看春装').first().waitFor();
    await page.getByText('各组人数和设定的比例相符。').waitFor();
    const all = page.getByRole('region', { name: '全部活动 对比 全店对照组' });
    await all.getByText('两边人数和设定的比例相符。').waitFor();
    await all.getByText(/对照组里有 \d+ 位顾客收到过活动/).waitFor();
    await all.getByRole('switch').click();
    expect(await all.getByRole('row', { name: /^每千人多下单/ }).count()).toBe(1);
    await all.getByRole('switch').click();
    await picture(page, 'results-campaign');
    const dot = page.getByRole('img', { name: /^活动组 \+20 点（/ }).first();
    await dot.focus();
    await page.getByRole('tooltip').filter({ hasText: '活动组 +20 点' }).waitFor();
    const days = page
      .getByRole('region', { name: '购买比例差，一天天看' })
      .getByRole('img', { name: /活动组/ });
    await days.first().focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe(
      await days.nth(1).getAttribute('aria-label'),
    );
    const groups = page.getByRole('region', { name: '各组走到哪一步' });
    await groups.getByRole('switch').click();
    const row = groups.getByRole('row', { name: /^活动组/ });
    expect(await row.getByRole('cell').allTextContents()).toEqual([
      '700',
      '700',
      '700',
      String(140 + [...Array(700).keys()].filter((n) => n % 5 !== 0 && n % 3 === 0).length),
      '140',
      '70',
      '350',
    ]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      groups.getByRole('button', { name: /下载表格/ }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('各组走到哪一步.csv');
    const text = await readFile(await file.path(), 'utf8');
    expect(text.split('\r\n')[1]).toBe('对照组,700,700,0,0,0,0,210');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('shows coupons, who buys again, members and the model of effects', async () => {
    const { page, faults } = await open('results/coupons');
    await page.getByText(/^\+140（/).waitFor();
    await picture(page, 'results-coupons');
    await tab(page, '复购');
    await page
      .getByRole('button', { name: /又下过单/ })
      .first()
      .waitFor();
    await picture(page, 'results-cohorts');
    await tab(page, '会员结构');
    await page
      .getByRole('button', { name: /^常客：/ })
      .first()
      .waitFor();
    await picture(page, 'results-members');
    await page
      .getByRole('button', { name: /：[1-9][\d,]* 位，人均/ })
      .first()
      .press('Enter');
    // Those of the cell, whichever it is by now, and everybody once the chip is gone.
    await page.getByText(/^最近购买 [1-5] 分 · 购买次数 [1-5] 分$/).waitFor();
    await page.locator('.list-row').first().waitFor();
    await picture(page, 'results-cell-customers');
    await page.getByRole('button', { name: '不按位置筛选' }).click();
    await page.waitForURL(/\/console\/customers$/);
    await page.goBack();
    await tab(page, '增量模型');
    await page.getByText('模型比随机挑得准。').waitFor();
    await picture(page, 'results-uplift');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each(['light', 'dark'] as const)('fits on a phone, %s', async (colorScheme) => {
    const { page, faults } = await open(`results/campaigns/${campaignId}`, {
      viewport: { width: 390, height: 844 },
      colorScheme,
    });
    for (const name of ['活动效果', '优惠券漏斗', '复购', '会员结构', '增量模型']) {
      await tab(page, name);
      await page.getByRole('switch').first().waitFor();
      await picture(page, `results-phone-${colorScheme}-${name}`);
      const wider = await page.locator('.results').evaluate((box) => box.scrollWidth - box.clientWidth);
      expect(wider, name).toBe(0);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('in the dark, and when the server is away', async () => {
    const { page } = await open(`results/campaigns/${campaignId}`, { colorScheme: 'dark' });
    await page.getByText('可以算数').waitFor();
    await picture(page, 'results-campaign-dark');
    await tab(page, '会员结构');
    await page
      .getByRole('button', { name: /^常客：/ })
      .first()
      .waitFor();
    await picture(page, 'results-members-dark');
    await page.context().route('**/v1/analytics/cohorts', (route) => route.fulfill({ status: 503 }));
    await tab(page, '复购');
    await page.getByText('没有加载出来').waitFor();
    await page.context().unrouteAll();
    await page.getByRole('button', { name: '重试' }).click();
    await page
      .getByRole('button', { name: /又下过单/ })
      .first()
      .waitFor();
    await page.context().close();
  });
});
