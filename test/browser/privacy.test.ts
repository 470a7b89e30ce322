import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { logIn, openChat, openPage, patience, picture, signInAs } from './pages.js';
import { browser, shop } from './shop-and-browser.js';

const wide = { viewport: { width: 1440, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

describe('one’s own data', () => {
  it('is seen, copied, given up for deletion and kept after all in the chat’s menu; admins see the request', async () => {
    const { page, faults } = await openPage(browser);
    await page.goto(shop.url);
    await signInAs(page, /橘猫管家/);
    const chat = await openChat(page);
    const { frame } = chat;
    await chat.say('给我推荐点东西');
    await chat.tap('同意');
    await chat.sees(/参考您买过的/);
    await frame.getByRole('button', { name: '更多' }).click();
    await frame.getByRole('button', { name: '隐私与个性化' }).click();
    await frame.getByText('我们记着您的什么').click();
    await picture(page, 'privacy-sheet');
    await frame.getByRole('button', { name: '删除我的数据' }).click();
    await frame.getByRole('button', { name: '我要删除' }).click();
    await frame.getByText(/天后开始删除，在那之前可以撤回/).waitFor();
    await picture(page, 'privacy-sheet-asked');
    await frame.getByRole('button', { name: '确定删除' }).click();
    await frame.getByText(/已申请删除/).waitFor();
    await picture(page, 'privacy-sheet-waiting');

    const admin = await openPage(browser, wide);
    await logIn(admin.page, shop.url, '管理员');
    await admin.page.goto(`${shop.url}/console/settings/privacy`);
    await admin.page
      .getByText(/等待中/)
      .first()
      .waitFor({ timeout: patience });
    await picture(admin.page, 'privacy-requests');

    await frame.getByRole('button', { name: '撤回删除申请' }).click();
    await frame.getByRole('button', { name: '删除我的数据' }).waitFor();

    await admin.page.getByRole('tab', { name: '价格一致性' }).click();
    await admin.page.getByText(/显示过 \d+ 次，涉及 \d+ 件，没有对不上的/).waitFor();
    await picture(admin.page, 'privacy-prices');
    await admin.page.getByRole('tab', { name: '保存多久' }).click();
    await admin.page.getByLabel('删除的反悔期（天）').waitFor();
    await picture(admin.page, 'privacy-retention');
    expect([...faults, ...admin.faults]).toEqual([]);
  });

  it('comes as a file to a signed-in customer who asks for it in words, on a phone in the dark', async () => {
    const { page, faults } = await openPage(browser, { ...phone, colorScheme: 'dark' });
    await page.goto(shop.url);
    await signInAs(page, /橘猫管家/);
    const chat = await openChat(page);
    await chat.say('导出我的数据');
    const card = chat.frame.getByRole('button', { name: '下载', exact: true });
    await card.waitFor({ timeout: patience });
    await picture(page, 'data-export-card-dark-phone');
    const [download] = await Promise.all([page.waitForEvent('download'), card.click()]);
    const copy = JSON.parse(await readFile(await download.path(), 'utf8'));
    expect(copy.sections.Message.rows.length).toBeGreaterThan(0);
    await chat.frame.getByRole('button', { name: '更多' }).click();
    await chat.frame.getByRole('button', { name: '隐私与个性化' }).click();
    await chat.frame.getByText('我们记着您的什么').click();
    await picture(page, 'privacy-sheet-dark-phone');
    expect(faults).toEqual([]);

    const admin = await openPage(browser, { ...wide, colorScheme: 'dark' });
    await logIn(admin.page, shop.url, '管理员');
    await admin.page.setViewportSize(phone.viewport);
    await admin.page.goto(`${shop.url}/console/settings/privacy`);
    await admin.page
      .getByText(/已完成/)
      .first()
      .waitFor({ timeout: patience });
    await picture(admin.page, 'privacy-requests-dark-phone');
  });
});
