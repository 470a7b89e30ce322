import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { logIn, openChat, openPage, picture, signInAs } from './pages.js';
import { browser, shop } from './shop-and-browser.js';

const size = { viewport: { width: 1440, height: 900 } };
const reply = (page: Page) => page.getByRole('textbox', { name: '回复顾客' });

describe('the agent’s console in a browser', () => {
  it('answers by canned reply and suggestion, sends a card, and hands on', async () => {
    const colleague = await openPage(browser, size);
    await logIn(colleague.page, shop.url, '小青');
    const { page, faults } = await openPage(browser, size);
    await logIn(page, shop.url, '小禾');

    const shopper = await openPage(browser);
    await shopper.page.goto(shop.url);
    await signInAs(shopper.page, /糖糖妈/);
    const chat = await openChat(shopper.page);
    await chat.say('羽绒服可以机洗吗');
    await chat.answeredFrom(/^来自：/);
    await chat.say('转人工');
    await chat.sees(/排队中|正在为您转接/);

    // The next one, by key; what was asked before stands above the messages.
    await page.locator('.inbox .row').first().waitFor();
    await page.keyboard.press('n');
    await reply(page).waitFor();
    const recap = page.getByRole('region', { name: '交接小结' });
    await recap.getByRole('button').click();
    await recap.getByText('羽绒服可以机洗吗').waitFor();
    expect(await recap.getByText('已回答').count()).toBe(1);

    // Who it is in full is told to who says what for; and what the shopper agrees to is seen at once.
    const customer = page.locator('.customer');
    await customer.getByText('糖**').waitFor();
    expect(await page.getByText('糖糖妈').count()).toBe(0);
    await page.getByRole('button', { name: '查看完整' }).click();
    await page.getByLabel('用途，如 核对收货电话').fill('顾客问怎么称呼');
    await page.locator('.ant-modal-confirm').getByRole('button', { name: '查看完整' }).click();
    await customer.getByText('糖糖妈').waitFor();
    await chat.frame.getByRole('button', { name: '更多' }).click();
    await chat.frame.getByRole('button', { name: '隐私与个性化' }).click();
    const marketing = chat.frame.getByRole('switch').last();
    const agreed = (await marketing.getAttribute('aria-checked')) === 'true';
    await marketing.click();
    await customer
      .locator('.consents li')
      .last()
      .locator(agreed ? '.consent-no' : '.consent-yes')
      .waitFor();
    await picture(page, 'agent-customer-in-full');
    await chat.frame.getByRole('button', { name: '返回' }).click();

    // By the first letters of the syllables, with the blanks filled in.
    await reply(page).fill('/kcwh');
    await reply(page).press('End');
    await page.getByRole('option', { name: /开场问候/ }).waitFor();
    await picture(page, 'agent-canned');
    await reply(page).press('Enter');
    expect(await reply(page).inputValue()).toMatch(/^亲您好，我是青禾生活的小禾/);
    await reply(page).press('Enter');
    await chat.sees(/我是青禾生活的小禾/);

    // A blank that nothing is known for is not sent without a second look.
    await reply(page).fill('/wltz');
    await reply(page).press('End');
    await page.getByRole('option', { name: /物流停滞/ }).waitFor();
    await reply(page).press('Enter');
    await reply(page).press('Enter');
    await page.getByText(/还有空没填：\{时间\}/).waitFor();
    await reply(page).fill('');

    // Escape closes the list, and what looks like one while an input method composes is left alone.
    await reply(page).pressSequentially('/');
    await page.getByRole('option').first().waitFor();
    await reply(page).press('Escape');
    await page.getByRole('option').first().waitFor({ state: 'detached' });
    await reply(page).fill('');

    // What the shopper asks now is matched; a tap puts the answer where it can be changed.
    await chat.say('七天无理由退货怎么申请');
    const suggestions = page.getByRole('region', { name: '推荐回复' });
    await suggestions.getByRole('button').first().waitFor({ timeout: 15_000 });
    await picture(page, 'agent-suggestions');
    await suggestions.getByRole('button').first().click();
    expect((await reply(page).inputValue()).length).toBeGreaterThan(5);
    await reply(page).press('End');
    await reply(page).pressSequentially(' 有问题再找我。');
    await reply(page).press('Enter');
    await chat.sees(/有问题再找我。/);

    // A product, as a card.
    await page.getByRole('button', { name: '发商品、订单或优惠券' }).click();
    const sender = page.getByRole('dialog');
    await sender.getByPlaceholder('搜商品名或品牌').fill('羽绒服');
    await sender.locator('.sender-item', { hasText: '羽绒服' }).first().waitFor();
    await picture(page, 'agent-sender');
    await sender.getByRole('button', { name: '发送' }).first().click();
    await page.locator('.from-agent .card').last().waitFor();
    await chat.frame
      .getByRole('log')
      .getByText(/羽绒服/)
      .last()
      .waitFor();

    // A tag, found again.
    await page.getByRole('button', { name: '加标签' }).click();
    await page.keyboard.type('待回访');
    await page.keyboard.press('Enter');
    await page.locator('.thread-marks .tag', { hasText: '待回访' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('有问题再找我');
    await page.locator('.found-words mark', { hasText: '有问题再找我' }).waitFor();
    await picture(page, 'agent-search');
    await page.keyboard.press('Escape');

    // Handed on with a note, by key, which the colleague reads first.
    await page.locator('.thread-head h2').click();
    await page.keyboard.press('t');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /小青/ }).click();
    await dialog.locator('#transfer-note').fill('顾客想退货，麻烦跟进');
    await picture(page, 'agent-transfer');
    await dialog.getByRole('button', { name: /转\s*接/ }).click();
    await page.getByText('已转给 小青').waitFor();
    await colleague.page.getByRole('tab', { name: /我的/ }).click();
    await colleague.page.locator('.inbox .row .row-link').first().click();
    await colleague.page.locator('.note-transfer', { hasText: '顾客想退货，麻烦跟进' }).waitFor();

    expect([...faults, ...colleague.faults, ...shopper.faults]).toEqual([]);
    for (const each of [page, colleague.page, shopper.page]) await each.context().close();
  });

  it('keeps personal replies on a page of their own', async () => {
    const { page, faults } = await openPage(browser, size);
    await logIn(page, shop.url, '小禾');
    await page.getByRole('link', { name: '快捷回复' }).click();
    await page.getByText('开场问候').waitFor();
    expect(await page.getByRole('button', { name: /编辑“开场问候”/ }).count()).toBe(0);
    await page.getByRole('button', { name: '添加快捷回复' }).click();
    await page.locator('#title').fill('尺码建议');
    await page.locator('#text').fill('您平时穿多大码？');
    await page.getByRole('button', { name: /保\s*存/ }).click();
    await page.getByText('已保存“尺码建议”').waitFor();
    await page.getByText('/cmjy').waitFor();
    await page.getByRole('button', { name: '删除“尺码建议”' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /删\s*除/ })
      .click();
    await page.getByText('已删除“尺码建议”').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
