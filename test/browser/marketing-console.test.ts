import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { logIn, openPage, patience, picture } from './pages.js';
import { browser, shop } from './shop-and-browser.js';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;
const wide = { viewport: { width: 1440, height: 900 } } as const;

/** Chooses from the list that hangs open. */
async function choose(page: Page, words: string): Promise<void> {
  await page.keyboard.type(words);
  await page
    .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option')
    .filter({ hasText: new RegExp(`^${words}`) })
    .first()
    .click();
}

/** People that the rule on the screen holds, once they are counted. */
async function sizeOf(page: Page): Promise<number> {
  await page.locator('.preview-people[aria-busy="false"]').waitFor({ timeout: patience });
  return Number((await page.getByTestId('segment-size').textContent())?.replace(/\D/g, ''));
}

async function noWiderThan(page: Page, width: number): Promise<void> {
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
}

describe('marketing in the console', () => {
  it('makes a segment, sees whom it holds and why while it is made, and filters customers by it', async () => {
    const { page, faults } = await openPage(browser, wide);
    await logIn(page, shop.url, '管理员');
    await page.getByRole('link', { name: '营销' }).click();
    await page.getByRole('tab', { name: '分群' }).click();
    await page.getByText('重点挽回').first().waitFor({ timeout: patience });
    await picture(page, 'marketing-segments');

    await page.getByRole('button', { name: '新建分群' }).click();
    await page.getByText('条件还没填完').waitFor();
    await page.getByLabel('数值').fill('2');
    const several = await sizeOf(page);
    expect(several).toBeGreaterThan(0);
    await page.getByRole('button', { name: '加条件' }).click();
    await page.getByRole('combobox', { name: '看什么' }).nth(2).click();
    await choose(page, '会员等级');
    await page.getByRole('combobox', { name: '请选择' }).click();
    await choose(page, '金卡会员');
    await page.keyboard.press('Escape');
    await page
      .getByText(/会员等级是金卡/)
      .first()
      .waitFor({ timeout: patience });
    const gold = await sizeOf(page);
    expect(gold).toBeLessThan(several);
    await page.locator('.people .ant-collapse-header').first().click();
    await page.locator('.why').first().waitFor();
    await picture(page, 'marketing-segment-builder');

    await page.getByLabel('名称').fill('金卡回头客');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已保存').waitFor();
    await page.getByRole('link', { name: '返回列表' }).click();
    await page.getByRole('button', { name: '金卡回头客' }).waitFor();

    // The same name again is refused, and what was made stays on the screen.
    await page.getByRole('button', { name: '新建分群' }).click();
    await page.getByLabel('数值').fill('5');
    await page.getByLabel('名称').fill('金卡回头客');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText(/已经有叫「金卡回头客」的分群/).waitFor();
    await page.getByRole('link', { name: '客户' }).first().click();
    await page.getByRole('button', { name: '放弃修改' }).click();

    await page.getByRole('combobox', { name: '分群' }).click();
    await choose(page, '金卡回头客');
    await page.locator('.list-row').first().waitFor();
    await picture(page, 'marketing-customers');
    await page.locator('.list-row .row-link').first().click();
    await page.locator('.rfm-here, .figures-withheld').first().waitFor({ timeout: patience });
    await page.getByText('金卡回头客').first().waitFor({ timeout: patience });
    await picture(page, 'marketing-customer');
    expect(await page.getByRole('link', { name: '导出资料' }).getAttribute('href')).toMatch(/\/export$/);
    await page.getByRole('button', { name: '删除', exact: true }).click();
    await page.getByText(/天后开始，在那之前可以撤回/).waitFor();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /取\s*消/ })
      .click();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('makes a coupon with the card as the chat draws it, is told what is missing at the fields, and starts it', async () => {
    const { page, faults } = await openPage(browser, wide);
    await logIn(page, shop.url, '管理员');
    await page.getByRole('link', { name: '营销' }).click();
    await page.locator('.list-row').first().waitFor({ timeout: patience });
    await picture(page, 'marketing-coupons');
    await page.getByRole('button', { name: '新建优惠券' }).click();
    const card = page.frameLocator('iframe[title="顾客看到的卡片"]');
    await page.locator('#title').fill('冬日满减券');
    await page.locator('#thresholdMinor').fill('199');
    await page.locator('#valueMinor').fill('30');
    await card.getByText('冬日满减券').waitFor({ timeout: patience });
    await card.getByText('¥30', { exact: true }).waitFor();
    await card.getByText('满 199 元可用 · 全场可用').waitFor();
    await card.getByRole('button', { name: '立即领取' }).waitFor();

    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('有几项需要改一下').waitFor();
    expect(await page.locator('.ant-form-item-explain-error').count()).toBeGreaterThanOrEqual(4);
    await picture(page, 'marketing-coupon-refused');
    await page.locator('#validFrom').fill('2026-01-01T00:00');
    await page.locator('#validUntil').fill('2036-01-01T00:00');
    await page.locator('#totalCap').fill('500');
    await page.locator('#budgetMinor').fill('15000');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已保存').waitFor();
    await page.getByRole('button', { name: '开始发放' }).click();
    await page.getByText('现在是「进行中」').waitFor();
    await page.getByText('有几项需要改一下').waitFor({ state: 'detached' });
    await page.getByText('现在是「进行中」').waitFor({ state: 'detached' });
    await picture(page, 'marketing-coupon');
    await page.getByRole('tab', { name: '台账' }).click();
    await page.getByText('还没有动静').waitFor();
    await page.getByRole('link', { name: '营销' }).click();
    await page.getByLabel('搜索名称、编号或口令').fill('冬日满减');
    await page.locator('.list-row').filter({ hasText: '冬日满减券' }).getByText('进行中').waitFor();
    await page.getByRole('button', { name: '异常信号' }).click();
    await page.getByText('没有异常').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('gives out the codes of a batch once', async () => {
    const { page, faults } = await openPage(browser, wide);
    await logIn(page, shop.url, '管理员');
    await page.goto(`${shop.url}/console/marketing/coupons/new`);
    await page.locator('#title').fill('包裹卡立减');
    await page.getByText('立减', { exact: true }).first().click();
    await page.locator('#valueMinor').fill('10');
    await page.getByText('一次性兑换码', { exact: true }).click();
    await page.locator('#validFrom').fill('2026-01-01T00:00');
    await page.locator('#validUntil').fill('2036-01-01T00:00');
    await page.locator('#totalCap').fill('50');
    await page.locator('#budgetMinor').fill('1000');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已保存').waitFor();
    await page.getByRole('button', { name: '开始发放' }).click();
    await page.getByText('现在是「进行中」').waitFor();
    await page.getByRole('tab', { name: '兑换码' }).click();
    await page.getByRole('button', { name: '生成一批' }).click();
    await page.getByLabel('数量').fill('20');
    await page.getByRole('dialog').getByRole('button', { name: '生成一批' }).click();
    await page.getByText('已生成 20 个兑换码').waitFor();
    await page.getByRole('button', { name: '下载 CSV' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('dialog').getByRole('button', { name: '下载 CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^codes-.*\.csv$/);
    await page.getByText(/已下载/).waitFor();
    await picture(page, 'marketing-codes');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('two who change the same are asked whose holds; nothing is lost before', async () => {
    const mine = await openPage(browser, wide);
    const { page } = mine;
    await logIn(page, shop.url, '管理员');
    const colleague = await page.context().newPage();
    const fields = { segments: '#segment-name', coupons: '#title' };
    const made = { segments: '金卡回头客', coupons: '冬日满减券' };
    /** Both open what was made before, the colleague saves first, and what this page wants is refused. */
    async function bothChange(kind: keyof typeof fields): Promise<void> {
      for (const each of [page, colleague]) {
        await each.goto(`${shop.url}/console/marketing/${kind}`);
        await each.getByRole('button', { name: made[kind] }).click({ timeout: patience });
        await each.locator(fields[kind]).waitFor({ timeout: patience });
      }
      for (const [each, name] of [
        [colleague, '同事取的名'],
        [page, '我取的名'],
      ] as const) {
        await each.locator(fields[kind]).fill(name);
        await each.getByRole('button', { name: '保存', exact: true }).click();
        await each
          .getByText(each === colleague ? '已保存' : /同事刚刚改过这/)
          .first()
          .waitFor();
      }
    }
    await bothChange('segments');
    expect(await page.locator('#segment-name').inputValue()).toBe('我取的名');
    await picture(page, 'marketing-segment-conflict');
    await page.getByRole('button', { name: '保留我的' }).click();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByText('已保存').waitFor();
    await page.getByRole('link', { name: '返回列表' }).click();
    await page.getByRole('button', { name: '我取的名' }).waitFor();

    await bothChange('coupons');
    await page.getByRole('button', { name: '用同事的' }).click();
    await page.getByText(/同事刚刚改过这/).waitFor({ state: 'detached' });
    expect(await page.locator('#title').inputValue()).toBe('同事取的名');
    expect(await page.getByRole('button', { name: '保存', exact: true }).isDisabled()).toBe(true);
    expect(mine.faults).toEqual([]);
    await page.context().close();
  });

  it('says who would move before member rules are put in force, at the field what is wrong, and goes back to the standard', async () => {
    const { page, faults } = await openPage(browser, wide);
    await logIn(page, shop.url, '管理员');
    await page.goto(`${shop.url}/console/marketing/member-rules`);
    const review = page.getByRole('button', { name: '看影响并生效' });
    const silver = page.getByLabel('银卡会员 升级要消费');
    await silver.waitFor({ timeout: patience });
    await silver.fill('5000');
    await review.click();
    await page.getByText('要比上一级多').waitFor();
    await picture(page, 'member-rules-refused');
    await silver.fill('200');
    await page.getByLabel('银卡会员 保级要消费').fill('150');
    await page.getByLabel('第 2 级的名称').fill('银卡好友');
    await review.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('普通会员 → 银卡好友').waitFor({ timeout: patience });
    await picture(page, 'member-rules-effect');
    await dialog.getByRole('button', { name: '确认生效' }).click();
    await page.getByText('第 2 版').waitFor();
    await page.getByText('新规则已生效').waitFor({ state: 'detached' });
    await picture(page, 'member-rules');
    await page.getByRole('button', { name: '恢复默认' }).click();
    expect(await silver.inputValue()).toBe('1000');
    await review.click();
    await dialog.getByRole('button', { name: '确认生效' }).click();
    await page.getByText('第 3 版').waitFor({ timeout: patience });
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('fits a phone in the dark, keeps supervisors to looking, and says so when the server is away', async () => {
    const { page, faults } = await openPage(browser, { ...phone, colorScheme: 'dark' });
    await page.goto(`${shop.url}/console`);
    await page.getByText('管理员', { exact: true }).first().click();
    await page.getByRole('link', { name: '营销' }).click();
    await page.locator('.list-row').first().waitFor({ timeout: patience });
    await noWiderThan(page, 390);
    await page.locator('.list-row .row-link').first().click();
    await page
      .frameLocator('iframe[title="顾客看到的卡片"]')
      .locator('.ticket')
      .waitFor({ timeout: patience });
    await noWiderThan(page, 390);
    await picture(page, 'phone-marketing-coupon');
    await page.locator('.card-preview').scrollIntoViewIfNeeded();
    await picture(page, 'phone-marketing-card');
    await page.getByRole('tab', { name: '分群' }).click();
    await page.getByRole('button', { name: '重点挽回' }).click();
    await sizeOf(page);
    await noWiderThan(page, 390);
    await picture(page, 'phone-marketing-segment');
    await page.getByRole('tab', { name: '会员规则' }).click();
    await page.getByLabel('第 1 级的名称').waitFor({ timeout: patience });
    await noWiderThan(page, 390);
    await picture(page, 'phone-member-rules');
    await page.getByRole('link', { name: '客户' }).click();
    await page.locator('.list-row .row-link').first().click();
    await page.getByText('收到的优惠').waitFor({ timeout: patience });
    await noWiderThan(page, 390);
    await picture(page, 'phone-marketing-customer');
    await page.context().close();

    const looking = await openPage(browser, { ...wide, colorScheme: 'dark' });
    await logIn(looking.page, shop.url, '主管');
    await looking.page.getByRole('link', { name: '营销' }).click();
    await looking.page.getByRole('button', { name: '高价值会员' }).click();
    await looking.page.getByText('只有管理员可以改').waitFor();
    expect(await looking.page.getByRole('button', { name: '保存', exact: true }).count()).toBe(0);
    expect(await looking.page.getByRole('tab', { name: '优惠券' }).count()).toBe(0);
    await looking.page.locator('ul.people li').first().waitFor({ timeout: patience });
    await picture(looking.page, 'marketing-segment-read-only-dark');
    await looking.page.route('**/v1/customers?*', (route) => route.abort());
    await looking.page.getByRole('link', { name: '客户' }).first().click();
    await looking.page.getByText('没有加载出来').waitFor({ timeout: patience });
    await picture(looking.page, 'marketing-customers-failing-dark');
    expect([...faults, ...looking.faults]).toEqual([]);
    await looking.page.context().close();
  });
});
