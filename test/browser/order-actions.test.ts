import { describe, expect, it } from 'vitest';
import { logIn, openChat, openPage, picture, signInAs } from './pages.js';
import { browser, shop } from './shop-and-browser.js';

describe('orders in a browser', () => {
  it('a customer cancels an order in the chat and sees what has come of it', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(shop.url);
    await signInAs(page, /慢慢挑/);
    const chat = await openChat(page);
    await chat.say('取消订单');
    await chat.sees(/哪一笔订单/);
    await chat.tap(/森宿 香薰/);
    await chat.sees(/确认提交吗/);
    await picture(page, 'order-cancel-question');
    await chat.tap('确认提交');
    await chat.sees(/正在退款/);
    await picture(page, 'order-cancelled');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('an agent decides on a return, and the customer is told in the chat', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(shop.url);
    await signInAs(page, /慢慢挑/);
    const chat = await openChat(page);
    await chat.say('我要退货');
    await chat.sees(/哪一样/);
    await chat.tap(/针织衫/);
    await chat.sees(/什么原因/);
    await chat.tap('质量问题');
    await chat.sees(/确认提交吗/);
    await chat.tap('确认提交');
    await chat.sees(/退货已经提交/);

    const desk = await openPage(browser, { viewport: { width: 1440, height: 900 } });
    await logIn(desk.page, shop.url, '小禾');
    await desk.page.getByRole('link', { name: /售后/ }).first().click();
    await desk.page.getByText('慢**').first().click();
    await picture(desk.page, 'order-request');
    await desk.page.getByRole('button', { name: '同意', exact: true }).click();
    await desk.page.getByText('已同意，已告诉顾客').waitFor();
    await chat.sees(/退货.*有进展了/);
    await picture(page, 'order-return-told');
    expect([...faults, ...desk.faults]).toEqual([]);
    await page.context().close();
    await desk.page.context().close();
  });

  it.each([
    { name: 'wide', colorScheme: 'light' as const, viewport: { width: 1440, height: 900 } },
    { name: 'phone', colorScheme: 'dark' as const, viewport: { width: 390, height: 844 }, isMobile: true },
  ])('an admin changes a rule, looks at it before it counts, and finds it in the history, $name', async ({
    name,
    ...options
  }) => {
    const { page, faults } = await openPage(browser, options);
    await page.goto(`${shop.url}/console`);
    await page.getByText('管理员', { exact: true }).first().click();
    await page.getByRole('link', { name: '规则' }).click();
    await page.getByRole('button', { name: '修改规则 cancel-unpaid' }).waitFor();
    await picture(page, `order-rules-${name}`);
    await page.getByRole('button', { name: '修改规则 cancel-unpaid' }).click();
    await page.locator('#says').fill(`取消后这一单就关闭了，没有扣款。${name}`);
    await picture(page, `order-rules-edit-${name}`);
    await page.getByRole('button', { name: '放进修改' }).click();
    await page.getByText('有 1 处修改还没生效').waitFor();
    await page.getByRole('button', { name: '核对并生效' }).click();
    await page.getByRole('dialog').getByText(name, { exact: true }).waitFor();
    await picture(page, `order-rules-review-${name}`);
    await page.getByRole('button', { name: '确认生效' }).click();
    await page.getByText('新规则已生效').waitFor();

    await page.getByRole('tab', { name: 'YAML' }).click();
    const yaml = page.getByLabel('全部规则，YAML 格式');
    const whole = await yaml.inputValue();
    await yaml.fill(whole.replace('verdict: refuse', 'verdict: perhaps'));
    await page.getByRole('button', { name: '检查' }).click();
    await page
      .getByText(/第 \d+ 行/)
      .first()
      .waitFor();
    await picture(page, `order-rules-yaml-${name}`);
    await yaml.fill(whole);
    await page.getByRole('button', { name: '检查' }).click();
    await page.getByText('和现在的规则一样').waitFor();

    await page.getByRole('tab', { name: '修改记录' }).click();
    await page
      .getByRole('button', { name: /第 \d+ 版/ })
      .first()
      .click();
    await page.getByText(name).first().waitFor();
    await picture(page, `order-rules-history-${name}`);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      options.viewport.width,
    );
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
