import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignView } from '../../src/contract/campaigns.js';
import type { CouponDetail } from '../../src/contract/coupons.js';
import type { Page as Listed } from '../../src/contract/http.js';
import { afternoonZone } from '../afternoon-zone.js';
import { type Chat, logIn, openBrowser, openChat, openPage, patience, picture, signInAs } from './pages.js';
import { type ShopServer, startShop } from './shop-server.js';

const wide = { viewport: { width: 1440, height: 900 } } as const;
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;
const shoppers = { C1001: /糖糖妈/, C1002: /橘猫管家/ } as const;
type Shopper = keyof typeof shoppers;
const both = Object.keys(shoppers) as Shopper[];
const title = '老朋友立减';
const localDay = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
/** Each copy draws two people anew, and half of all draws part them: that none of so many does happens once in a million runs. */
const mostDraws = 20;

let shop: ShopServer;
let browser: Browser;
beforeAll(async () => {
  [shop, browser] = await Promise.all([startShop({ SHOP_TIME_ZONE: afternoonZone() }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [number, page] of pages.entries()) await picture(page, `failed-campaign-${number}`);
});

/** What an admin's browser asks of the server, for what this test is not about. */
async function ask<T>(page: Page, method: 'GET' | 'POST', path: string, data?: object): Promise<T> {
  const answer = await page.request.fetch(`${shop.url}${path}`, {
    method,
    headers: { origin: shop.url },
    ...(data === undefined ? {} : { data }),
  });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

/** Nothing else is given away, so that what arrives is of the campaign. */
async function clearTheShop(page: Page): Promise<void> {
  const campaigns = await ask<Listed<CampaignView>>(page, 'GET', '/v1/campaigns?limit=100');
  for (const { campaignId, version } of campaigns.items)
    await ask(page, 'POST', `/v1/campaigns/${campaignId}/end`, { baseVersion: version });
  const coupons = await ask<Listed<CouponDetail>>(page, 'GET', '/v1/coupons?limit=100&status=active');
  for (const { id, version } of coupons.items)
    await ask(page, 'POST', `/v1/coupons/${id}/status`, { status: 'paused', baseVersion: version });
}

/** Who has agreed to personalisation, and was never asked about advertising: the shoppers of this test. */
const makeSegment = (page: Page) =>
  ask(page, 'POST', '/v1/segments', {
    name: '聊天里同意的顾客',
    description: '',
    rule: {
      kind: 'all',
      rules: [
        { kind: 'consent', purpose: 'personalization', state: 'granted' },
        { kind: 'consent', purpose: 'marketing', state: 'never-asked' },
      ],
    },
  });

async function agreeInChat(who: Shopper): Promise<{ page: Page; chat: Chat; faults: string[] }> {
  const opened = await openPage(browser);
  await opened.page.goto(shop.url);
  await signInAs(opened.page, shoppers[who]);
  const chat = await openChat(opened.page);
  await chat.say('给我推荐点东西');
  await chat.sees(/参考您的浏览和购买记录/);
  await chat.tap('同意');
  await chat.sees(/参考您买过的/);
  expect(await chat.frame.getByRole('button', { name: '立即领取' }).count()).toBe(0);
  return { ...opened, chat };
}

async function makeCoupon(page: Page): Promise<void> {
  await page.goto(`${shop.url}/console/marketing/coupons/new`);
  await page.locator('#title').fill(title);
  await page.getByText('立减', { exact: true }).first().click();
  await page.locator('#valueMinor').fill('15');
  await page.locator('#personal').check();
  await page.locator('#validFrom').fill('2026-01-01T00:00');
  await page.locator('#validUntil').fill('2036-01-01T00:00');
  await page.locator('#totalCap').fill('100');
  await page.locator('#budgetMinor').fill('1500');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('已保存').waitFor();
  await page.getByRole('button', { name: '开始发放' }).click();
  await page.getByText('现在是「进行中」').waitFor();
}

async function pick(page: Page, field: string, words: string): Promise<void> {
  await page.locator(field).click();
  await page.keyboard.type(words);
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: words })
    .first()
    .click();
}

/** In which group the dry run has each shopper. */
async function groupsIn(page: Page): Promise<Record<Shopper, string>> {
  await page.getByRole('button', { name: '试算', exact: true }).click();
  const drawer = page.locator('.dry-run-drawer');
  await drawer.getByTestId('dry-run-reached').waitFor({ timeout: patience });
  const group = async (who: Shopper) =>
    (await drawer.locator(`li[data-customer="${who}"] .pill`).textContent()) ?? '';
  const [C1001, C1002] = [await group('C1001'), await group('C1002')];
  return { C1001, C1002 };
}
const leaveDrawer = (page: Page) => page.locator('.dry-run-drawer .ant-drawer-close').click();

/** The funnel of a group, as its table has it, once it is computed anew. */
async function funnelOf(page: Page, group: RegExp): Promise<number[]> {
  const table = page.getByRole('region', { name: '各组走到哪一步' }).first();
  await table.waitFor();
  await Promise.all([
    page.waitForResponse((answer) => /campaigns\/.*fresh=true/.test(answer.url())),
    page.getByRole('button', { name: '刷新' }).click(),
  ]);
  await page.locator('.results-refresh.ant-btn-loading').waitFor({ state: 'detached' });
  if ((await table.getByRole('row').count()) === 0) await table.getByRole('switch').click();
  const cells = table.getByRole('row', { name: group }).getByRole('cell');
  return (await cells.allTextContents()).map(Number).filter((cell) => !Number.isNaN(cell));
}

describe('a coupon campaign', () => {
  it('reaches whom the dry run named, leaves the held-out one alone, and its funnel moves with claim and use', {
    timeout: 300_000,
  }, async () => {
    const { page, faults } = await openPage(browser, wide);
    page.setDefaultTimeout(patience);
    await logIn(page, shop.url, '管理员');
    await clearTheShop(page);
    const people = { C1001: await agreeInChat('C1001'), C1002: await agreeInChat('C1002') };
    await makeSegment(page);
    await makeCoupon(page);

    await page.getByRole('tab', { name: '活动' }).click();
    await page.locator('.list-row').first().waitFor();
    await picture(page, 'campaign-list');
    await page.getByRole('button', { name: '新建活动' }).first().click();
    await page.locator('#campaign-name').fill('老朋友回来看看');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('有几项需要改一下').waitFor();
    for (const complaint of ['请写明活动目标', '请选择一张券', '请填写开始时间', '请填写结束时间'])
      await page.locator('.ant-form-item-explain-error').filter({ hasText: complaint }).waitFor();
    await picture(page, 'campaign-refused');
    await page.locator('#campaign-goal').fill('看看一张立减券能不能请老朋友再来');
    await pick(page, '#campaign-segment', '聊天里同意的顾客');
    await pick(page, '[id^="coupon-"]', title);
    await page.locator('#campaign-holdout').fill('50');
    await page.locator('#campaign-starts').fill(localDay(-1));
    await page.locator('#campaign-ends').fill(localDay(30));
    await page.frameLocator('iframe[title="顾客看到的卡片"]').getByText(title).waitFor();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已保存').waitFor();

    let groups = await groupsIn(page);
    for (let draws = 1; groups.C1001 === groups.C1002 && draws < mostDraws; draws += 1) {
      await leaveDrawer(page);
      const before = page.url();
      await page.getByRole('button', { name: '复制', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: '复制', exact: true }).click();
      await page.waitForURL((url) => url.href !== before);
      groups = await groupsIn(page);
    }
    expect(Object.values(groups).sort()).toEqual(['会给 · A 组', '对照组，不给']);
    expect(await page.getByTestId('dry-run-reached').textContent()).toBe('1 人');
    await page.getByText('对象共 2 人').waitFor();
    await picture(page, 'campaign-dry-run');
    await leaveDrawer(page);
    await page.getByRole('button', { name: '开始', exact: true }).click();
    await page.getByRole('dialog').getByText('对象、发送方式、分组和对照组就不能改了').waitFor();
    await picture(page, 'campaign-start');
    await page.getByRole('dialog').getByRole('button', { name: '开始', exact: true }).click();
    await page.getByText('现在是「进行中」').waitFor();
    await page.getByText(/活动已经开始.*请复制成新活动/).waitFor();
    expect(await page.locator('#campaign-holdout').isDisabled()).toBe(true);
    expect(await page.locator('#campaign-goal').isDisabled()).toBe(false);
    await picture(page, 'campaign-running');

    const [reached, heldOut] = groups.C1001.startsWith('会给') ? both : [...both].reverse();
    if (reached === undefined || heldOut === undefined) throw new Error('There are two shoppers.');
    const { chat } = people[reached];
    await chat.say('再给我推荐点东西');
    await chat.frame.getByText(title).last().waitFor({ timeout: patience });
    await picture(people[reached].page, 'campaign-in-the-chat');
    await chat.tap('立即领取');
    await chat.frame.getByText('已领取').first().waitFor();

    const left = people[heldOut].chat;
    await left.say('再给我推荐点东西');
    await left.frame
      .getByRole('log')
      .getByText(/参考您买过的|没有别的/)
      .nth(1)
      .waitFor({ timeout: patience });
    await left.say('有什么优惠券可以给我吗');
    await left.sees(/眼下没有适合您的专属券/);
    expect(await left.frame.getByText(title).count()).toBe(0);
    await picture(people[heldOut].page, 'campaign-held-out');

    await page.getByRole('button', { name: '看效果' }).click();
    // 分到组, 够条件, 触达, 看过, 领券, 用券, 下单.
    const claimed = await funnelOf(page, /^A 组/);
    expect([claimed.slice(0, 3), claimed.slice(4, 6)]).toEqual([
      [1, 1, 1],
      [1, 0],
    ]);
    await redeem(page, reached);
    const redeemed = await funnelOf(page, /^A 组/);
    expect(redeemed.slice(4, 6)).toEqual([1, 1]);
    expect((await funnelOf(page, /^对照组/)).slice(0, 6)).toEqual([1, 1, 0, 0, 0, 0]);
    await picture(page, 'campaign-results');
    expect([...faults, ...people.C1001.faults, ...people.C1002.faults]).toEqual([]);
    for (const context of browser.contexts()) await context.close();
  });

  it('two admins change one: neither loses a word; leaving asks, pausing says what happens, a phone fits', async () => {
    const first = await openPage(browser, wide);
    const second = await openPage(browser, { ...phone, colorScheme: 'dark' });
    await logIn(first.page, shop.url, '管理员');
    await second.page.goto(`${shop.url}/console`);
    await second.page.getByText('管理员', { exact: true }).first().click();
    await second.page.getByRole('link', { name: '营销' }).click();
    await second.page.getByRole('tab', { name: '活动' }).click();
    await second.page.locator('.list-row').filter({ hasText: '进行中' }).locator('.row-link').first().click();
    await second.page.locator('#campaign-goal').waitFor();
    const path = new URL(second.page.url()).pathname;
    await first.page.goto(`${shop.url}${path}`);
    await first.page.locator('#campaign-goal').fill('第一位写的目标');
    await second.page.locator('#campaign-goal').fill('第二位写的目标');
    await first.page.getByRole('button', { name: '保存', exact: true }).click();
    await first.page.getByText('已保存').waitFor();

    await second.page.getByRole('button', { name: '保存', exact: true }).click();
    const dialog = second.page.getByRole('dialog');
    await dialog.getByText('同事改了：目标').waitFor();
    await picture(second.page, 'phone-campaign-conflict');
    await dialog.getByRole('button', { name: '保留我的' }).click();
    expect(await second.page.locator('#campaign-goal').inputValue()).toBe('第二位写的目标');
    await second.page.getByRole('link', { name: '返回列表' }).click();
    await second.page.getByRole('button', { name: '继续编辑' }).click();
    await second.page.getByRole('button', { name: '保存', exact: true }).click();
    await second.page.getByText('已保存').waitFor();
    expect(await second.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      390,
    );
    await picture(second.page, 'phone-campaign');

    // Pausing on an old screen shows the newest instead of doing it unseen.
    await first.page.getByRole('button', { name: '暂停', exact: true }).click();
    await first.page.getByRole('dialog').getByText('暂停后谁也不会再收到').waitFor();
    await first.page.getByRole('dialog').getByRole('button', { name: '暂停', exact: true }).click();
    await first.page.getByText('同事刚改过这个活动').waitFor();
    expect(await first.page.locator('#campaign-goal').inputValue()).toBe('第二位写的目标');
    await first.page.getByRole('button', { name: '暂停', exact: true }).click();
    await first.page.getByRole('dialog').getByRole('button', { name: '暂停', exact: true }).last().click();
    await first.page.getByText('现在是「已暂停」').waitFor();
    await first.page.getByRole('button', { name: '结束', exact: true }).click();
    await first.page.getByRole('dialog').getByText('结束后不能再开始').waitFor();
    await first.page.getByRole('dialog').getByRole('button', { name: '结束', exact: true }).last().click();
    await first.page.getByText('现在是「已结束」').waitFor();

    await first.page.getByRole('link', { name: '返回列表' }).click();
    await first.page.getByRole('button', { name: '通用设置' }).click();
    await first.page.locator('#global-holdout').fill('7.5');
    await picture(first.page, 'campaign-settings');
    await first.page
      .getByRole('dialog')
      .getByRole('button', { name: /保\s*存/ })
      .click();
    await first.page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await ask(first.page, 'GET', '/v1/experiments/global-holdout')).toEqual({ share: 0.075 });
    expect([...first.faults, ...second.faults]).toEqual([]);
  });
});

/** What the shop's own checkout does: holds the discount for an order, and spends it once that is paid. */
async function redeem(page: Page, customerId: Shopper): Promise<void> {
  const { key } = await ask<{ key: string }>(page, 'POST', '/v1/api-keys', {
    name: '结算',
    scopes: ['coupons:write'],
  });
  const program = async <T>(path: string, body: object): Promise<T> => {
    const answer = await fetch(`${shop.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.ok, `${path}: ${await answer.clone().text()}`).toBe(true);
    return (await answer.json()) as T;
  };
  const cart = { lines: [{ lineId: '1', productId: 'P1', quantity: 1, unitPriceMinor: 19_900 }] };
  const advice = await program<{ chosen: { code: string; title: string }[] }>('/v1/coupons/best', {
    cart,
    customerId,
  });
  const code = advice.chosen.find((each) => each.title === title)?.code ?? '';
  const use = (step: string) =>
    program<{ state: string; discountMinor: number }>(`/v1/coupons/${code}/${step}`, {
      orderReference: 'ORDER-1',
      cart,
      customerId,
      idempotencyKey: `${step}-ORDER-1`,
    });
  expect(await use('reserve')).toMatchObject({ state: 'reserved', discountMinor: 1500 });
  expect(await use('redeem')).toMatchObject({ state: 'redeemed', discountMinor: 1500 });
}
