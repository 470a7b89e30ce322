import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { logIn, openChat, openPage, picture } from './pages.js';
import { browser, shop } from './shop-and-browser.js';

const wide = { viewport: { width: 1440, height: 900 } };

/** Goes to a page of the console by its rail, as somebody would. */
async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name }).click();
}

describe('those who oversee', () => {
  it('see who waits, listen in, whisper, take over and close; the shopper rates', async () => {
    const shopper = await openPage(browser);
    await shopper.page.goto(shop.url);
    const chat = await openChat(shopper.page);
    const agent = await openPage(browser, wide);
    await logIn(agent.page, shop.url, '小禾');
    const boss = await openPage(browser, wide);
    await logIn(boss.page, shop.url, '店长');
    await goTo(boss.page, '看板');
    const panel = (name: string) => boss.page.getByRole('region', { name });
    await panel('排队的顾客').getByText('没有人在排队').waitFor();
    await picture(boss.page, 'wall-empty');

    await chat.say('我的箱子轮子坏了一个');
    await chat.tap('转人工');
    await panel('排队的顾客').getByRole('button', { name: /访客/ }).waitFor();
    await picture(boss.page, 'wall-waiting');

    await agent.page.getByRole('button', { name: '接入', exact: true }).first().click();
    await agent.page.getByPlaceholder(/输入回复/).fill('您好，我帮您看看');
    await agent.page.keyboard.press('Enter');
    await chat.sees('您好，我帮您看看');

    // Listening in, without anybody noticing.
    await panel('客服').getByRole('button', { name: /访客/ }).click();
    const monitor = boss.page.getByRole('dialog').first();
    await monitor.getByText('您好，我帮您看看').waitFor();
    await chat.say('轮子能单独换吗');
    await monitor.getByText('轮子能单独换吗').waitFor();
    await monitor.getByRole('textbox', { name: '悄悄话' }).fill('轮子可以免费寄一个');
    await monitor.getByRole('button', { name: '发悄悄话' }).click();
    await monitor.getByText('轮子可以免费寄一个').waitFor();
    await picture(boss.page, 'wall-monitor');

    await monitor.getByRole('button', { name: '接手' }).click();
    await boss.page.getByRole('dialog').last().getByRole('button', { name: '接手' }).click();
    await chat.sees(/店长来了/);
    await monitor.getByText('您正在接待').waitFor();
    await monitor.getByRole('button', { name: '结束' }).click();
    const ending = boss.page.getByRole('dialog').last();
    await ending.getByRole('combobox').click();
    await boss.page.locator('.ant-select-item-option', { hasText: '已解决' }).click();
    await ending.getByRole('button', { name: '结束会话' }).click();
    await chat.sees(/本次会话已结束/);
    expect(await shopper.page.frameLocator('iframe').getByText('轮子可以免费寄一个').count()).toBe(0);

    // By keyboard, as somebody without a pointer would.
    const card = chat.frame.getByRole('region', { name: /服务您还满意吗/ });
    await card.getByRole('radio', { name: '满意', exact: true }).focus();
    await card.getByRole('radio', { name: '满意', exact: true }).press('Space');
    await shopper.page.keyboard.press('ArrowRight');
    expect(await card.getByRole('radio', { name: '非常满意' }).isChecked()).toBe(true);
    await card.getByRole('button', { name: '态度好' }).click();
    await card.getByRole('textbox').fill('解决得很快');
    await picture(shopper.page, 'shopper-rating');
    await card.getByRole('button', { name: '提交' }).click();
    await chat.frame.getByText('谢谢您的评价').waitFor();
    await picture(shopper.page, 'shopper-rated');

    await boss.page.getByText('解决得很快').first().waitFor();
    await boss.page.keyboard.press('Escape');
    await panel('今日数据').getByText('5.0').waitFor();
    await panel('今日数据').getByText('1 / 1 人已评').waitFor();

    // A reload shows what was said, and lets it be changed.
    await shopper.page.reload();
    const again = await openChat(shopper.page);
    await again.frame.getByRole('button', { name: '修改评价' }).click();
    await again.frame.locator('.rating label').nth(2).click();
    expect(await again.frame.getByRole('radio', { name: '一般' }).isChecked()).toBe(true);
    await again.frame.getByRole('button', { name: '提交' }).click();
    await panel('今日数据').getByText('3.0').waitFor();
    expect([...shopper.faults, ...agent.faults, ...boss.faults]).toEqual([]);
    for (const { page } of [shopper, agent, boss]) await page.context().close();
  });

  it('set hours with a clear complaint, and make an account that begins with its own password', async () => {
    const { page, faults } = await openPage(browser, wide);
    await logIn(page, shop.url, '管理员');
    await goTo(page, '设置');
    await page
      .getByText(/现在(营业中|休息)/)
      .first()
      .waitFor();
    const until = page.getByRole('textbox', { name: '周一 结束' }).first();
    await until.fill('0800');
    await page.getByRole('button', { name: '保存' }).click();
    await page
      .getByText(/结束要晚于开始/)
      .first()
      .waitFor();
    await picture(page, 'settings-hours-wrong');
    await until.fill('20');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存，马上生效').waitFor();
    await picture(page, 'settings-hours');

    // Unsaved work is not lost by a click.
    await until.fill('21');
    await page.getByRole('link', { name: '客服成员' }).click();
    await page.getByRole('button', { name: '放弃修改' }).click();
    await page.getByRole('button', { name: '添加成员' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('姓名').fill('小满');
    await dialog.getByLabel('邮箱').fill('xiaoman@demo.local');
    await dialog.getByRole('button', { name: '创建账号' }).click();
    const password = (await page.locator('.one-time').textContent())?.trim() ?? '';
    expect(password).toMatch(/^[a-z0-9]{4}(-[a-z0-9]{4}){3}$/);
    await page.getByRole('button', { name: '已记下' }).click();
    await page.getByText('未首次登录').waitFor();
    await picture(page, 'settings-staff');

    const fresh = await openPage(browser, wide);
    await fresh.page.goto(`${shop.url}/console`);
    await fresh.page.getByLabel('邮箱').fill('xiaoman@demo.local');
    await fresh.page.getByLabel('密码', { exact: true }).fill(password);
    await fresh.page.getByRole('button', { name: '登录', exact: true }).click();
    await fresh.page.getByText('换成您自己的密码').waitFor();
    await fresh.page.getByLabel('现在的密码').fill(password);
    await fresh.page.getByLabel('新密码', { exact: true }).fill('xiaoman-own-password');
    await fresh.page.getByLabel('再输一遍新密码').fill('xiaoman-own-password');
    await fresh.page.getByRole('button', { name: '换密码' }).click();
    await fresh.page.getByText('已连接').first().waitFor();
    expect([...faults, ...fresh.faults]).toEqual([]);
    await fresh.page.context().close();
    await page.context().close();
  });
});
